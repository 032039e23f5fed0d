insert into incoming (
    series_id, method, measure, target_start, horizon, known_at, run_id, model_version_id, origin, mean,
    q025, q05, q10, q25, q50, q75, q90, q95, q975, calibration, champion_method
)
values (
    :series_id, :method, :measure, :target_start, :horizon, :known_at, :run_id, :model_version_id, :origin, :mean,
    :q025, :q05, :q10, :q25, :q50, :q75, :q90, :q95, :q975, :calibration, :champion_method
)
