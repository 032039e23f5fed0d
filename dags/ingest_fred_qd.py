"""
Loads FRED-QD: some 250 quarterly series of the United States, a file for each month with all that was known then.

A vintage counts as known from the first day of the month after the one it is named by. Files may be loaded in any
order.
"""

from macrocast.sources import ingest_dag

# Airflow looks for the two words dag and airflow before it reads a file.
ingest_fred_qd = ingest_dag("fred_qd", doc=__doc__, cron="15 7 * * *", files="/landing/fred_qd/*.csv*")
