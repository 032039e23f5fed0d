create or replace view api.quarantine_summary as
select
    source.code as source,
    load.load_id,
    load.published_at,
    quarantine.reason,
    count(*) as row_count,
    min(quarantine.raw_text) as example
from (
    select
        refused.load_key,
        refused.raw_text,
        -- Whatever the store has: that is for the row itself to say (macrocast.quarantine).
        regexp_replace(
            refused.reason, '^the store has .* for the same key$', 'the store has another value for the same key'
        ) as reason
    from macrocast.quarantine as refused
) as quarantine
inner join macrocast.load on quarantine.load_key = load.load_key
inner join macrocast.source on load.source_id = source.source_id
group by source.code, load.load_id, load.published_at, quarantine.reason;

comment on view api.quarantine_summary is 'Refused rows by load and reason.';
comment on column api.quarantine_summary.source is 'Code of the source.';
comment on column api.quarantine_summary.load_id is 'Number of the load.';
comment on column api.quarantine_summary.published_at is 'When the load was published.';
comment on column api.quarantine_summary.reason is 'Why the rows were refused.';
comment on column api.quarantine_summary.row_count is 'How many rows.';
comment on column api.quarantine_summary.example is 'One of them as the source wrote it.';
