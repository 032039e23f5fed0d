-- A restored dump compares rows column by column where we wrote (a, b) is distinct from (c, d), so that an audit took
-- every restored guard for a replaced one. Written out, they are the same before and after.
create or replace trigger refuse_other_identity before update on load
for each row
when (
    old.load_key is distinct from new.load_key
    or old.source_id is distinct from new.source_id
    or old.parser_version is distinct from new.parser_version
    or old.known_quality is distinct from new.known_quality
    or old.known_precision is distinct from new.known_precision
    or old.started_at is distinct from new.started_at
)
execute function refuse_change();

create or replace trigger refuse_other_identity before update on forecast_run
for each row
when (
    old.run_id is distinct from new.run_id
    or old.kind is distinct from new.kind
    or old.data_version_id is distinct from new.data_version_id
    or old.load_id is distinct from new.load_id
    or old.settings is distinct from new.settings
    or old.code_version is distinct from new.code_version
    or old.image_digest is distinct from new.image_digest
    or old.started_at is distinct from new.started_at
)
execute function refuse_change();

create or replace trigger refuse_other_identity before update on source
for each row
when (old.source_id is distinct from new.source_id or old.code is distinct from new.code)
execute function refuse_change();

create or replace trigger refuse_other_identity before update on series
for each row
when (
    old.series_id is distinct from new.series_id
    or old.source_id is distinct from new.source_id
    or old.code is distinct from new.code
    or old.frequency is distinct from new.frequency
)
execute function refuse_change();
