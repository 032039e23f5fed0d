"""
Loads FRED-MD: some 130 monthly series of the United States, a file for each month with all that was known then.

A vintage counts as known from the first day of the month after the one it is named by. Files may be loaded in any
order. `live` takes the current one; older ones (`2015-01.csv`) are read from /landing.
"""

from macrocast.sources import ingest_dag

# Airflow looks for the two words dag and airflow before it reads a file.
ingest_fred_md = ingest_dag("fred_md", doc=__doc__, cron="0 7 * * *", files="/landing/fred_md/*.csv*")
