create or replace view api.forecast_run as
select
    forecast_run.run_id,
    forecast_run.kind,
    data_version.as_of,
    data_version.last_load_id,
    forecast_run.settings,
    forecast_run.code_version,
    forecast_run.image_digest,
    forecast_run.started_at,
    forecast_run.published_at,
    forecast_run.rows_published,
    forecast_run.message,
    forecast_run.official
from macrocast.forecast_run
left join macrocast.data_version on forecast_run.data_version_id = data_version.data_version_id;

comment on view api.forecast_run is 'Every production of forecasts, ours and loaded ones.';
comment on column api.forecast_run.run_id is 'Its id; see api.lineage.';
comment on column api.forecast_run.kind is 'own or other.';
comment on column api.forecast_run.as_of is 'Only what was known by then counts; null for loaded ones.';
comment on column api.forecast_run.last_load_id is 'Only loads up to this one count; null for loaded ones.';
comment on column api.forecast_run.settings is 'What was asked for.';
comment on column api.forecast_run.code_version is
'Hash of the source code; for loaded ones the version of the parser.';
comment on column api.forecast_run.image_digest is 'The image that ran; empty for loaded ones.';
comment on column api.forecast_run.started_at is 'When it started.';
comment on column api.forecast_run.published_at is 'When its forecasts became visible; null: not yet.';
comment on column api.forecast_run.rows_published is 'How many forecast rows it has.';
comment on column api.forecast_run.message is 'Remark.';
comment on column api.forecast_run.official is
'Whether it stands as a night; false: it had other series, methods or horizons, and answered a question of what if.';
