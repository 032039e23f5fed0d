"""The whole loop on the real stack: scheduler, containers, database."""

import json
import math
import os
import urllib.request

import pytest
from conftest import NIGHTS, Past, Present
from stack import Airflow, Database, Landing, moment

TARGETS = {"boe/gdpkp", "boe/cpisa", "boe/aweagg", "boe/unemp"}


def test_every_load_reconciles(database: Database, landing: Landing, present: Present):
    loads = database.rows(
        "select load_id, rows_read, rows_written + rows_unchanged + rows_quarantined, rows_skipped"
        " from macrocast.load where status = 'published' order by load_id"
    )
    assert loads
    for load_id, read, accounted, _ in loads:
        assert read == accounted, f"load {load_id}"
    newest = loads[-1]
    assert newest[0] == present.load["load_id"]
    assert newest[1] + newest[3] == landing.row_count(), "every row of the files was read, or skipped by a rule"


@pytest.mark.parametrize("key", sorted(TARGETS))
def test_what_is_known_now_is_the_newest_vintage_of_the_files(
    database: Database, landing: Landing, present: Present, key
):
    known = dict(
        database.ask(
            "select period_start, value from api.observation_as_of(%s) where series_key = %s and value is not null",
            present.as_of,
            key,
        )
    )
    published = landing.newest_vintage(key.removeprefix("boe/"))
    assert {start: known.get(start) for start in published} == {
        start: pytest.approx(value, rel=1e-12) for start, value in published.items()
    }


def test_there_are_forecasts_for_all_targets_at_all_horizons(database: Database, present: Present):
    forecasts = database.ask(
        "select f.series_key, f.horizon, f.mean, f.q05, f.q50, f.q95, f.champion_method"
        " from api.latest_forecast f inner join api.series s on s.series_key = f.series_key and s.measure = f.measure"
        " where f.method = 'champion' and f.run_id = %s",
        present.run_id,
    )
    assert {(key, horizon) for key, horizon, *_ in forecasts} == {(key, h) for key in TARGETS for h in range(13)}
    assert len(forecasts) == len(TARGETS) * 13
    for key, horizon, mean, q05, q50, q95, champion in forecasts:
        assert q05 < q50 < q95, f"{key} at horizon {horizon}"
        assert math.isfinite(mean)
        assert champion


def test_the_bank_of_england_stands_beside_us(database: Database, present: Present):
    rows = database.ask(
        "select distinct series_key from api.latest_forecast where method = 'boe-mpr' and measure = 'growth'"
    )
    assert {"boe/gdpkp", "boe/cpisa"} <= {key for (key,) in rows}
    judged = database.ask(
        "select distinct method from api.accuracy where run_id = %s and series_key = 'boe/gdpkp'", present.run_id
    )
    assert {"boe-mpr", "ar", "naive"} <= {method for (method,) in judged}


def test_programs_get_the_same_forecasts_over_http(database: Database, present: Present):
    address = os.environ.get("MACROCAST_API_URL", "http://forecast-api:8000")
    with urllib.request.urlopen(f"{address}/v1/forecasts?series=boe/gdpkp&method=champion", timeout=60) as answer:  # noqa: S310
        served = {row["horizon"]: row["mean"] for row in json.load(answer)}
    published = database.ask(
        "select horizon, mean from api.forecast_history"
        " where is_judged and method = 'champion' and series_key = 'boe/gdpkp' and run_id = %s",
        present.run_id,
    )
    assert served == dict(published)
    assert set(served) == set(range(13))


def test_every_step_of_the_night_was_green(airflow: Airflow, present: Present):
    states = airflow.states("forecast_nightly", present.dag_run)
    assert states == {
        task: {"success"} for task in ("plan", "shards", "shard.train", "shard.backtest", "bless", "score", "publish")
    }


@pytest.mark.parametrize("night", NIGHTS)
def test_a_replayed_night_knows_nothing_later(
    airflow: Airflow, database: Database, past: Past, present: Present, night: str
):
    before = past.forecasts[night]
    assert {row[0] for row in before} == {key.removeprefix("boe/") for key in TARGETS}
    assert before == database.forecasts(past.runs[night]), "what was published then has changed"

    dag_run = airflow.run("forecast_nightly", as_of=night)

    replay = airflow.summary("forecast_nightly", dag_run, "plan")["run_id"]
    assert replay not in past.runs.values(), "the new load makes a new data version"
    assert database.forecasts(replay) == before
    assert present.run_id != replay


def test_a_past_night_keeps_the_accuracy_that_it_found(database: Database, past: Past, present: Present):
    for night, run_id in past.runs.items():
        found = database.ask("select distinct as_of from api.accuracy_history where run_id = %s", run_id)
        assert found == [(moment(night),)]
    assert {str(run_id) for (run_id,) in database.ask("select distinct run_id from api.accuracy")} == {present.run_id}


def test_a_run_of_what_if_never_stands_as_the_newest_night(airflow: Airflow, database: Database, present: Present):
    def standing() -> list[tuple]:
        return database.ask(
            "select 'latest_forecast', run_id::text from api.latest_forecast"
            " union select 'accuracy', run_id::text from api.accuracy"
            " union select 'champion', run_id::text from api.champion"
            " union select 'leaderboard', run_id::text from api.leaderboard order by 1, 2"
        )

    before = standing()
    assert ("accuracy", present.run_id) in before
    dag_run = airflow.run("forecast_nightly", methods=["naive", "ar"], horizon=4)

    plan = airflow.summary("forecast_nightly", dag_run, "plan")
    assert not plan["official"]
    assert standing() == before
    kept = database.ask("select distinct method, horizon from api.forecast_history where run_id = %s", plan["run_id"])
    assert set(kept) == {(method, h) for method in ("naive", "ar", "champion") for h in range(5)}


def test_a_rerun_of_everything_changes_nothing(airflow: Airflow, database: Database, present: Present):
    before = database.contents()

    ingest = airflow.run("ingest_boe", input=Landing.ALL)
    assert airflow.summary("ingest_boe", ingest, "ingest")["already_published"]
    assert airflow.states("ingest_boe", ingest) == {"ingest": {"success"}, "announce": {"skipped"}}

    night = airflow.run("forecast_nightly", as_of=present.as_of)
    assert airflow.summary("forecast_nightly", night, "plan")["already_published"]
    assert airflow.states("forecast_nightly", night)["publish"] == {"skipped"}

    airflow.run("forecast_nightly", as_of=present.as_of, force=True)

    assert database.contents() == before


def test_a_corrupted_file_fails_by_name_and_changes_nothing(
    airflow: Airflow, database: Database, landing: Landing, present: Present
):
    """What arrived and why it was refused is kept (load and its payloads, audit_event); no other table changes."""
    diary = {"audit_event", "load", "load_payload", "raw_payload"}
    before = database.contents()

    run_id = airflow.trigger("ingest_boe", input=landing.corrupted())

    assert airflow.wait("ingest_boe", run_id) == "failed"
    task = next(t for t in airflow.tasks("ingest_boe", run_id) if t["task_id"] == "ingest")
    assert task["try_number"] == 1, "another try would read the same"
    log = airflow.log("ingest_boe", run_id, task)
    assert "broken_off.parquet: not a whole Parquet file" in log, log

    after = database.contents()
    assert {table for table in before if before[table] != after[table]} <= diary
    assert database.rows("select max(load_id) from macrocast.load") == [(present.load["load_id"],)]
    refused = database.rows("select message from macrocast.load where status = 'rejected'")
    assert [message for (message,) in refused if "broken_off.parquet" in message]


def test_adjusted_series_are_published_beside_their_lineage(airflow: Airflow, database: Database, present: Present):
    airflow.switch("seasonal_adjustment", on=True)
    dag_run = airflow.run("seasonal_adjustment", as_of=present.as_of, series=["boe/gdpkp"], method="x13")

    assert airflow.states("seasonal_adjustment", dag_run) == {"adjust": {"success"}, "announce": {"success"}}
    ((key, method),) = database.ask(
        "select series_key, method from api.seasonal_adjustment where input_series_key = 'boe/gdpkp' and as_of = %s",
        present.as_of,
    )
    assert method == "x13"
    known = "select period from api.observation_latest where value is not null and series_key = %s order by period"
    assert database.ask(known, key) == database.ask(known, "boe/gdpkp")
