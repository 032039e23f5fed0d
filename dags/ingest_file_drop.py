"""
Loads tables that somebody has put into /landing/file_drop: CSV, SDMX-CSV or a sheet of a workbook (XLSX).

The file `mapping.yaml` beside them says who publishes, which series there are and in which columns what stands; no code
is needed. A cell that does not fit goes to quarantine; a table of another shape fails the task and changes nothing.
"""

from macrocast.sources import ingest_dag

# Airflow looks for the two words dag and airflow before it reads a file.
ingest_file_drop = ingest_dag(
    "file_drop", doc=__doc__, cron="0 4 * * *", files="/landing/file_drop/*.[cCxX]*", live=False
)
