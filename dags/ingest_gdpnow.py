"""
Loads every nowcast of US growth that the Atlanta Fed's GDPNow gave. They stand beside ours as forecasts by others,
known from their day.

`live` asks the Atlanta Fed for the workbook of the model: nowcasts of the quarters that are over, and of the current
one.
"""

from macrocast.sources import ingest_dag

# Airflow looks for the two words dag and airflow before it reads a file.
ingest_gdpnow = ingest_dag("gdpnow", doc=__doc__, cron="30 8 * * *", files="/landing/gdpnow/*")
