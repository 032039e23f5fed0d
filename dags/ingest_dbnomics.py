"""
Loads series that DBnomics collects from about a hundred providers.

It keeps the latest values only: they count as known since they were first seen.
"""

from macrocast.sources import ingest_dag

# Airflow looks for the two words dag and airflow before it reads a file.
ingest_dbnomics = ingest_dag("dbnomics", doc=__doc__, cron="0 5 * * *", files="/landing/dbnomics/*.json*")
