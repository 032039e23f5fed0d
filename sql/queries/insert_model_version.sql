insert into model_version (
    model_version_id, series_id, method, origin, as_of, data_hash, settings, seed, code_version, image_digest,
    bundle_uri, bundle_sha256, parameter_hash
)
select
    :model_version_id as model_version_id,
    series.series_id,
    :method as method,
    :origin as origin,
    :as_of as as_of,
    :data_hash as data_hash,
    cast(:settings as jsonb) as settings,
    :seed as seed,
    :code_version as code_version,
    :image_digest as image_digest,
    :bundle_uri as bundle_uri,
    :bundle_sha256 as bundle_sha256,
    :parameter_hash as parameter_hash
from series
inner join source on series.source_id = source.source_id
where source.code = :source and series.code = :code
on conflict (model_version_id) do nothing
