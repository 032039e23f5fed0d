"""The DAG of a source: all of them look alike."""

from collections.abc import Sequence

from airflow.sdk import DAG, Param, dag

from macrocast import assets
from macrocast.jobs import OWNER, announce, ingest_job, times


def ingest_dag(  # noqa: PLR0913
    source: str,
    *,
    doc: str | None,
    cron: str,
    files: str,
    live: bool = True,
    keys: Sequence[str] = (),
) -> DAG:
    """
    Return the DAG `ingest_<source>`: load, then wake who waits for it.

    :param doc: the story of the file that asks
    :param cron: when, by UTC
    :param files: pattern below /landing for bodies that are kept as files
    :param live: whether it asks the source itself unless told otherwise
    :param keys: variables with the keys that the source wants
    """
    kept = f"a pattern like {files} reads bodies kept as files."

    @dag(
        dag_id=f"ingest_{source}",
        schedule=times(cron),
        catchup=False,
        max_active_runs=1,
        tags=["ingest", source],
        # The first paragraph of its story.
        description=" ".join((doc or "").strip().split("\n\n")[0].split()),
        default_args=OWNER,
        params={
            "input": Param(
                "live" if live else files,
                type="string",
                minLength=1,
                title="Input",
                description=f"`live` asks the source; {kept}" if live else kept.capitalize(),
            ),
            "known_at": Param(
                None,
                type=["null", "string"],
                format="date-time",
                title="Known at",
                description="For values that the source gives no date: since when they count as known. "
                "Empty means the moment they are first loaded.",
            ),
        },
        doc_md=doc,
    )
    def ingest() -> None:
        load = ingest_job(source, files="{{ params.input }}", known_at="{{ params.known_at or '' }}", keys=keys)
        announce(load.output, outlet=assets.observations(source))

    return ingest()
