"""What the params forms offer. Only an offer: the database knows the series, the jobs know the methods."""

from airflow.sdk import Param

TARGETS = ["boe/gdpkp", "boe/cpisa", "boe/aweagg", "boe/unemp"]

METHODS = [
    *("naive", "seasonal-naive", "drift", "ar", "theta", "ets", "mean", "forest"),
    *("naive2", "ses", "holt", "damped", "ets-textbook", "otm", "dotm", "ces", "smooth-mean", "seasonal-median"),
    *("average", "ar-ols"),
    *("arima", "structural", "stl-ets", "x13-theta", "boxcox-ets", "clean-ar"),
    *("bvar", "blend", "diffusion-index", "ets-bvar", "bridge", "dfm", "nowcast"),
    *("ridge", "lasso", "elastic-net", "boost", "global", "pool-median", "pool-trimmed", "pool-weighted"),
]


def as_of() -> Param:
    """The moment a run forecasts from; empty means the run's own time."""
    return Param(
        None,
        type=["null", "string"],
        format="date-time",
        pattern=r"^\d{4}-\d{2}-\d{2}([T ].+)?$",
        title="As of",
        description="Only values known at this moment count. Give a past moment to replay that night; "
        "empty means the time of the run itself.",
    )
