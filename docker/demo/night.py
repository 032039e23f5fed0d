"""
Drives the first night through Airflow's API, as a person would by clicking: unpause, trigger, watch.

Runs inside the api-server's container, which has Python and reaches the API. Usage: night.py [WORLD_BANK_INPUT], the
administrator's password on standard input. Ends with 0 when a night stands published, with 1 when a task failed (its
last log lines are printed), with 75 when nothing moved for too long.
"""

import http.client
import json
import logging
import sys
import time
from typing import Any
from urllib.parse import quote, urlencode

LOG = logging.getLogger("macrocast")
INGEST = "ingest_boe"
FILES = "/landing/boe/*.parquet"
FORECAST = "forecast_nightly"
WORLD_BANK = "ingest_world_bank"
PATIENCE_S = 1200
SIGN_OF_LIFE_S = 15
ENDED = {"success", "failed", "skipped", "upstream_failed", "up_for_retry"}
UNFINISHED = {"queued", "running"}


class Airflow:
    """The part of Airflow's public API (version 2) that this needs."""

    def __init__(self, password: str) -> None:
        self.token = ""
        self.token = self.call("POST", "/auth/token", {"username": "admin", "password": password})["access_token"]

    def call(self, method: str, path: str, body: dict | None = None) -> Any:
        """Send one request, a GET up to five times; an answer that is no success ends the program with its words."""
        tries = 5 if method == "GET" else 1
        while True:
            try:
                return self._answer(method, path, body)
            except OSError:
                tries -= 1
                if not tries:
                    raise
                LOG.info("Airflow's API is slow to answer, asking again")

    def _answer(self, method: str, path: str, body: dict | None) -> Any:
        connection = http.client.HTTPConnection("localhost", 8080, timeout=60)
        headers = {
            "Authorization": f"Bearer {self.token}",
            "Content-Type": "application/json",
            "Accept": "application/json",
        }
        connection.request(method, path, None if body is None else json.dumps(body), headers)
        response = connection.getresponse()
        content = response.read()
        if response.status >= http.client.BAD_REQUEST:
            raise SystemExit(f"Airflow answers {response.status} to {method} {path}: {content.decode()[:300]}")
        return json.loads(content)

    def dag_ids(self) -> set[str]:
        return {dag["dag_id"] for dag in self.call("GET", "/api/v2/dags?limit=100")["dags"]}

    def pause(self, dag_id: str, paused: bool) -> None:
        self.call("PATCH", f"/api/v2/dags/{dag_id}", {"is_paused": paused})

    def trigger(self, dag_id: str, conf: dict | None = None) -> str:
        body = {"logical_date": None, "conf": conf or {}}
        return self.call("POST", f"/api/v2/dags/{dag_id}/dagRuns", body)["dag_run_id"]

    def run(self, dag_id: str, run_id: str) -> dict:
        return self.call("GET", f"/api/v2/dags/{dag_id}/dagRuns/{quote(run_id, safe='')}")

    def runs(self, dag_id: str, **query: Any) -> list[dict]:
        query = {"order_by": "-run_after", "limit": 1} | query
        return self.call("GET", f"/api/v2/dags/{dag_id}/dagRuns?{urlencode(query)}")["dag_runs"]

    def tasks(self, dag_id: str, run_id: str) -> list[dict]:
        return self.call("GET", f"/api/v2/dags/{dag_id}/dagRuns/{quote(run_id, safe='')}/taskInstances?limit=200")[
            "task_instances"
        ]

    def started_by(self, dag_id: str, run_id: str) -> list[str]:
        """Run ids of `forecast_nightly` that the asset events of a run have created so far."""
        runs = [run for event in self.events(dag_id, run_id) for run in event["created_dagruns"]]
        return [run["run_id"] for run in runs if run["dag_id"] == FORECAST]

    def events(self, dag_id: str, run_id: str) -> list[dict]:
        query = urlencode({"source_dag_id": dag_id, "source_run_id": run_id})
        return self.call("GET", f"/api/v2/assets/events?{query}")["asset_events"]

    def log_lines(self, task: dict) -> list[str]:
        run = f"/api/v2/dags/{task['dag_id']}/dagRuns/{quote(task['dag_run_id'], safe='')}"
        query = urlencode({"map_index": task["map_index"], "full_content": "true"})
        path = f"{run}/taskInstances/{quote(task['task_id'], safe='')}/logs/{task['try_number']}?{query}"
        lines = []
        for entry in self.call("GET", path)["content"]:
            if isinstance(entry, dict):
                lines.append(f"{entry.get('level', ''):8} {entry.get('event', '')}")
                lines += [str(detail.get("exc_value", "")) for detail in entry.get("error_detail") or []]
        return lines


def watch(airflow: Airflow, dag_id: str, run_id: str, deadline: float) -> None:
    """Log every task's end and every fifteen seconds what runs; return when the run succeeded."""
    told: set[tuple] = set()
    last_sign = time.monotonic()
    LOG.info("%s: watching run %s", dag_id, run_id)
    while True:
        state = airflow.run(dag_id, run_id)["state"]
        tasks = airflow.tasks(dag_id, run_id)
        for task in sorted(tasks, key=lambda t: t["end_date"] or ""):
            key = (task["task_id"], task["map_index"], task["state"], task["try_number"])
            if key in told or task["state"] not in ENDED:
                continue
            told.add(key)
            last_sign = time.monotonic()
            LOG.info("%s: %s %s%s", dag_id, name(task), task["state"], seconds(task))
            if task["state"] in {"failed", "up_for_retry"}:
                for line in airflow.log_lines(task)[-30:]:
                    LOG.info("    %s", line)
        if state == "success":
            return
        if state == "failed":
            LOG.error("%s failed, see above: mend it and call make demo again, or clear the task in the UI", dag_id)
            raise SystemExit(1)
        if time.monotonic() > deadline:
            LOG.error("%s is still %s after %d s; docker/stack logs scheduler says more", dag_id, state, PATIENCE_S)
            raise SystemExit(75)
        if time.monotonic() - last_sign > SIGN_OF_LIFE_S:
            last_sign = time.monotonic()
            running = ", ".join(name(task) for task in tasks if task["state"] in UNFINISHED)
            LOG.info("%s: %s", dag_id, f"running {running}" if running else f"run is {state}")
        time.sleep(1)


def name(task: dict) -> str:
    label = task.get("rendered_map_index")
    if label is None and task["map_index"] >= 0:
        label = str(task["map_index"])
    return task["task_id"] if label is None else f"{task['task_id']} [{label}]"


def seconds(task: dict) -> str:
    return "" if not task["duration"] else f" in {task['duration']:.0f} s"


def until(condition: Any, what: str, patience_s: int) -> Any:
    """Ask once a second until the answer is true."""
    for waited in range(patience_s):
        if answer := condition():
            return answer
        if waited % SIGN_OF_LIFE_S == SIGN_OF_LIFE_S - 1:
            LOG.info("Waiting for %s, %d s so far", what, waited + 1)
        time.sleep(1)
    LOG.error("No %s within %d s; docker/stack logs dag-processor scheduler says more", what, patience_s)
    raise SystemExit(75)


def night(airflow: Airflow, deadline: float) -> None:
    """Load the vintages; new ones start a forecast by their asset event, else the last night stands."""
    ingest = airflow.trigger(INGEST, {"input": FILES})
    watch(airflow, INGEST, ingest, deadline)
    if airflow.events(INGEST, ingest):
        run_id = until(lambda: airflow.started_by(INGEST, ingest), f"run of {FORECAST}", 120)[0]
    elif runs := airflow.runs(FORECAST, state="running"):
        run_id = runs[0]["dag_run_id"]
    elif airflow.runs(FORECAST, state="success"):
        LOG.info("Nothing new was loaded: the last published night stands")
        return
    else:
        LOG.info("Nothing new was loaded, but no night was published yet: starting one")
        run_id = airflow.trigger(FORECAST)
    watch(airflow, FORECAST, run_id, deadline)


def main() -> None:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s  %(message)s", datefmt="%H:%M:%S", stream=sys.stdout)
    deadline = time.monotonic() + PATIENCE_S
    airflow = Airflow(sys.stdin.read().strip())
    world_bank = sys.argv[1] if len(sys.argv) > 1 else ""
    wanted = [INGEST, FORECAST, "housekeeping"] + ([WORLD_BANK] if world_bank else [])
    until(lambda: airflow.dag_ids() >= set(wanted), f"DAGs {', '.join(wanted)}", 120)
    for dag_id in wanted:
        airflow.pause(dag_id, False)
    other = airflow.trigger(WORLD_BANK, {"input": world_bank}) if world_bank else ""
    night(airflow, deadline)
    if other:
        watch(airflow, WORLD_BANK, other, deadline)
        if world_bank != "live":
            LOG.info(
                "%s is paused again: the World Bank does not answer here, its recorded answers are loaded", WORLD_BANK
            )
            airflow.pause(WORLD_BANK, True)


main()
