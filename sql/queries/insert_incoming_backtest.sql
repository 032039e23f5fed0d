insert into incoming (
    series_id, method, method_version, data_hash, known_at, origin, target_start, horizon, measure, mean, sigma
)
values (
    :series_id, :method, :method_version, :data_hash, :known_at, :origin, :target_start, :horizon, :measure, :mean,
    :sigma
)
