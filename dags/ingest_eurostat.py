"""
Loads GDP, consumer prices, unemployment and sentiment of the European Union from Eurostat, such as
`eurostat/UNE_RT_M.M.SA.TOTAL.PC_ACT.T.DE`.

Eurostat keeps only the latest value of each observation: the vintages are ours, from the first load on. An answer
that Eurostat prepares first is waited for ten minutes; then the task is tried again later and finds it ready.
`live` asks the service; a pattern below /landing reads answers kept as files, in whatever shape of SDMX they came.
What the service does not have (404) is passed over with a warning; what it sends broken fails the task, and the
data of the last good load stay.
"""

from macrocast.sources import ingest_dag

# Airflow looks for the two words dag and airflow before it reads a file.
ingest_eurostat = ingest_dag("eurostat", doc=__doc__, cron="30 10,22 * * *", files="/landing/eurostat/*")
