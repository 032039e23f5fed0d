-- Forecasts by others come as a run of their own, visible with the load that brought it.
insert into forecast_run (
    run_id, kind, load_key, settings, code_version, image_digest, published_at, rows_published
)
select
    load.load_key as run_id,
    'other' as kind,
    load.load_key,
    jsonb_build_object('source', source.code, 'parser_version', load.parser_version) as settings,
    load.parser_version as code_version,
    '' as image_digest,
    clock_timestamp() as published_at,
    tally.row_count as rows_published
from load
inner join source on load.source_id = source.source_id
cross join (
    select count(*) as row_count
    from judged
    where kind = 'forecast' and reason is null and not is_repeated
) as tally
where load.load_key = :load_key and tally.row_count > 0
