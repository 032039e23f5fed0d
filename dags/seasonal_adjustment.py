"""
Takes season and calendar out of series, and publishes what is left as derived series of the source `macrocast_sa`.

X-13 or TRAMO-SEATS by JDemetra+, on what was known at one moment: the parameter **as_of**, else the run's own time. The
**policy** says how much of an adjustment may change when new values come: with `current` the model and its parameters
stay as they were identified on the first of January, with `partial-concurrent` parameters are estimated again, with
`concurrent` everything is. `select * from api.seasonal_adjustment` shows how each series was made, and
`api.adjustment_diagnostic` what the library thinks of it.

A series that is too short, or neither monthly nor quarterly, is left out and
named in the summary. The same moment, data and settings again add nothing.
"""

from airflow.sdk import Param, dag

from macrocast import assets, catalog
from macrocast.jobs import OWNER, announce, model_job, times


@dag(
    # Before the nightly forecast, which can then read them.
    schedule=times("0 2 * * *"),
    catchup=False,
    max_active_runs=1,
    tags=["adjustment"],
    description="Takes season and calendar out of series and publishes them as derived series",
    default_args=OWNER,
    params={
        "as_of": catalog.as_of(),
        "series": Param(
            ["boe/gdpkp", "boe/cpisa", "boe/aweagg"],
            type="array",
            minItems=1,
            items={"type": "string", "pattern": "^[^/ ]+/[^/ ]+$"},
            title="Series",
            description="Which series to adjust, as source/code; monthly or quarterly, of three years and more.",
        ),
        "method": Param(
            "x13", type="string", enum=["x13", "tramo-seats"], title="Method", description="X-13 or TRAMO-SEATS."
        ),
        "specification": Param(
            None,
            type=["null", "string"],
            pattern="^RSA(full|[0-5])$",
            title="Specification",
            description="Of JDemetra+, by its name; none means RSA5 for X-13 and RSAfull for TRAMO-SEATS.",
        ),
        "policy": Param(
            "partial-concurrent",
            type="string",
            enum=["current", "partial-concurrent", "concurrent"],
            title="Revision policy",
            description="What may change when new values come: nothing, parameters, or everything.",
        ),
    },
    doc_md=__doc__,
)
def seasonal_adjustment() -> None:
    adjust = model_job(
        "adjust",
        role="loader",
        options={
            "--series": "{{ params.series | join(',') }}",
            "--method": "{{ params.method }}",
            "--specification": "{{ params.specification or '' }}",
            "--policy": "{{ params.policy }}",
        },
    )
    announce(adjust.output, outlet=assets.observations("macrocast_sa"))


seasonal_adjustment()
