"""
Loads series of FRED with all their vintages: every value that was ever known, from the day it was known (ALFRED).

Which series changed is asked first; of the others the archived answers are taken. FRED wants a key, which is free:
the secret or variable MACROCAST_FRED_API_KEY. Without one the task fails and says so. Weekly and daily series are
among them; daily ones come as they stand.
"""

from macrocast.sources import ingest_dag

# Airflow looks for the two words dag and airflow before it reads a file.
ingest_fred = ingest_dag(
    "fred",
    doc=__doc__,
    cron="30 13 * * *",
    files="/landing/fred/series_observations_*.json*",
    keys=["MACROCAST_FRED_API_KEY"],
)
