"""
Jobs as tasks: one container per task, and its end as Airflow's own states.

What a job may expect (environment, exit codes, output) is the job contract, see README.md in this room.
"""

import hashlib
import logging
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pendulum
from airflow.sdk import Asset, BaseOperator, CronTriggerTimetable, ResumableJobMixin, XComArg, task
from airflow.sdk.exceptions import AirflowSkipException
from airflow.sdk.log import mask_secret
from docker.types import Mount

from macrocast import lines, outcomes
from macrocast.containers import Engine, Limits, Spec
from macrocast.lines import LogLine
from macrocast.outcomes import Broken, Misconfigured, WrongUsage

if TYPE_CHECKING:
    from airflow.sdk import Context

# The run's own time exists for nightly, asset-triggered and manual runs, and survives a clear.
_AS_OF = "{{ params.get('as_of') or dag_run.run_after }}"

# What the grid calls a mapped task, such as `boe/gdpkp`.
_MAP_INDEX = "{{ task.series | join(', ') }}"

# Whom the UI names beside a DAG and its tasks.
OWNER = {"owner": "macrocast"}

# Half a minute, one minute, two: long enough for a source or a database to come back.
_PATIENCE = {
    "retries": 3,
    "retry_delay": timedelta(seconds=30),
    "retry_exponential_backoff": 2.0,
    "max_retry_delay": timedelta(minutes=10),
}


# Files of the machine that jobs get, read-only: the variable that names one in Airflow, and the one in the job.
_FILES = {
    "MACROCAST_GOOGLE_CREDENTIALS": "GOOGLE_APPLICATION_CREDENTIALS",
    "MACROCAST_TRUST_STORE": "MACROCAST_TRUST_STORE",
}


class JobOperator(ResumableJobMixin, BaseOperator):
    """
    Runs one job in one container and returns its summary.

    A worker that dies leaves the container running: the next try finds it, replays its log and waits for its end. A
    task that is killed takes its container along. A container that ended is removed, whatever its end.

    :param job: what the log and messages call it, and the first argument to the image
    :param subcommand: the second argument, of a command that has several such as `audit`
    :param image: which image, `jobs` or `ingest`; `macrocast/<image>` unless MACROCAST_<IMAGE>_IMAGE says otherwise
    :param role: database role, whose password is the secret `macrocast_<role>_password`
    :param options: option to value; one whose value renders empty is left out
    :param flags: option to truth; one that renders as `True` is given
    :param series: series keys of this shard, given as `--series=a,b`
    :param as_of: moment up to which the job may know anything, given as MACROCAST_AS_OF
    :param reads_landing: whether the landing volume is mounted, read-only
    :param keys: variables such as MACROCAST_FRED_API_KEY, handed on when there is a secret of that name in small
        letters, or when Airflow's environment has them
    """

    template_fields: Sequence[str] = ("as_of", "options", "flags", "series")
    external_id_key = "container"
    ui_color = "#dcefe6"

    def __init__(  # noqa: PLR0913
        self,
        *,
        job: str,
        image: str,
        role: str,
        subcommand: str = "",
        options: Mapping[str, str] | None = None,
        flags: Mapping[str, str] | None = None,
        series: Sequence[str] = (),
        as_of: str = _AS_OF,
        reads_landing: bool = False,
        keys: Sequence[str] = (),
        limits: Limits | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.job = job
        self.subcommand = subcommand
        self.image = image
        self.role = role
        self.options = dict(options or {})
        self.flags = dict(flags or {})
        self.series = series
        self.as_of = as_of
        self.reads_landing = reads_landing
        self.keys = keys
        self.limits = limits or Limits()
        self._container: str | None = None
        self._killed = False
        self._summary: dict[str, Any] | None = None

    def execute(self, context: "Context") -> dict[str, Any]:
        return self.execute_resumable(context)

    def submit_job(self, context: "Context") -> str:
        engine = Engine()
        digest, name = self._names(context)
        # The mixin stores the name only after this method: a worker that died in between left a container behind.
        if left := engine.running(digest):
            self.log.info("Found container %s of an earlier try, still running", left)
            self._container = left
            return left

        image = os.environ.get(f"MACROCAST_{self.image.upper()}_IMAGE", f"macrocast/{self.image}")
        image_id = engine.image_id(image)
        self._container = name
        environment = self._environment(context, image_id)
        self.log.info("Start %s as of %s", " ".join(self.command), environment["MACROCAST_AS_OF"])
        self.log.info("Container %s of image %s", name, image)
        engine.start(
            Spec(
                name=name,
                digest=digest,
                image=image_id,
                command=self.command,
                environment=environment,
                network=_setting("MACROCAST_NETWORK"),
                mounts=self._mounts(),
                limits=self.limits,
            )
        )
        # The handler of a kill that came meanwhile found no container yet.
        if self._killed:
            engine.remove(name)
        return name

    def get_job_status(self, external_id: str, context: "Context") -> str:  # noqa: ARG002
        return Engine().status(external_id)

    def is_job_active(self, status: str) -> bool:
        return status == "running"

    def is_job_succeeded(self, status: str) -> bool:
        return status == "exited 0"

    def poll_until_complete(self, external_id: str, context: "Context") -> dict[str, Any]:
        """Follow the container to its end. Returns the summary, for that is what the mixin hands on after a return."""
        self._summary = self._finish(external_id, context)
        return self._summary

    def get_job_result(self, external_id: str, context: "Context") -> dict[str, Any]:
        return self._finish(external_id, context) if self._summary is None else self._summary

    def on_kill(self) -> None:
        """Take the container along. Runs inside a signal handler, so it talks to the engine by itself."""
        self._killed = True
        if self._container:
            self.log.warning("Killed: removing container %s", self._container)
            Engine().remove(self._container)

    @property
    def command(self) -> list[str]:
        options = [f"{option}={value}" for option, value in self.options.items() if value]
        flags = [flag for flag, value in self.flags.items() if value == "True"]
        series = [f"--series={','.join(self.series)}"] if self.series else []
        return [self.job, *filter(None, [self.subcommand]), *options, *series, *flags]

    def _finish(self, name: str, context: "Context") -> dict[str, Any]:
        self._container = name
        engine = Engine()
        reason = self._replay(engine.follow(name))
        exit_code, stdout, out_of_memory = engine.outcome(name)
        engine.remove(name)
        context["task_state_store"].delete(self.external_id_key)

        said = " ".join(self.command)
        if out_of_memory:
            reason = f"it outgrew its {self.limits.memory} of memory"
        outcomes.raise_for(said, exit_code, reason)
        try:
            return lines.summary(stdout)
        except ValueError as e:
            raise Broken(f"{said} ended with exit code 0, but {e}") from e

    def _replay(self, log: Iterable[str]) -> str:
        """Write the job's lines into the task's log; return its last error, or else its last line."""
        last_line = "it wrote nothing on stderr"
        last_error = None
        for text in log:
            line = LogLine.parse(text)
            self.log.log(line.level, line.message, **line.fields)
            last_line = line.message
            if line.level >= logging.ERROR:
                last_error = line.message
        return last_error or last_line

    def _names(self, context: "Context") -> tuple[str, str]:
        """Digest of the task instance through all its tries, and the container's name for this try."""
        ti = context["ti"]
        network = _setting("MACROCAST_NETWORK")
        key = "\n".join([network, ti.dag_id, ti.run_id, ti.task_id, str(ti.map_index)])
        digest = hashlib.sha256(key.encode()).hexdigest()[:16]
        words = [network, ti.dag_id, ti.task_id, digest, str(ti.try_number)]
        return digest, ".".join(re.sub(r"[^a-zA-Z0-9_-]", "-", word) for word in words)

    def _environment(self, context: "Context", image_id: str) -> dict[str, str]:
        ti = context["ti"]
        return {
            "MACROCAST_DATABASE_URL": _setting("MACROCAST_DATABASE_URL"),
            "MACROCAST_DATABASE_USER": f"macrocast_{self.role}",
            "MACROCAST_DATABASE_PASSWORD": _password(self.role),
            "MACROCAST_BLOB_ROOT": _setting("MACROCAST_BLOB_ROOT"),
            **{variable: inside for variable, _, inside in _files()},
            **({"STORAGE_EMULATOR_HOST": storage} if (storage := os.environ.get("STORAGE_EMULATOR_HOST")) else {}),
            "MACROCAST_AS_OF": instant(self.as_of),
            "MACROCAST_IMAGE_DIGEST": image_id,
            "MACROCAST_DAG_ID": ti.dag_id,
            "MACROCAST_TASK_ID": ti.task_id,
            "MACROCAST_DAG_RUN_ID": ti.run_id,
            "MACROCAST_MAP_INDEX": str(ti.map_index),
            "MACROCAST_TRY_NUMBER": str(ti.try_number),
            **_keys(self.keys),
        }

    def _mounts(self) -> list[Mount]:
        mounts = [Mount("/blob", _setting("MACROCAST_BLOB_VOLUME"))]
        if self.reads_landing:
            mounts.append(Mount("/landing", _setting("MACROCAST_LANDING_VOLUME"), read_only=True))
        mounts += [Mount(inside, path, type="bind", read_only=True) for _, path, inside in _files()]
        return mounts


def model_job(job: str, *, each: XComArg | None = None, **kwargs: Any) -> BaseOperator:
    """
    One command of the image `jobs` as a task of the same name.

    :param each: shards (lists of series keys) to run the command for, one mapped task per shard
    """
    settings = {"task_id": job, "job": job, "image": "jobs", **_PATIENCE, **kwargs}
    if each is not None or "series" in kwargs:
        settings["map_index_template"] = _MAP_INDEX
    if each is None:
        return JobOperator(**settings)
    return JobOperator.partial(**settings).expand(series=each)


def ingest_job(source: str, *, files: str, known_at: str = "", **kwargs: Any) -> BaseOperator:
    """
    The pipeline of one source as the task `ingest`.

    :param files: a pattern below /landing, or `live`
    :param known_at: since when values count as known that the source gives no date; empty means now
    """
    return JobOperator(
        task_id="ingest",
        job=source,
        image="ingest",
        role="loader",
        options={"--input": files, "--knownAt": known_at},
        reads_landing=True,
        limits=Limits(memory="2g"),
        **_PATIENCE | kwargs,
    )


def announce(load: XComArg, *, outlet: Asset) -> XComArg:
    """The task `announce` after a load: wakes the DAGs that wait for the outlet, unless the load was nothing new."""

    @task(task_id="announce", outlets=[outlet])
    def wake(load: dict) -> str:
        if load["already_published"] or load["written"] == 0:
            raise AirflowSkipException(f"Load {load['load_id']} of {load['source']} brought nothing new")
        return f"Load {load['load_id']} of {load['source']} brought {load['written']} values"

    return wake(load)


def times(cron: str) -> CronTriggerTimetable:
    """When a DAG runs, by UTC. Switched on, it waits for the next time, even where the last one was not long ago."""
    return CronTriggerTimetable(cron, timezone="UTC", run_immediately=timedelta())


def instant(text: str) -> str:
    """
    Return a moment as jobs read it: ISO 8601, in UTC, ending in Z. Without a time it is midnight UTC.

    :raises WrongUsage: the text is no moment
    """
    try:
        moment = pendulum.parse(text, tz="UTC")
    except ValueError as e:
        raise WrongUsage(f"as_of is {text!r}, a date and time such as 2024-02-01T00:00:00Z was needed") from e
    if not isinstance(moment, pendulum.DateTime):
        raise WrongUsage(f"as_of is {text!r}, a single moment such as 2024-02-01T00:00:00Z was needed")
    return moment.in_timezone("UTC").isoformat().replace("+00:00", "Z")


def _setting(name: str) -> str:
    value = os.environ.get(name)
    if not value:
        raise Misconfigured(f"{name} is not set in Airflow's environment, compose.yaml gives it")
    return value


def _keys(names: Sequence[str]) -> dict[str, str]:
    found = {}
    for name in names:
        path = Path(os.environ.get("MACROCAST_SECRETS", "/run/secrets"), name.lower())
        key = path.read_text().strip() if path.is_file() else os.environ.get(name, "")
        if key:
            mask_secret(key)
            found[name] = key
    return found


def _files() -> list[tuple[str, str, str]]:
    """Of each file that this installation hands to jobs: variable, path on the machine, path in the container."""
    return [
        (variable, path, f"/run/secrets/{variable.lower()}")
        for setting, variable in _FILES.items()
        if (path := os.environ.get(setting))
    ]


def _password(role: str) -> str:
    path = Path(os.environ.get("MACROCAST_SECRETS", "/run/secrets"), f"macrocast_{role}_password")
    try:
        password = path.read_text().strip()
    except OSError as e:
        raise Misconfigured(f"{path} cannot be read, the password of role macrocast_{role} was needed: {e}") from e
    mask_secret(password)
    return password
