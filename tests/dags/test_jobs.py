"""The parts of a job that need no engine: its command, its as-of moment, its lines."""

import logging

import pytest

from macrocast import lines, outcomes
from macrocast.jobs import JobOperator, instant
from macrocast.lines import LogLine


def test_the_command_leaves_out_what_rendered_empty():
    operator = JobOperator(
        task_id="plan",
        job="plan",
        image="jobs",
        role="trainer",
        options={"--horizon": "12", "--methods": ""},
        flags={"--force": "False", "--dry-run": "True"},
    )
    assert operator.command == ["plan", "--horizon=12", "--dry-run"]


def test_a_shard_is_one_option():
    operator = JobOperator(
        task_id="train",
        job="train",
        image="jobs",
        role="trainer",
        options={"--run-id": "7"},
        series=["boe/gdpkp", "boe/unemp"],
    )
    assert operator.command == ["train", "--run-id=7", "--series=boe/gdpkp,boe/unemp"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-02-01", "2024-02-01T00:00:00Z"),
        ("2024-02-01T12:00:00", "2024-02-01T12:00:00Z"),
        ("2024-02-01T12:00:00+02:00", "2024-02-01T10:00:00Z"),
        ("2024-02-01 12:00:00.123456+00:00", "2024-02-01T12:00:00.123456Z"),
    ],
)
def test_a_moment_is_written_in_utc(text, expected):
    assert instant(text) == expected


@pytest.mark.parametrize("text", ["yesterday", "2024-02-30", "2024-01-01/2024-02-01", ""])
def test_what_is_no_moment_is_refused(text):
    with pytest.raises(outcomes.WrongUsage, match="as_of is"):
        instant(text)


def test_lines_survive_any_cut():
    text = "eins\n\nzwei ä\ndrei".encode()
    for cut in range(len(text) + 1):
        assert list(lines.split([text[:cut], text[cut:]])) == ["eins", "zwei ä", "drei"]


@pytest.mark.parametrize(
    ("level", "expected"),
    [("TRACE", logging.DEBUG), ("WARN", logging.WARNING), ("FATAL", logging.CRITICAL), ("odd", logging.INFO)],
)
def test_levels_are_translated(level, expected):
    assert LogLine.parse(f'{{"log.level": "{level}", "message": "m"}}').level == expected


def test_an_error_says_its_cause():
    line = LogLine.parse(
        '{"log.level": "ERROR", "message": "Load failed", "error.message": "disk full", "error.stack_trace": "at x"}'
    )
    assert line == LogLine(logging.ERROR, "Load failed: disk full", {"trace": "at x"})


@pytest.mark.parametrize("text", ["WARNING: a restricted method was called", "[1, 2]", '"text"', '{"other": 1}'])
def test_other_text_is_information(text):
    assert LogLine.parse(text) == LogLine(logging.INFO, text)


def test_the_summary_is_the_last_line_that_is_not_empty():
    assert lines.summary('noise\n{"a": 1}\n\n') == {"a": 1}


@pytest.mark.parametrize("stdout", ["", "done", "[1]", '{"a": 1}\ntrailing'])
def test_anything_else_is_no_summary(stdout):
    with pytest.raises(ValueError, match="a summary in JSON was needed"):
        lines.summary(stdout)
