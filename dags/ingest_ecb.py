"""
Loads exchange rates, key interest rates, yields, long-term rates, bank rates and money of the euro area from the
European Central Bank, such as `ecb/EXR.D.USD.EUR.SP00.A`.

A value counts as known since its message was prepared, else since it was first loaded; a day that the ECB marks as
without value has none. The table of reference rates (eurofxref-hist.csv, or the .zip it comes in) loads to the same
daily series. `live` asks the service; a pattern below /landing reads answers kept as files, in whatever shape of
SDMX they came. What the service does not have (404) is passed over with a warning; what it sends broken fails the
task, and the data of the last good load stay.
"""

from macrocast.sources import ingest_dag

# Airflow looks for the two words dag and airflow before it reads a file.
ingest_ecb = ingest_dag("ecb", doc=__doc__, cron="30 15 * * 1-5", files="/landing/ecb/*")
