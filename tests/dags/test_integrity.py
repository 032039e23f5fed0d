"""Every DAG loads, tells its story, and asks for its parameters in a form."""

import ast
import itertools
from datetime import timedelta
from pathlib import Path

import pytest
from airflow.dag_processing.dagbag import DagBag
from airflow.sdk import AssetAll, AssetOrTimeSchedule
from airflow.sdk.exceptions import ParamValidationError

from macrocast import assets
from macrocast.jobs import JobOperator

FOLDER = Path(__file__).parents[2] / "dags"


@pytest.fixture(scope="module")
def dags() -> dict:
    bag = DagBag(FOLDER)
    assert bag.import_errors == {}
    return bag.dags


def test_there_is_one_dag_per_file_and_it_has_the_name_of_the_file(dags):
    assert set(dags) == {file.stem for file in FOLDER.glob("*.py")}


def test_each_has_its_story_tags_and_one_run_at_a_time(dags):
    for dag in dags.values():
        source = Path(dag.fileloc).read_text()
        assert dag.doc_md == ast.get_docstring(ast.parse(source), clean=False)
        assert dag.tags
        assert dag.description
        assert {task.owner for task in dag.tasks} == {"macrocast"}
        assert dag.catchup is False
        assert dag.max_active_runs == 1


def test_every_parameter_has_a_title_a_description_and_a_valid_default(dags):
    for dag in dags.values():
        for name in dag.params:
            param = dag.params.get_param(name)
            assert param.description, f"{dag.dag_id}: {name}"
            assert {"title", "type"} <= set(param.schema), f"{dag.dag_id}: {name}"
        dag.params.validate()


def test_a_dag_that_is_switched_on_waits_for_its_next_time(dags):
    waiting = []
    for dag in dags.values():
        timetable = getattr(dag.timetable, "timetable", dag.timetable)
        if hasattr(timetable, "expression"):
            assert timetable.run_immediately == timedelta(), dag.dag_id
            waiting.append(dag.dag_id)
    assert {"forecast_nightly", "ingest_boe", "housekeeping"} <= set(waiting)


def test_no_dag_has_a_cycle(dags):
    for dag in dags.values():
        dag.check_cycle()


@pytest.mark.parametrize(
    ("name", "value"),
    [("as_of", "last week"), ("horizon", -1), ("horizon", 1.5), ("series", ["gdpkp"]), ("methods", ["magic"])],
)
def test_the_form_of_the_nightly_run_refuses_nonsense(dags, name, value):
    with pytest.raises(ParamValidationError):
        dags["forecast_nightly"].params.get_param(name).resolve(value)


def test_the_nightly_run_is_scheduled_each_night_and_on_new_observations(dags):
    schedule = dags["forecast_nightly"].timetable
    assert isinstance(schedule, AssetOrTimeSchedule)
    assert schedule.timetable.expression == "30 2 * * *"
    assert schedule.asset_condition == AssetAll(assets.observations("boe"))
    assert dags["ingest_boe"].get_task("announce").outlets == [assets.observations("boe")]


def test_switching_a_dag_on_starts_no_run_of_the_past(dags):
    """With a start date, Airflow would make up the last scheduled run at once, as of a moment nobody asked for."""
    for dag in dags.values():
        assert dag.start_date is None


def test_the_nightly_run_goes_from_plan_to_publish(dags):
    dag = dags["forecast_nightly"]
    order = ["plan", "shards", "shard.train", "shard.backtest", "bless", "score", "publish"]
    for before, after in itertools.pairwise(order):
        assert before in dag.get_task(after).upstream_task_ids, f"{after} does not wait for {before}"
    assert dag.get_task("publish").outlets == [assets.FORECASTS]


def test_every_job_has_the_role_that_it_needs_and_no_more(dags):
    roles = {task.task_id: getattr(task, "role", None) for task in dags["forecast_nightly"].tasks}
    mapped = dags["forecast_nightly"].get_task("score")
    assert mapped.partial_kwargs["role"] == "scorer"
    assert roles["plan"] == roles["bless"] == "trainer"
    assert roles["publish"] == "scorer"
    assert dags["ingest_boe"].get_task("ingest").role == "loader"
    audit = dags["housekeeping"].get_task("audit_verify")
    assert (audit.role, audit.command) == ("auditor", ["audit", "verify"])
    assert dags["housekeeping"].get_task("reap").role == "loader"


def test_parsing_asks_nobody():
    """No query, no network and no Variable when a file is parsed: imports say so."""
    allowed = {"airflow.sdk", "airflow.sdk.exceptions", "macrocast", "macrocast.jobs", "macrocast.sources"}
    for file in FOLDER.glob("*.py"):
        tree = ast.parse(file.read_text())
        modules = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        modules |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
        assert modules <= allowed, file.name
        names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names}
        assert not names & {"Variable", "Connection", "BaseHook"}, file.name


def test_the_adjustment_asks_for_its_policy_and_wakes_who_waits_for_adjusted_series(dags):
    dag = dags["seasonal_adjustment"]
    assert dag.params.get_param("policy").schema["enum"] == ["current", "partial-concurrent", "concurrent"]
    with pytest.raises(ParamValidationError):
        dag.params.get_param("policy").resolve("sometimes")
    with pytest.raises(ParamValidationError):
        dag.params.get_param("series").resolve([])
    adjust = dag.get_task("adjust")
    assert adjust.role == "loader"
    assert adjust.options["--policy"] == "{{ params.policy }}"
    assert "adjust" in dag.get_task("announce").upstream_task_ids
    assert dag.get_task("announce").outlets == [assets.observations("macrocast_sa")]


def test_a_held_load_is_decided_once_and_by_the_approver(dags):
    dag = dags["decide_load"]
    decide = dag.get_task("decide")
    assert (decide.role, decide.job, decide.retries) == ("approver", "decide", 0)
    assert decide.options == {
        "--load-key": "{{ params.load_key or '' }}",
        "--decision": "{{ params.decision or '' }}",
        "--actor": "{{ params.actor or '' }}",
        "--reason": "{{ params.reason or '' }}",
    }
    assert not dag.timetable.can_be_scheduled
    for name, value in [("load_key", "load 7"), ("decision", "publish"), ("reason", "x" * 1001)]:
        with pytest.raises(ParamValidationError):
            dag.params.get_param(name).resolve(value)
    dag.params.get_param("load_key").resolve("335203e9-57b5-5c3e-9b7c-1f0d3c0f3f10")
    dag.params.get_param("decision").resolve("approve")


def test_a_decision_reaches_the_job_as_the_form_gave_it():
    operator = JobOperator(
        task_id="decide",
        job="decide",
        image="jobs",
        role="approver",
        options={
            "--load-key": "{{ params.load_key or '' }}",
            "--decision": "{{ params.decision or '' }}",
            "--reason": "{{ params.reason or '' }}",
        },
    )
    given = {"as_of": "2026-01-01", "load_key": "7", "decision": "approve", "reason": 'seen; "twice" $(x)'}
    operator.render_template_fields({"params": given})
    assert operator.command == ["decide", "--load-key=7", "--decision=approve", '--reason=seen; "twice" $(x)']

    operator.options = {"--load-key": "{{ params.load_key or '' }}"}
    operator.render_template_fields({"params": {"as_of": "2026-01-01", "load_key": None}})
    assert operator.command == ["decide"]
