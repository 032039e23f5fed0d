"""
Loads French series by their number in INSEE's macro-economic data bank, such as `insee/BDM.001688527`, the
unemployment rate.

A value counts as known since its message was prepared. `live` asks the service; a pattern below /landing reads
answers kept as files, in whatever shape of SDMX they came. What the service does not have (404) is passed over with
a warning; what it sends broken fails the task, and the data of the last good load stay.
"""

from macrocast.sources import ingest_dag

# Airflow looks for the two words dag and airflow before it reads a file.
ingest_insee = ingest_dag("insee", doc=__doc__, cron="45 7 * * *", files="/landing/insee/*")
