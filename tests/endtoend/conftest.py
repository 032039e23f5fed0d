"""
The story that the tests look at, told once: first the past, then all of history, each with its forecasts.

`past` lands what was known at the end of 2017 and forecasts three past nights from it; `present` then lands everything,
which by itself starts the night of today. What is wrong with either shows as an error of all tests that build on it.
"""

import os
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from stack import Airflow, Database, Landing, moment, until

SECRETS = Path(os.environ.get("MACROCAST_SECRETS", "/run/secrets"))

# Moments between two vintages of the Bank's data, which come at each end of a quarter.
NIGHTS = ["2008-05-15T00:00:00Z", "2013-02-14T00:00:00Z", "2017-11-02T00:00:00Z"]
END_OF_PAST = moment("2017-12-31").replace(tzinfo=None)


def secret(name: str) -> str:
    return (SECRETS / name).read_text().strip()


@pytest.fixture(scope="session")
def airflow() -> Airflow:
    return Airflow(os.environ.get("MACROCAST_AIRFLOW_URL", "http://api-server:8080"), secret("airflow_admin_password"))


@pytest.fixture(scope="session")
def database() -> Database:
    passwords = {"postgres": secret("postgres_password"), "macrocast_analyst": secret("macrocast_analyst_password")}
    return Database(os.environ.get("MACROCAST_DATABASE_HOST", "timescaledb"), passwords)


@pytest.fixture(scope="session")
def landing() -> Landing:
    return Landing(Path(os.environ.get("MACROCAST_LANDING", "/landing")))


@dataclass
class Past:
    """Forecasts of the three nights, made when nothing later had been loaded."""

    load: dict
    forecasts: dict[str, list[tuple]] = field(default_factory=dict)
    runs: dict[str, str] = field(default_factory=dict)


@pytest.fixture(scope="session")
def past(airflow: Airflow, database: Database, landing: Landing) -> Past:
    airflow.switch("ingest_boe", on=True)
    # Off, so that this load starts no night of its own.
    airflow.switch("forecast_nightly", on=False)
    run_id = airflow.run("ingest_boe", input=landing.vintages_until(END_OF_PAST))
    airflow.switch("forecast_nightly", on=True)
    past = Past(load=airflow.summary("ingest_boe", run_id, "ingest"))
    for night in NIGHTS:
        dag_run = airflow.run("forecast_nightly", as_of=night)
        past.runs[night] = airflow.summary("forecast_nightly", dag_run, "plan")["run_id"]
        past.forecasts[night] = database.forecasts(past.runs[night])
    return past


@dataclass
class Present:
    """The load of all vintages, and the night that it started."""

    load: dict
    dag_run: str
    run_id: str
    as_of: str


@pytest.fixture(scope="session")
def present(airflow: Airflow, past: Past) -> Present:  # noqa: ARG001 the past comes first
    ingest = airflow.run("ingest_boe", input=Landing.ALL)
    started = until(lambda: airflow.started_by("ingest_boe", ingest), "run started by the new observations", 120)
    assert [run["dag_id"] for run in started] == ["forecast_nightly"]
    dag_run = started[0]["run_id"]
    airflow.succeeds("forecast_nightly", dag_run)
    plan = airflow.summary("forecast_nightly", dag_run, "plan")
    return Present(
        load=airflow.summary("ingest_boe", ingest, "ingest"),
        dag_run=dag_run,
        run_id=plan["run_id"],
        as_of=plan["as_of"],
    )
