"""
Loads GDP of all economies, leading indicators, public debt, house prices and long-term scenarios from the OECD,
such as `oecd/CLI.DEU.M.LI.IX._Z.AA.IX._Z.H`.

The OECD allows 60 downloads an hour and is asked once a minute, so that a run takes some ten minutes. Of the
scenarios, years that were not over are forecasts by others (`oecd-eo`), not actuals. `live` asks the service; a
pattern below /landing reads answers kept as files, in whatever shape of SDMX they came. What the service does not
have (404) is passed over with a warning; what it sends broken fails the task, and the data of the last good load
stay.
"""

from macrocast.sources import ingest_dag

# Airflow looks for the two words dag and airflow before it reads a file.
ingest_oecd = ingest_dag("oecd", doc=__doc__, cron="0 4 * * *", files="/landing/oecd/*")
