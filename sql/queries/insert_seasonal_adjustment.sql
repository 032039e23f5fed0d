insert into seasonal_adjustment (
    load_key, series_id, input_series_id, data_version_id, identified_version_id, method, specification, policy,
    library, input_sha256, identified_sha256, model, diagnostics
)
values (
    :load_key, :series_id, :input_series_id, :data_version_id, :identified_version_id, :method, :specification, :policy,
    :library, :input_sha256, :identified_sha256, cast(:model as jsonb), cast(:diagnostics as jsonb)
)
on conflict (load_key, series_id) do nothing
