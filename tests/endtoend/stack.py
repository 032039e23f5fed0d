"""The stack as its users reach it: Airflow by its public API, the database by SQL, the landing volume by files."""

import shutil
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
import pyarrow.compute as pc
import pyarrow.parquet as pq
import requests

PATIENCE_S = 900


class Airflow:
    """Airflow's public API, version 2, as the administrator."""

    def __init__(self, url: str, password: str) -> None:
        self.url = url
        self.password = password
        self._session = requests.Session()
        token = self._session.post(
            f"{url}/auth/token", json={"username": "admin", "password": password}, timeout=30
        ).json()["access_token"]
        self._session.headers["Authorization"] = f"Bearer {token}"

    def call(self, method: str, path: str, **kwargs: Any) -> Any:
        answer = self._session.request(method, f"{self.url}/api/v2{path}", timeout=60, **kwargs)
        assert answer.ok, f"Airflow answers {answer.status_code} to {method} {path}: {answer.text[:500]}"
        return answer.json()

    def switch(self, dag_id: str, *, on: bool) -> None:
        """Wait until the DAG is parsed, then let it run or not."""
        until(lambda: dag_id in {d["dag_id"] for d in self.call("GET", "/dags")["dags"]}, f"DAG {dag_id}", 180)
        self.call("PATCH", f"/dags/{dag_id}", json={"is_paused": not on})

    def trigger(self, dag_id: str, **params: Any) -> str:
        body = {"logical_date": None, "conf": params}
        return self.call("POST", f"/dags/{dag_id}/dagRuns", json=body)["dag_run_id"]

    def wait(self, dag_id: str, run_id: str) -> str:
        """Return `success` or `failed` when the run has ended."""
        path = f"/dags/{dag_id}/dagRuns/{quote(run_id, safe='')}"
        ended = until(
            lambda: (run := self.call("GET", path))["state"] in {"success", "failed"} and run,
            f"end of {dag_id} {run_id}",
        )
        return ended["state"]

    def run(self, dag_id: str, **params: Any) -> str:
        """Trigger, wait for success, return the run's id; a failure shows the log of the task that failed."""
        run_id = self.trigger(dag_id, **params)
        self.succeeds(dag_id, run_id)
        return run_id

    def succeeds(self, dag_id: str, run_id: str) -> None:
        if self.wait(dag_id, run_id) != "success":
            logs = [self.log(dag_id, run_id, task) for task in self.tasks(dag_id, run_id) if task["state"] == "failed"]
            raise AssertionError(f"{dag_id} {run_id} failed:\n" + "\n".join(logs))

    def tasks(self, dag_id: str, run_id: str) -> list[dict]:
        path = f"/dags/{dag_id}/dagRuns/{quote(run_id, safe='')}/taskInstances?limit=200"
        return self.call("GET", path)["task_instances"]

    def states(self, dag_id: str, run_id: str) -> dict[str, set[str]]:
        """The states of each task, over its mapped instances."""
        states: dict[str, set[str]] = {}
        for task in self.tasks(dag_id, run_id):
            states.setdefault(task["task_id"], set()).add(task["state"])
        return states

    def log(self, dag_id: str, run_id: str, task: dict) -> str:
        path = f"/dags/{dag_id}/dagRuns/{quote(run_id, safe='')}/taskInstances/{task['task_id']}"
        entries = self.call(
            "GET", f"{path}/logs/{task['try_number']}", params={"map_index": task["map_index"], "full_content": True}
        )["content"]
        return "\n".join(f"{entry.get('level') or '':8} {entry['event']}" for entry in entries)

    def summary(self, dag_id: str, run_id: str, task_id: str) -> dict:
        """What a job said at its end."""
        path = f"/dags/{dag_id}/dagRuns/{quote(run_id, safe='')}/taskInstances/{task_id}/xcomEntries/return_value"
        return self.call("GET", path, params={"deserialize": "false", "stringify": "false"})["value"]

    def started_by(self, dag_id: str, run_id: str) -> list[dict]:
        """The runs that the asset events of a run have started."""
        query = {"source_dag_id": dag_id, "source_run_id": run_id}
        events = self.call("GET", "/assets/events", params=query)["asset_events"]
        return [run for event in events for run in event["created_dagruns"]]


class Database:
    """The database, by the administrator for what no role may see, by the analyst for what analysts see."""

    def __init__(self, host: str, passwords: dict[str, str]) -> None:
        self._host = host
        self._passwords = passwords

    def rows(self, sql: str, *arguments: Any, user: str = "postgres") -> list[tuple]:
        with psycopg.connect(
            host=self._host, dbname="macrocast", user=user, password=self._passwords[user]
        ) as connection:
            return connection.execute(sql, arguments).fetchall()

    def ask(self, sql: str, *arguments: Any) -> list[tuple]:
        """What an analyst gets."""
        return self.rows(sql, *arguments, user="macrocast_analyst")

    def contents(self) -> dict[str, tuple]:
        """Rows and a digest of each table but job_run, the diary that grows by every run."""
        tables = self.rows(
            "select table_name from information_schema.tables where table_schema = 'macrocast'"
            " and table_type = 'BASE TABLE' and table_name not in ('job_run', 'flyway_schema_history') order by 1"
        )
        digest = (
            "select count(*), md5(coalesce(string_agg(md5(t::text), '' order by md5(t::text)), '')) from macrocast.{} t"
        )
        return {table: self.rows(digest.format(table))[0] for (table,) in tables}

    def forecasts(self, run_id: str) -> list[tuple]:
        """All that one run says, without what names the run itself."""
        return self.rows(
            "select s.code, f.method, f.measure, f.target_start, f.horizon, f.known_at, f.origin, f.model_version_id,"
            " f.mean, f.q025, f.q05, f.q10, f.q25, f.q50, f.q75, f.q90, f.q95, f.q975, f.calibration, f.champion_method"
            " from macrocast.forecast f"
            " inner join macrocast.series s on s.series_id = f.series_id"
            " inner join macrocast.forecast_run r on r.run_id = f.run_id"
            " where f.run_id = %s and r.published_at is not null order by 1, 2, 3, 4",
            run_id,
        )


class Landing:
    """The landing volume, filled with the Bank of England's files by the demo data image."""

    FILES = ("fer_outturns.parquet", "fer_forecasts.parquet")
    ALL = "/landing/boe/*.parquet"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.boe = folder / "boe"

    def vintages_until(self, day: datetime) -> str:
        """Write the files as they would have been on that day; return the pattern that names them."""
        target = self.folder / f"boe_until_{day:%Y_%m_%d}"
        target.mkdir(exist_ok=True)
        for name in self.FILES:
            table = pq.read_table(self.boe / name)
            pq.write_table(table.filter(pc.less_equal(table["vintage_date"], day)), target / name)
        return f"/landing/{target.name}/*.parquet"

    def corrupted(self) -> str:
        """Write broken_off.parquet, which breaks off in the middle, beside a whole one; return a pattern for both."""
        target = self.folder / "boe_corrupted"
        target.mkdir(exist_ok=True)
        whole = (self.boe / self.FILES[0]).read_bytes()
        (target / "broken_off.parquet").write_bytes(whole[: len(whole) // 2])
        shutil.copy(self.boe / self.FILES[1], target)
        return f"/landing/{target.name}/*.parquet"

    def collected(self, day: str, lost: int) -> str:
        """Write thirty months as a desk keeps them, known that day, the first of them lost; return their pattern."""
        target = self.folder / f"desk_{day}"
        target.mkdir(exist_ok=True)
        (target / "mapping.yaml").write_text(
            "source: {code: desk, title: Desk, licence: internal, homepage: 'https://example.org', known: native}\n"
            "defaults: {unit: index, frequency: monthly, measure: level, transform: none, is_target: false}\n"
            "series: [{code: ORDERS, title: Orders expected}]\n"
            "table: {series: [ITEM], period: MONTH, value: VALUE, known_at: SEEN, withdrawn: ['lost']}\n"
        )
        rows = [
            f"ORDERS,{2023 + i // 12}-{i % 12 + 1:02d},{'lost' if i < lost else 100 + i},{day}\n" for i in range(30)
        ]
        (target / "orders.csv").write_text("ITEM,MONTH,VALUE,SEEN\n" + "".join(rows))
        return f"/landing/{target.name}/*.csv"

    def row_count(self) -> int:
        return sum(pq.read_metadata(self.boe / name).num_rows for name in self.FILES)

    def newest_vintage(self, variable: str) -> dict:
        """Period start to value, as the newest vintage of the file has it."""
        table = pq.read_table(self.boe / self.FILES[0]).filter(pc.field("variable") == variable)
        newest = pc.max(table["vintage_date"])
        table = table.filter(pc.equal(table["vintage_date"], newest))
        # The file dates a quarter by its last day.
        starts = [d.date().replace(month=d.month - 2, day=1) for d in table["date"].to_pylist()]
        return dict(zip(starts, table["value"].to_pylist(), strict=True))

    def remove(self) -> None:
        for pattern in ("boe_*", "desk_*"):
            for folder in self.folder.glob(pattern):
                shutil.rmtree(folder)


def until(condition: Callable[[], Any], what: str, patience_s: float = PATIENCE_S) -> Any:
    """Ask once a second until the answer is true, and return it."""
    deadline = time.monotonic() + patience_s
    while time.monotonic() < deadline:
        if answer := condition():
            return answer
        time.sleep(1)
    raise AssertionError(f"no {what} within {patience_s:.0f} s")


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
