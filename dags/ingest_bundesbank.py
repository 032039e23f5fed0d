"""
Loads yields of listed Federal securities for residual maturities of 1 to 30 years from the Deutsche Bundesbank, one
daily series each.

A day without trading is written without a value and has none here. A value counts as known since its message was
prepared. `live` asks the service; a pattern below /landing reads answers kept as files, in whatever shape of SDMX
they came. What the service does not have (404) is passed over with a warning; what it sends broken fails the task,
and the data of the last good load stay.
"""

from macrocast.sources import ingest_dag

# Airflow looks for the two words dag and airflow before it reads a file.
ingest_bundesbank = ingest_dag("bundesbank", doc=__doc__, cron="30 16 * * 1-5", files="/landing/bundesbank/*")
