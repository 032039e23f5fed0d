select
    forecast_run.run_id,
    forecast_run.data_version_id,
    data_version.as_of,
    data_version.last_load_id,
    forecast_run.settings::text as settings,
    forecast_run.code_version,
    forecast_run.image_digest,
    forecast_run.official,
    forecast_run.published_at is not null as published,
    coalesce(forecast_run.rows_published, 0) as rows_published
from forecast_run
inner join data_version on forecast_run.data_version_id = data_version.data_version_id
where forecast_run.run_id = :run_id
