"""The tables that DAGs wake each other by."""

from airflow.sdk import Asset


def _table(name: str) -> Asset:
    return Asset(name, uri=f"macrocast://{name}", group=name.split("/", maxsplit=1)[0])


def observations(source: str) -> Asset:
    """What a source published, as far as we have loaded it."""
    return _table(f"observations/{source}")


FORECASTS = _table("forecasts")
