"""
A person's word on a load that the rules of quality hold back.

An ingestion whose load is **held** ends as skipped; its log names the load and says what is strange about it, and so
does `select load_key, source, message from api.load where status = 'held'`. Trigger this DAG without a load, and the
log of `decide` lists what waits; with a load and no decision, it shows the rows of that load, those that change most
first (all of them: `select * from api.held_rows('<load_key>')`). With a load, a decision, your name and a reason,

- **approve** publishes it at once: only from then on it counts as known by us, under the next number;
- **reject** gives it up for good: the same payloads stay rejected.

Both stand in the audit chain with the name and the reason, and neither can be taken back.
"""

from airflow.sdk import Param, dag

from macrocast.jobs import OWNER, model_job


@dag(
    schedule=None,
    catchup=False,
    # Nothing starts it but a person, who should not wait for a switch.
    is_paused_upon_creation=False,
    max_active_runs=1,
    tags=["approval"],
    description="Approves or rejects a load that the rules of quality hold back",
    default_args=OWNER,
    params={
        "load_key": Param(
            None,
            type=["null", "string"],
            format="uuid",
            pattern="^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
            title="Load",
            description="Key of the held load, from the log of its ingestion or api.load; empty lists what waits.",
        ),
        "decision": Param(
            None,
            type=["null", "string"],
            enum=[None, "approve", "reject"],
            title="Decision",
            description="approve publishes the load now, reject gives it up for good; empty shows its rows.",
        ),
        "actor": Param(
            None,
            type=["null", "string"],
            maxLength=100,
            title="Who decides",
            description="Your name, as the audit chain shall show it.",
        ),
        "reason": Param(
            None,
            type=["null", "string"],
            maxLength=1000,
            title="Reason",
            description="Why, for whoever audits it, such as: confirmed by the source on the phone.",
        ),
    },
    doc_md=__doc__,
)
def decide_load() -> None:
    model_job(
        "decide",
        role="approver",
        options={
            "--load-key": "{{ params.load_key or '' }}",
            "--decision": "{{ params.decision or '' }}",
            "--actor": "{{ params.actor or '' }}",
            "--reason": "{{ params.reason or '' }}",
        },
        # A decision is made once; an outage is for the person to try again.
        retries=0,
    )


decide_load()
