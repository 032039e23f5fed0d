"""
Loads the World Bank's indicators (World Development Indicators, API version 2), one yearly series per country and
indicator, such as `world_bank/GBR.NY.GDP.MKTP.CD`.

The World Bank gives no vintages: a value counts as known from the day that the answer itself names as last updated.
`live` asks the service; a pattern below /landing reads answers that were recorded before, for a machine without
internet. A service that does not answer is asked three more times, each time after a longer wait; then the task
fails, names the service, and the data of the last good load stay.
"""

from macrocast.sources import ingest_dag

# Airflow looks for the two words dag and airflow before it reads a file.
ingest_world_bank = ingest_dag("world_bank", doc=__doc__, cron="0 6 * * *", files="/landing/world_bank/*.json*")
