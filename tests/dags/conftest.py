"""A fresh metadata database for Airflow, and the tiny image that stands for a job on the real engine."""

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

import docker
import pytest

BASE = os.environ.get("MACROCAST_BASE_IMAGE", "debian:trixie-slim")

# The first argument is run as a shell script, so that each test says what its job does.
JOB_IMAGE = "macrocast/test-job"
DOCKERFILE = f"""
FROM {BASE}
RUN mkdir /blob /landing && chown 10001:10001 /blob
ENTRYPOINT ["/bin/sh", "-c"]
"""


@pytest.fixture(scope="session", autouse=True)
def metadata_database() -> None:
    subprocess.run(["airflow", "db", "migrate"], check=True, capture_output=True)  # noqa: S607


@pytest.fixture(scope="session")
def engine() -> Iterator[docker.DockerClient]:
    client = docker.from_env(version="auto")
    client.images.build(fileobj=BytesIO(DOCKERFILE.encode()), tag=JOB_IMAGE, rm=True)
    yield client
    client.close()


@pytest.fixture
def stack(engine: docker.DockerClient, monkeypatch: pytest.MonkeyPatch, tmp_path) -> Iterator[str]:
    """A network, volumes and secrets as compose makes them; everything that carries its name goes afterwards."""
    name = f"dags-test-{os.getpid()}"
    for role in ("loader", "trainer", "scorer"):
        (tmp_path / f"macrocast_{role}_password").write_text(f"{role}-secret\n")
    for variable, value in {
        "MACROCAST_SECRETS": str(tmp_path),
        "MACROCAST_JOBS_IMAGE": JOB_IMAGE,
        "MACROCAST_NETWORK": name,
        "MACROCAST_BLOB_VOLUME": f"{name}_blob",
        "MACROCAST_LANDING_VOLUME": f"{name}_landing",
        "MACROCAST_BLOB_ROOT": "file:///blob",
        "MACROCAST_DATABASE_URL": "jdbc:postgresql://timescaledb:5432/macrocast",
    }.items():
        monkeypatch.setenv(variable, value)
    network = engine.networks.create(name)
    yield name
    for container in engine.containers.list(all=True, filters={"network": name}):
        container.remove(force=True)
    network.remove()
    for volume in engine.volumes.list(filters={"name": name}):
        volume.remove()


@dataclass
class Run:
    """What the operator reads of a task instance."""

    dag_id: str = "forecast_nightly"
    task_id: str = "train"
    run_id: str = "manual__2026-01-01T00:00:00+00:00"
    map_index: int = 2
    try_number: int = 1
    stats_tags: dict = field(default_factory=dict)


class Memory(dict):
    """Airflow's store of what a task instance remembers between its tries."""

    def set(self, key: str, value: object) -> None:
        self[key] = value

    def delete(self, key: str) -> None:
        self.pop(key, None)
