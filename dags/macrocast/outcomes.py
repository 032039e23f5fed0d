"""What an exit code of a job means to Airflow: done, skipped, failed for good, or worth another try."""

from airflow.sdk.exceptions import AirflowException, AirflowFailException, AirflowSkipException


class WrongUsage(AirflowFailException):
    """Exit 2: the DAG gave the job options that it does not take."""


class BadData(AirflowFailException):
    """Exit 65: the input is broken; another try would read the same."""


class Misconfigured(AirflowFailException):
    """Exit 78: database, schema version, blob storage or secret do not fit this job."""


class SourceUnavailable(AirflowException):
    """Exit 69: the source did not answer; a later try may succeed."""


class TryAgain(AirflowException):
    """Exit 75: somebody else holds what the job needs, or an engine is away for a moment."""


class Broken(AirflowException):
    """Any other end: a defect, a kill, an outage. Tried again, for an outage passes."""


_MEANINGS = {
    2: (WrongUsage, "wrong usage"),
    3: (AirflowSkipException, "not ready"),
    65: (BadData, "bad data"),
    69: (SourceUnavailable, "source unavailable"),
    75: (TryAgain, "try again"),
    78: (Misconfigured, "configuration"),
}


def raise_for(job: str, exit_code: int, reason: str) -> None:
    """Raise what the exit code means, in the job's own words; nothing for 0."""
    if exit_code != 0:
        exception, meaning = _MEANINGS.get(exit_code, (Broken, "broken"))
        raise exception(f"{job} ended with exit code {exit_code} ({meaning}): {reason}")
