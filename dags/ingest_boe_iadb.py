"""
Loads series of the Bank of England's statistical database: money, credit, housing, interest and exchange rates.

A value counts as known from the moment of its last update that the answer names.
"""

from macrocast.sources import ingest_dag

# Airflow looks for the two words dag and airflow before it reads a file.
ingest_boe_iadb = ingest_dag("boe_iadb", doc=__doc__, cron="0 10 * * *", files="/landing/boe_iadb/*.xml*")
