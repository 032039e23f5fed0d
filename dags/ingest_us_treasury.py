"""
Loads the daily par yield curve of the US Treasury, the current year each working day.

Yields come out in the afternoon, so they count as known from the next day on. Older years are read from /landing, in
either shape that the feed has had; both give the same rows.
"""

from macrocast.sources import ingest_dag

# Airflow looks for the two words dag and airflow before it reads a file.
ingest_us_treasury = ingest_dag("us_treasury", doc=__doc__, cron="30 23 * * 1-5", files="/landing/us_treasury/*.xml*")
