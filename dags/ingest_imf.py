"""
Loads the World Economic Outlook and the regional outlooks for Asia and Africa from the International Monetary Fund,
such as `imf/WEO.FRA.NGDP_RPCH.A`.

Years after the last one observed are forecasts by others (`imf-weo`, `imf-apdreo`, `imf-afrreo`), not actuals, and
are scored like ours. Where the Fund does not say which year that is, the years that were not over are forecasts.
`live` asks the service; a pattern below /landing reads answers kept as files, in whatever shape of SDMX they came.
What the service does not have (404) is passed over with a warning; what it sends broken fails the task, and the
data of the last good load stay.
"""

from macrocast.sources import ingest_dag

# Airflow looks for the two words dag and airflow before it reads a file.
ingest_imf = ingest_dag("imf", doc=__doc__, cron="0 5 * * *", files="/landing/imf/*")
