"""
Loads the World Bank's indicators (World Development Indicators, API version 2), one yearly series per country and
indicator, such as `world_bank/GBR.NY.GDP.MKTP.CD`.

The World Bank gives no vintages: a value counts as known from the day that the answer itself names as last updated.
`live` asks the service; a pattern below /landing reads answers that were recorded before, for a machine without
internet. A service that does not answer is asked three more times, each time after a longer wait; then the task
fails, names the service, and the data of the last good load stay.
"""

from airflow.sdk import CronTriggerTimetable, Param, dag

from macrocast import assets
from macrocast.jobs import announce, ingest_job


@dag(
    schedule=CronTriggerTimetable("0 6 * * *", timezone="UTC"),
    catchup=False,
    max_active_runs=1,
    tags=["ingest", "world_bank"],
    params={
        "input": Param(
            "live",
            type="string",
            minLength=1,
            title="Input",
            description="`live` asks the service; a pattern like /landing/world_bank/*.json* reads recorded answers.",
        ),
    },
    doc_md=__doc__,
)
def ingest_world_bank() -> None:
    load = ingest_job("world_bank", files="{{ params.input }}")
    announce(load.output, outlet=assets.OBSERVATIONS_WORLD_BANK)


ingest_world_bank()
