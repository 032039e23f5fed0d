"""
Loads policy rates, effective exchange rates and property prices from the Bank for International Settlements, such
as `bis/WS_CBPOL.M.CH`.

A value counts as known since its message was prepared. A series whose unit is not the one of the catalogue goes to
quarantine, so that no change of unit passes for a change of value. `live` asks the service; a pattern below
/landing reads answers kept as files, in whatever shape of SDMX they came. What the service does not have (404) is
passed over with a warning; what it sends broken fails the task, and the data of the last good load stay.
"""

from macrocast.sources import ingest_dag

# Airflow looks for the two words dag and airflow before it reads a file.
ingest_bis = ingest_dag("bis", doc=__doc__, cron="0 12 * * *", files="/landing/bis/*")
