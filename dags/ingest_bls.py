"""
Loads series of the US Bureau of Labor Statistics: prices, employment, wages.

It gives no vintages: a value counts as known since it was first seen. With a key (MACROCAST_BLS_API_KEY, free) fewer
questions are needed; without one 25 a day are answered. When the day's are used up, the task fails and the data of
the last load stay.
"""

from macrocast.sources import ingest_dag

# Airflow looks for the two words dag and airflow before it reads a file.
ingest_bls = ingest_dag(
    "bls",
    doc=__doc__,
    cron="0 14 * * *",
    files="/landing/bls/*.json*",
    keys=["MACROCAST_BLS_API_KEY"],
)
