"""
Loads what the Bank of England's forecast evaluation data set says: every vintage of UK GDP, CPI, earnings and
unemployment, and the forecasts that the Bank and its models made from them.

A value counts as known from its vintage date on; the forecasts stand beside ours as forecasts by others. Loading the
same files again changes nothing and wakes nobody. A file that cannot be read fails the task, names the file and leaves
all tables as they were. **Read = written + unchanged + quarantined** holds for every load: see the summary in the XCom
of `ingest`.

`live` takes the newest release of the package `forecast_evaluation` from the Python package index; a release whose
files have not changed is the same load. A pattern below /landing reads files that were put into the landing volume, as
for a machine without internet. When something new came, `forecast_nightly` runs.
"""

from macrocast.sources import ingest_dag

# Airflow looks for the two words dag and airflow before it reads a file.
ingest_boe = ingest_dag("boe", doc=__doc__, cron="0 1 * * *", files="/landing/boe/*.parquet")
