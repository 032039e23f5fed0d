"""The tables that DAGs wake each other by."""

from airflow.sdk import Asset


def _table(name: str) -> Asset:
    return Asset(name, uri=f"macrocast://{name}", group=name.split("/", maxsplit=1)[0])


OBSERVATIONS_BOE = _table("observations/boe")
OBSERVATIONS_WORLD_BANK = _table("observations/world_bank")
FORECASTS = _table("forecasts")
