select
    model_version.model_version_id,
    source.code as source,
    series.code,
    series.frequency,
    model_version.method,
    model_version.origin,
    model_version.as_of,
    model_version.data_hash,
    model_version.settings::text as settings,
    model_version.seed,
    model_version.code_version,
    model_version.image_digest,
    model_version.bundle_uri,
    model_version.bundle_sha256,
    model_version.parameter_hash
from model_version
inner join series on model_version.series_id = series.series_id
inner join source on series.source_id = source.source_id
where
    model_version.model_version_id = any(:ids)
    or model_version.model_version_id in (
        select run_model.model_version_id
        from run_model
        where run_model.run_id = :run_id
    )
order by source.code, series.code, model_version.method
