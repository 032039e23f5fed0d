-- Forecasts by others come as a run of their own, visible with the load that brought it.
insert into forecast_run (
    run_id, kind, load_id, settings, code_version, image_digest
)
select
    load.load_key as run_id,
    'other' as kind,
    load.load_id,
    jsonb_build_object('source', source.code, 'parser_version', load.parser_version) as settings,
    load.parser_version as code_version,
    '' as image_digest
from load
inner join source on load.source_id = source.source_id
where
    load.load_key = :load_key
    and exists (
        select 1
        from judged
        where judged.kind = 'forecast' and judged.reason is null and not judged.is_repeated
    )
