"""
What jobs write, taken apart: log lines in the Elastic Common Schema on stderr, a summary on stdout.

The schema: Elastic Common Schema reference 8, fields `@timestamp`, `log.level`, `log.logger`, `message`, `error.*`.
"""

import json
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

_LEVELS = {
    "TRACE": logging.DEBUG,
    "DEBUG": logging.DEBUG,
    "INFO": logging.INFO,
    "WARN": logging.WARNING,
    "WARNING": logging.WARNING,
    "ERROR": logging.ERROR,
    "FATAL": logging.CRITICAL,
}


@dataclass(frozen=True)
class LogLine:
    """One line of a job's log; text that is no ECS line (a virtual machine's own warning) counts as information."""

    level: int
    message: str
    fields: dict[str, str] = field(default_factory=dict)

    @staticmethod
    def parse(text: str) -> "LogLine":
        try:
            line = json.loads(text)
        except ValueError:
            return LogLine(logging.INFO, text)
        if not isinstance(line, dict) or "message" not in line:
            return LogLine(logging.INFO, text)

        message = str(line["message"])
        cause = str(line.get("error.message") or "")
        if cause and cause not in message:
            message = f"{message}: {cause}"
        fields = {
            name: str(line[key])
            for name, key in (("timestamp", "@timestamp"), ("logger", "log.logger"), ("trace", "error.stack_trace"))
            if line.get(key)
        }
        return LogLine(_LEVELS.get(str(line.get("log.level")).upper(), logging.INFO), message, fields)


def split(chunks: Iterable[bytes]) -> Iterator[str]:
    """Yield the lines of a byte stream that may be cut anywhere, the last one even without its end. Empty ones go."""
    rest = b""
    for chunk in chunks:
        *whole, rest = (rest + chunk).split(b"\n")
        yield from (line.decode(errors="replace") for line in whole if line.strip())
    if rest.strip():
        yield rest.decode(errors="replace")


def summary(stdout: str) -> dict[str, Any]:
    """
    Return the JSON object on the last line of a job's output.

    :raises ValueError: the last line is something else, or there is none
    """
    lines = [line for line in stdout.splitlines() if line.strip()]
    last = lines[-1] if lines else ""
    try:
        value = json.loads(last)
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise ValueError(f"the last line on stdout is {last[:200]!r}, a summary in JSON was needed")
    return value
