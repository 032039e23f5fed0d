"""
Loads the real-time data set of the Philadelphia Fed: a matrix per series, with what was known in each quarter or month
since 1965.

A vintage counts as known from the fifteenth of its month, or of the middle month of its quarter.
"""

from macrocast.sources import ingest_dag

# Airflow looks for the two words dag and airflow before it reads a file.
ingest_philadelphia_fed = ingest_dag(
    "philadelphia_fed",
    doc=__doc__,
    cron="30 7 * * *",
    files="/landing/philadelphia_fed/*",
)
