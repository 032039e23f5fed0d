"""
Forecasts every target series from what was known at one moment, and publishes the night as a whole.

The moment is the parameter **as_of**, else the run's own time; it is fixed once for all tasks, so clearing a run
repeats it exactly, and a past moment replays a past night.

1. `plan` fixes the data version and cuts the series into shards. A night that is already published ends here.
2. `train` and `backtest` run once per shard: fit every method, and replay every vintage since the last time.
3. `bless` judges all methods by their errors in real time and names a champion per series and horizon band: the recipe
   (`bvar`), unless a benchmark beats it by more than luck explains; then the best method that beats all benchmarks, or
   the best benchmark (model-jobs/README.md says why).
4. `score` makes the forecasts with their quantiles from the stored model bundles.
5. `publish` shows everything to the analysts in one transaction: `select * from api.latest_forecast`.

With fewer **sources**, **series** or **methods**, something **given** or another **horizon**, the run answers a
question of "what if": it is published for whoever asks by its id (`api.forecast_history`, `api.accuracy_history`,
`docker/report --run-id`), but
`api.latest_forecast`, `api.accuracy` and `api.champion` go on showing the last full night.

A shard without enough history is skipped, the others go on. A shard that fails stops the night before `bless`: the
forecasts of the night before stay in force.
"""

from airflow.sdk import AssetOrTimeSchedule, Param, dag, task, task_group
from airflow.sdk.exceptions import AirflowSkipException

from macrocast import assets, catalog
from macrocast.jobs import OWNER, model_job, times

RUN_ID = {"--run-id": "{{ ti.xcom_pull(task_ids='plan')['run_id'] }}"}


@dag(
    schedule=AssetOrTimeSchedule(
        timetable=times("30 2 * * *"),
        # The one source that target series come from so far.
        assets=[assets.observations("boe")],
    ),
    catchup=False,
    max_active_runs=1,
    tags=["forecast"],
    description="Forecasts every target series from what was known at one moment, and publishes the night",
    default_args=OWNER,
    params={
        "as_of": catalog.as_of(),
        "sources": Param(
            None,
            type=["null", "array"],
            items={"type": "string", "pattern": "^[a-z0-9_]+$"},
            examples=["boe"],
            title="Sources",
            description="Only series of these sources; none means of every source. "
            "A run that leaves a target series out is one of what if and never stands as the newest night.",
        ),
        "series": Param(
            None,
            type=["null", "array"],
            items={"type": "string", "pattern": "^[^/ ]+/[^/ ]+$"},
            examples=catalog.TARGETS,
            title="Series",
            description="Which series to forecast, as source/code; none means every target series. "
            "A run with fewer is one of what if and never stands as the newest night.",
        ),
        "methods": Param(
            None,
            type=["null", "array"],
            items={"type": "string", "enum": catalog.METHODS},
            examples=catalog.METHODS,
            title="Methods",
            description="Which methods compete; none means the standard ones (model-jobs/README.md). "
            "A run that leaves one of them out is one of what if and never stands as the newest night.",
        ),
        "given": Param(
            None,
            type=["null", "string"],
            pattern=r"^\S+/\S+=-?\d[\d.,-]*$",
            examples=["boe/unemp=5.2,5.4,5.6"],
            title="Given",
            description="What if a series goes like this, from the first period without a published value on? Forecasts"
            " by the vector autoregression under that assumption. Such a run never stands as the newest night.",
        ),
        "horizon": Param(
            12,
            type="integer",
            minimum=0,
            maximum=40,
            title="Horizon",
            description="Greatest horizon in periods: 0 is the first period without a published value. "
            "A run with another than 12 is one of what if and never stands as the newest night.",
        ),
        "force": Param(
            False,
            type="boolean",
            title="Force",
            description="Run every step even when this very night is already published; the values stay the same.",
        ),
    },
    doc_md=__doc__,
)
def forecast_nightly() -> None:
    plan = model_job(
        "plan",
        role="trainer",
        options={
            "--horizon": "{{ params.horizon }}",
            "--sources": "{{ (params.sources or []) | join(',') }}",
            "--series": "{{ (params.series or []) | join(',') }}",
            "--methods": "{{ (params.methods or []) | join(',') }}",
            "--given": "{{ params.given or '' }}",
        },
        flags={"--force": "{{ params.force }}"},
    )

    @task
    def shards(plan: dict, params: dict) -> list[list[str]]:
        """Hand on the shards of the plan, unless the night is already published."""
        if plan["already_published"] and not params["force"]:
            raise AirflowSkipException(f"Run {plan['run_id']} is already published, there is nothing to do")
        return plan["shards"]

    @task_group
    def shard(series: list[str]) -> None:
        """One shard's way from observations to judged methods."""
        train = model_job("train", role="trainer", options=RUN_ID, series=series)
        backtest = model_job("backtest", role="trainer", options=RUN_ID, series=series)
        train >> backtest

    todo = shards(plan.output)
    bless = model_job("bless", role="trainer", options=RUN_ID, trigger_rule="none_failed_min_one_success")
    score = model_job("score", role="scorer", options=RUN_ID, each=todo)
    publish = model_job(
        "publish",
        role="scorer",
        options=RUN_ID,
        trigger_rule="none_failed_min_one_success",
        outlets=[assets.FORECASTS],
    )

    shard.expand(series=todo) >> bless >> score >> publish


forecast_nightly()
