create or replace view macrocast.newest_run as
select distinct on (run_series.series_id)
    run_series.series_id,
    forecast_run.run_id,
    data_version.as_of,
    source.code || '/' || series.code as series_key
from macrocast.forecast_run
inner join macrocast.run_series on forecast_run.run_id = run_series.run_id
inner join macrocast.data_version on forecast_run.data_version_id = data_version.data_version_id
inner join macrocast.series on run_series.series_id = series.series_id
inner join macrocast.source on series.source_id = source.source_id
where forecast_run.official and forecast_run.published_at is not null and run_series.skipped_reason is null
order by
    run_series.series_id asc,
    data_version.as_of desc,
    data_version.last_load_id desc,
    forecast_run.published_at desc;

comment on view macrocast.newest_run is 'For each series the official published run with the greatest as-of moment.';
