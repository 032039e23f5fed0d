"""
Loads time series of the UK's Office for National Statistics: GDP, prices, labour market, retail sales, each with its
years, quarters and months.

Values count as known from 09:30 in London on the day of the release that the answer names.
"""

from macrocast.sources import ingest_dag

# Airflow looks for the two words dag and airflow before it reads a file.
ingest_ons = ingest_dag("ons", doc=__doc__, cron="45 9 * * *", files="/landing/ons/*.json*")
