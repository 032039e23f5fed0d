create or replace view api.load as
select
    load.load_id,
    source.code as source,
    load.status,
    load.rows_read,
    load.rows_written,
    load.rows_unchanged,
    load.rows_quarantined,
    load.rows_skipped,
    load.rows_restored,
    load.started_at,
    load.published_at,
    load.message,
    load.parser_version,
    load.load_key,
    load.lacks
from macrocast.load
inner join macrocast.source on load.source_id = source.source_id;

comment on view api.load is 'Every ingestion run and what it brought: read = written + unchanged + quarantined.';
comment on column api.load.load_id is 'Number in the order of commits; null until published.';
comment on column api.load.source is 'Code of the source.';
comment on column api.load.status is 'staged: coming in; held: waits for a person; published; rejected.';
comment on column api.load.rows_read is 'Rows that the parser found.';
comment on column api.load.rows_written is 'Rows that were new or changed.';
comment on column api.load.rows_unchanged is 'Rows that repeat what was known before.';
comment on column api.load.rows_quarantined is 'Rows that were refused; see api.quarantine_summary.';
comment on column api.load.rows_skipped is
'Rows that the source has but that we leave out on purpose; not part of rows_read.';
comment on column api.load.rows_restored is
'Observations written again because the load put a different value before a vintage that had repeated them.';
comment on column api.load.started_at is 'When it was opened first.';
comment on column api.load.published_at is 'When it became visible.';
comment on column api.load.message is 'Why it is held or was rejected.';
comment on column api.load.parser_version is 'Version of the parser.';
comment on column api.load.load_key is 'UUID that follows from source, payloads and parser version.';
comment on column api.load.lacks is
'What its bodies speak of and it was not given, such as the second page of an answer; null: nothing.';
