"""The operator against a real engine: what a container may do, how it ends, and what survives a crash."""

import json
import threading
import time
from collections.abc import Callable
from typing import Any

import docker
import pytest
from airflow.sdk.exceptions import AirflowException, AirflowFailException, AirflowSkipException
from conftest import Memory, Run
from docker.errors import NotFound
from structlog.testing import capture_logs

from macrocast import outcomes
from macrocast.containers import Limits
from macrocast.jobs import JobOperator

pytestmark = pytest.mark.usefixtures("stack")

SUMMARY = """echo '{"job": "train", "models": 8}'"""


def job(script: str, **kwargs: Any) -> JobOperator:
    return JobOperator(
        task_id="train", job=script, image="jobs", role="trainer", as_of="2024-02-01T00:00:00+00:00", **kwargs
    )


def context(memory: Memory | None = None, try_number: int = 1) -> dict[str, Any]:
    return {"ti": Run(try_number=try_number), "task_state_store": Memory() if memory is None else memory}


def containers(engine: docker.DockerClient, stack: str) -> list:
    return engine.containers.list(all=True, filters={"network": stack})


def wait_for(condition: Callable[[], Any], seconds: float = 20) -> Any:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if value := condition():
            return value
        time.sleep(0.05)
    raise AssertionError(f"nothing came within {seconds} s")


def in_background(task: JobOperator) -> tuple[threading.Thread, list[AirflowException]]:
    """Run the task in a thread; what it raised is in the list once the thread has ended."""
    raised = []

    def run() -> None:
        try:
            task.execute(context())
        except AirflowException as e:
            raised.append(e)

    thread = threading.Thread(target=run)
    thread.start()
    return thread, raised


def test_returns_the_summary_on_the_last_line_of_stdout(engine, stack):
    assert job(f"echo noise; {SUMMARY}").execute(context()) == {"job": "train", "models": 8}
    assert containers(engine, stack) == []


@pytest.mark.parametrize(
    ("exit_code", "exception"),
    [
        (2, outcomes.WrongUsage),
        (3, AirflowSkipException),
        (65, outcomes.BadData),
        (69, outcomes.SourceUnavailable),
        (75, outcomes.TryAgain),
        (78, outcomes.Misconfigured),
        (1, outcomes.Broken),
    ],
)
def test_maps_exit_codes_and_keeps_the_words_of_the_job(engine, stack, exit_code, exception):
    error = json.dumps({"log.level": "ERROR", "message": "boe/gdpkp has 4 values, ar needs 24"})
    script = f'echo \'{error}\' >&2; echo \'{{"log.level": "INFO", "message": "bye"}}\' >&2; exit {exit_code}'

    with pytest.raises(exception, match=rf"exit code {exit_code} .*boe/gdpkp has 4 values, ar needs 24"):
        job(script).execute(context())
    assert containers(engine, stack) == []


def test_only_what_another_try_could_mend_is_tried_again():
    for mendable in (outcomes.SourceUnavailable, outcomes.TryAgain, outcomes.Broken):
        assert issubclass(mendable, AirflowException)
        assert not issubclass(mendable, AirflowFailException)
    for final in (outcomes.WrongUsage, outcomes.BadData, outcomes.Misconfigured):
        assert issubclass(final, AirflowFailException)


def test_a_success_without_a_summary_is_a_defect():
    with pytest.raises(outcomes.Broken, match="the last line on stdout is 'done', a summary in JSON was needed"):
        job("echo done").execute(context())


def test_log_lines_keep_their_level_time_and_logger():
    line = {
        "@timestamp": "2024-02-01T00:00:00.000Z",
        "log.level": "WARN",
        "log.logger": "macrocast.jobs.TrainJob",
        "message": "Skipped boe/unemp",
    }
    with capture_logs() as log:
        job(f"echo '{json.dumps(line)}' >&2; echo plain words >&2; {SUMMARY}").execute(context())

    assert {
        "log_level": "warning",
        "event": "Skipped boe/unemp",
        "timestamp": "2024-02-01T00:00:00.000Z",
        "logger": "macrocast.jobs.TrainJob",
    } in log
    assert {"log_level": "info", "event": "plain words"} in log


def test_the_log_is_live():
    with capture_logs() as log:
        task = job(f"echo first >&2; sleep 60 & wait; {SUMMARY}")
        thread, _ = in_background(task)
        wait_for(lambda: any(entry["event"] == "first" for entry in log))
        assert thread.is_alive()
        task.on_kill()
        thread.join(timeout=5)
    assert not thread.is_alive()


def test_a_job_is_hardened_and_knows_only_its_own_password(engine, stack):
    task = job("sleep 60", reads_landing=True, limits=Limits(memory="64m", pids=32))
    thread, _ = in_background(task)
    attrs = wait_for(lambda: containers(engine, stack))[0].attrs
    task.on_kill()
    thread.join(timeout=5)

    host = attrs["HostConfig"]
    assert attrs["Config"]["User"] == "10001:10001"
    assert host["ReadonlyRootfs"]
    assert host["CapDrop"] == ["ALL"]
    assert host["SecurityOpt"] == ["no-new-privileges"]
    assert host["Memory"] == host["MemorySwap"] == 64 * 1024 * 1024
    assert host["PidsLimit"] == 32
    assert not host["Privileged"]
    assert list(host["Tmpfs"]) == ["/tmp"]
    assert {(m["Destination"], m["Name"], m["RW"]) for m in attrs["Mounts"]} == {
        ("/blob", f"{stack}_blob", True),
        ("/landing", f"{stack}_landing", False),
    }
    environment = dict(entry.split("=", 1) for entry in attrs["Config"]["Env"])
    assert environment["MACROCAST_DATABASE_USER"] == "macrocast_trainer"
    assert environment["MACROCAST_DATABASE_PASSWORD"] == "trainer-secret"
    assert environment["MACROCAST_AS_OF"] == "2024-02-01T00:00:00Z"
    assert environment["MACROCAST_MAP_INDEX"] == "2"
    assert not any("loader-secret" in value or "scorer-secret" in value for value in environment.values())


def test_files_of_the_machine_are_handed_on_read_only(monkeypatch):
    # The path is one of the engine's machine, not of this container.
    monkeypatch.setenv("MACROCAST_GOOGLE_CREDENTIALS", "/etc/hostname")
    monkeypatch.setenv("MACROCAST_BLOB_ROOT", "gs://bucket/prefix")
    monkeypatch.setenv("STORAGE_EMULATOR_HOST", "http://storage:4443")
    script = (
        'test "$MACROCAST_BLOB_ROOT $STORAGE_EMULATOR_HOST" = "gs://bucket/prefix http://storage:4443"'
        ' && test -s "$GOOGLE_APPLICATION_CREDENTIALS" && ! echo x > "$GOOGLE_APPLICATION_CREDENTIALS"'
        f' && test -z "$MACROCAST_TRUST_STORE" && {SUMMARY}'
    )
    assert job(script).execute(context())


def test_a_job_can_write_to_tmp_and_blob_and_nowhere_else():
    script = f"touch /tmp/a /blob/a && ! touch /landing/a && ! touch /a && ! touch /var/a && {SUMMARY}"
    assert job(script, reads_landing=True).execute(context())


def test_a_job_that_outgrows_its_memory_says_so():
    with pytest.raises(outcomes.Broken, match="it outgrew its 64m of memory"):
        job("tail /dev/zero", limits=Limits(memory="64m")).execute(context())


def test_a_kill_removes_the_container_at_once(engine, stack):
    task = job("trap '' TERM; while true; do sleep 1; done")
    thread, raised = in_background(task)
    wait_for(lambda: [c for c in containers(engine, stack) if c.status == "running"])
    began = time.monotonic()
    task.on_kill()

    assert containers(engine, stack) == []
    assert time.monotonic() - began < 5
    thread.join(timeout=5)
    assert len(raised) == 1


def test_a_kill_that_comes_before_the_container_is_there_removes_it_too(engine, stack):
    task = job("sleep 60")
    task.on_kill()

    with pytest.raises(outcomes.TryAgain, match="is gone"):
        task.execute(context())
    assert containers(engine, stack) == []


def crash(script: str, memory: Memory, keep_name: bool) -> str:
    """Start a job as a worker does that dies right after: before or after it has stored the container's name."""
    task = job(script)
    name = task.submit_job(context(memory))
    if keep_name:
        memory.set(task.external_id_key, name)
    return name


@pytest.mark.parametrize("keep_name", [True, False], ids=["after storing the name", "before storing the name"])
def test_the_next_try_finds_the_running_container_of_a_dead_worker(engine, keep_name):
    memory = Memory()
    script = f"echo before >&2; sleep 2; echo after >&2; {SUMMARY}"
    name = crash(script, memory, keep_name)
    first = engine.containers.get(name).id

    with capture_logs() as log:
        summary = job(script).execute(context(memory, try_number=2))

    assert summary["models"] == 8
    events = [entry["event"] for entry in log]
    assert events.count("before") == events.count("after") == 1
    assert not any(event.startswith("Start ") for event in events), "a second container was started"
    with pytest.raises(NotFound):
        engine.containers.get(first)
    assert memory == {}


def test_the_next_try_takes_the_result_of_a_container_that_ended_meanwhile(engine, stack):
    memory = Memory()
    name = crash(SUMMARY, memory, keep_name=True)
    engine.containers.get(name).wait()

    assert job("exit 1").execute(context(memory, try_number=2)) == {"job": "train", "models": 8}
    assert containers(engine, stack) == []


def test_the_next_try_starts_anew_after_a_container_that_failed_meanwhile(engine, stack):
    memory = Memory()
    name = crash("exit 1", memory, keep_name=True)
    engine.containers.get(name).wait()

    assert job(SUMMARY).execute(context(memory, try_number=2))["models"] == 8
    assert containers(engine, stack) == []


def test_names_are_the_same_for_the_same_try_and_differ_between_tries():
    names = {job("x")._names(context(try_number=n)) for n in (1, 1, 2)}
    assert len(names) == 2
    assert len({digest for digest, _ in names}) == 1


def test_a_missing_image_says_how_to_get_it(monkeypatch):
    monkeypatch.setenv("MACROCAST_JOBS_IMAGE", "macrocast/absent")
    with pytest.raises(outcomes.Misconfigured, match="image macrocast/absent is not on the engine"):
        job(SUMMARY).execute(context())


def test_a_missing_password_names_the_role(monkeypatch):
    monkeypatch.setenv("MACROCAST_SECRETS", "/nowhere")
    with pytest.raises(outcomes.Misconfigured, match="the password of role macrocast_trainer was needed"):
        job(SUMMARY).execute(context())


def test_an_engine_that_does_not_answer_is_worth_another_try(monkeypatch):
    monkeypatch.setenv("DOCKER_HOST", "unix:///nowhere.sock")
    with pytest.raises(outcomes.TryAgain, match=r"no container engine answers at unix:///nowhere\.sock"):
        job(SUMMARY).execute(context())
