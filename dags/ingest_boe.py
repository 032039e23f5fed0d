"""
Loads what the Bank of England's forecast evaluation data set says: every vintage of UK GDP, CPI, earnings and
unemployment, and the forecasts that the Bank and its models made from them.

A value counts as known from its vintage date on; the forecasts stand beside ours as forecasts by others. Loading the
same files again changes nothing and wakes nobody. A file that cannot be read fails the task, names the file and leaves
all tables as they were. **Read = written + unchanged + quarantined** holds for every load: see the summary in the XCom
of `ingest`.

Files come from the landing volume. When something new has landed, `forecast_nightly` runs.
"""

from airflow.sdk import CronTriggerTimetable, Param, dag

from macrocast import assets
from macrocast.jobs import announce, ingest_job


@dag(
    schedule=CronTriggerTimetable("0 1 * * *", timezone="UTC"),
    catchup=False,
    max_active_runs=1,
    tags=["ingest", "boe"],
    params={
        "input": Param(
            "/landing/boe/*.parquet",
            type="string",
            minLength=1,
            title="Input",
            description="Which files below /landing to load; a pattern may use * and ?.",
        ),
    },
    doc_md=__doc__,
)
def ingest_boe() -> None:
    load = ingest_job("boe", files="{{ params.input }}")
    announce(load.output, outlet=assets.OBSERVATIONS_BOE)


ingest_boe()
