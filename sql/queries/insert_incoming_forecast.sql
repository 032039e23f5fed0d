insert into incoming (
    series_id, method, measure, target_start, horizon, known_at, run_id, model_version_id, origin, mean,
    q025, q05, q10, q25, q50, q75, q90, q95, q975, calibration, champion_method
)
select
    series.series_id,
    :method as method,
    :measure as measure,
    :target_start as target_start,
    :horizon as horizon,
    data_version.as_of as known_at,
    forecast_run.run_id,
    :model_version_id as model_version_id,
    :origin as origin,
    :mean as mean,
    :q025 as q025,
    :q05 as q05,
    :q10 as q10,
    :q25 as q25,
    :q50 as q50,
    :q75 as q75,
    :q90 as q90,
    :q95 as q95,
    :q975 as q975,
    :calibration as calibration,
    :champion_method as champion_method
from forecast_run
inner join data_version on forecast_run.data_version_id = data_version.data_version_id
cross join source
inner join series on source.source_id = series.source_id
where forecast_run.run_id = :run_id and source.code = :source and series.code = :code
