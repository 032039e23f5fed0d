"""
Loads the forecasts of the Federal Reserve Board's staff (Greenbook, since 2010 Tealbook), which are made public five
years later. They stand beside ours as forecasts by others, known from the day of their Greenbook.

`live` asks the Philadelphia Fed for its workbook in row format, with a sheet per variable.
"""

from macrocast.sources import ingest_dag

# Airflow looks for the two words dag and airflow before it reads a file.
ingest_greenbook = ingest_dag("greenbook", doc=__doc__, cron="0 8 1 * *", files="/landing/greenbook/*")
