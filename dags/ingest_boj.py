"""
Loads the exchange rate of the Bank of Japan, one question per series.

The bank keeps the latest values only. It says on which day each series was last updated: its values count as known
since the end of that day in Tokyo.
"""

from macrocast.sources import ingest_dag

# Airflow looks for the two words dag and airflow before it reads a file.
ingest_boj = ingest_dag("boj", doc=__doc__, cron="30 16 * * 1-5", files="/landing/boj/*.json*")
