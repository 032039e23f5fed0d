create table accuracy (
    run_id uuid not null references forecast_run (run_id),
    series_id bigint not null references series (series_id),
    method text not null references method (method),
    measure text not null check (measure in ('level', 'growth')),
    horizon smallint not null check (horizon >= 0),
    truth text not null check (truth in ('first', 'k12', 'latest')),
    scope text not null check (scope in ('all', 'ex-covid')),
    n integer not null check (n > 0),
    rmse double precision not null,
    mae double precision not null,
    bias double precision not null,
    ratio_ar double precision,
    dm_statistic double precision,
    dm_p double precision,
    primary key (run_id, series_id, method, measure, horizon, truth, scope)
);

comment on table accuracy is
'Errors (actual minus forecast) of backtests and others'' forecasts, by the actuals known to the run. Append-only.';
comment on column accuracy.truth is
'first: first release; k12: newest of maturity 12 or less, else the first above; latest: newest release.';
comment on column accuracy.scope is
'ex-covid leaves out the targets of the pandemic that no earlier forecast could know.';
comment on column accuracy.n is 'Number of errors.';
comment on column accuracy.rmse is 'Root mean squared error in the unit of the measure.';
comment on column accuracy.bias is 'Mean error in the unit of the measure.';
comment on column accuracy.ratio_ar is 'rmse over that of method ar on the common sample; below 1 is better.';
comment on column accuracy.dm_statistic is 'Diebold-Mariano statistic against method ar; negative is better.';

call make_append_only('accuracy');
