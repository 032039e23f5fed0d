"""
Clears up after what died, then asks whether anything published was changed.

1. `reap` notes the jobs whose lease is over, gives up the loads and publications they had in hand, and empties what
   they had staged. What lives is left alone.
2. `audit_verify` holds every published load and run against the event that its publication left in the hash chain. It
   fails, and names the first broken event, when a row was edited, added, removed or dropped, by whomever. Its result
   holds the head of the chain: note it elsewhere, and `macrocast audit verify --anchor` finds a chain that was
   written anew.
"""

from airflow.sdk import dag

from macrocast.jobs import OWNER, model_job, times


@dag(
    description="Clear up after what died; ask whether anything published was changed",
    schedule=times("30 1 * * *"),
    default_args=OWNER,
    catchup=False,
    max_active_runs=1,
    tags=["housekeeping"],
    doc_md=__doc__,
)
def housekeeping() -> None:
    reap = model_job("reap", role="loader")
    audit = model_job("audit", subcommand="verify", task_id="audit_verify", role="auditor")

    reap >> audit


housekeeping()
