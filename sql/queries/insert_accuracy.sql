insert into accuracy (
    run_id, series_id, method, measure, horizon, truth, scope, n, rmse, mae, bias, ratio_ar, dm_statistic, dm_p
)
values (
    :run_id, :series_id, :method, :measure, :horizon, :truth, :scope, :n, :rmse, :mae, :bias, :ratio_ar, :dm_statistic,
    :dm_p
)
on conflict (run_id, series_id, method, measure, horizon, truth, scope) do nothing
