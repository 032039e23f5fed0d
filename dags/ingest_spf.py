"""
Loads the medians of the Survey of Professional Forecasters: levels, growth and averages of years, each quarter since
1968.

They stand beside ours as forecasts by others. A survey counts as known from the first day of the last month of its
quarter. `live` asks the Philadelphia Fed for its two workbooks of medians, with a sheet per variable.
"""

from macrocast.sources import ingest_dag

# Airflow looks for the two words dag and airflow before it reads a file.
ingest_spf = ingest_dag("spf", doc=__doc__, cron="15 8 * * *", files="/landing/spf/*")
