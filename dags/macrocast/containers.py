"""
The conversation with the container engine: start a hardened container, follow it, remove it.

The engine is the one that `DOCKER_HOST` names (default: the local socket); a container carries the digest of its task
instance as a label, by which a later try finds it again.
"""

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus

import docker
from docker.errors import APIError, DockerException, ImageNotFound, NotFound
from docker.types import Mount

from macrocast import lines
from macrocast.outcomes import Misconfigured, TryAgain

_LABEL = "macrocast.task_instance"


@dataclass(frozen=True)
class Limits:
    """What one job may take. Threads count as processes; swap is off, so that memory is memory."""

    memory: str = "1g"
    pids: int = 512
    tmp: str = "512m"


@dataclass(frozen=True)
class Spec:
    """A job as the engine needs it; `digest` names the task instance through all its tries."""

    name: str
    digest: str
    image: str
    command: list[str]
    environment: dict[str, str]
    network: str
    mounts: list[Mount]
    limits: Limits


class Engine:
    """One connection to the engine; not to be shared with a signal handler, which opens its own."""

    def __init__(self) -> None:
        try:
            self._client = docker.from_env(version="auto")
        except DockerException as e:
            host = os.environ.get("DOCKER_HOST", "unix:///var/run/docker.sock")
            raise TryAgain(f"no container engine answers at {host}: {e}") from e

    def image_id(self, image: str) -> str:
        try:
            return self._client.images.get(image).id
        except ImageNotFound as e:
            raise Misconfigured(f"image {image} is not on the engine, `make build` puts it there") from e

    def start(self, spec: Spec) -> None:
        container = self._client.containers.create(
            spec.image,
            spec.command,
            name=spec.name,
            environment=spec.environment,
            labels={_LABEL: spec.digest},
            network=spec.network,
            mounts=spec.mounts,
            user="10001:10001",
            read_only=True,
            # Java unpacks native libraries (Snappy, Zstandard) into /tmp and maps them, hence exec.
            tmpfs={"/tmp": f"rw,exec,nosuid,nodev,size={spec.limits.tmp},mode=1777"},  # noqa: S108
            cap_drop=["ALL"],
            security_opt=["no-new-privileges"],
            mem_limit=spec.limits.memory,
            memswap_limit=spec.limits.memory,
            pids_limit=spec.limits.pids,
            init=True,
        )
        container.start()

    def running(self, digest: str) -> str | None:
        """Name of the container that an earlier try left running; those that ended or never began are removed."""
        found = None
        for container in self._client.containers.list(all=True, filters={"label": f"{_LABEL}={digest}"}):
            if container.status == "running":
                found = container.name
            else:
                self.remove(container.name)
        return found

    def status(self, name: str) -> str:
        """`absent`, `exited 0` (or another code), or the engine's word: created, running, paused, ..."""
        try:
            container = self._client.containers.get(name)
        except NotFound:
            return "absent"
        if container.status == "exited":
            return f"exited {container.attrs['State']['ExitCode']}"
        return container.status

    def follow(self, name: str) -> Iterator[str]:
        """Yield the lines of stderr from the beginning and as they come, until the container ends."""
        with _gone(name):
            container = self._client.containers.get(name)
            yield from lines.split(container.logs(stdout=False, stderr=True, stream=True, follow=True))

    def outcome(self, name: str) -> tuple[int, str, bool]:
        """Exit code, all of stdout, and whether the container outgrew its memory; waits for the end."""
        with _gone(name):
            container = self._client.containers.get(name)
            exit_code = container.wait()["StatusCode"]
            container.reload()
            stdout = container.logs(stdout=True, stderr=False).decode(errors="replace")
            return exit_code, stdout, container.attrs["State"]["OOMKilled"]

    def remove(self, name: str) -> None:
        """Kill and remove; a container that is gone is fine."""
        with contextlib.suppress(NotFound):
            container = self._client.containers.get(name)
            try:
                container.remove(force=True)
            except APIError as e:
                if e.status_code != HTTPStatus.CONFLICT:
                    raise
                # Somebody else is removing it at this moment.
                container.wait(condition="removed")


@contextlib.contextmanager
def _gone(name: str) -> Iterator[None]:
    """Say so when somebody removes the container that is being followed; the engine answers 404, or 409 meanwhile."""
    try:
        yield
    except APIError as e:
        if e.status_code in (HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT):
            raise TryAgain(f"container {name} is gone, somebody removed it while it ran") from e
        raise
