-- Ours and other institutions' side by side, so that the same rules score both.
create table forecast (
    series_id bigint not null references series (series_id),
    method text not null references method (method),
    measure text not null check (measure in ('level', 'growth')),
    target_start date not null,
    horizon smallint not null check (horizon >= 0),
    known_at timestamptz not null,
    run_id uuid not null references forecast_run (run_id),
    model_version_id uuid references model_version (model_version_id),
    origin date not null,
    mean double precision not null check (mean not in ('nan', 'infinity', '-infinity')),
    q025 double precision,
    q05 double precision,
    q10 double precision,
    q25 double precision,
    q50 double precision,
    q75 double precision,
    q90 double precision,
    q95 double precision,
    q975 double precision,
    calibration text check (calibration in ('conformal', 'parametric')),
    champion_method text references method (method),
    primary key (series_id, method, measure, target_start, known_at, run_id),
    check ((method = 'champion') = (champion_method is not null)),
    check (num_nulls(q025, q05, q10, q25, q50, q75, q90, q95, q975, calibration) in (0, 10)),
    check (
        q025 <= q05 and q05 <= q10 and q10 <= q25 and q25 <= q50
        and q50 <= q75 and q75 <= q90 and q90 <= q95 and q95 <= q975
    )
);

comment on table forecast is
'What a method said at a moment about one target period. Append-only; it counts once its run is published.';
comment on column forecast.measure is 'level in series.unit, or growth year on year as a fraction (0.01 = 1 pp).';
comment on column forecast.target_start is 'First day of the period that is forecast.';
comment on column forecast.horizon is '0 is the first period without a published value (the nowcast).';
comment on column forecast.known_at is 'Ours: the as-of moment of the run; others: when the institution published it.';
comment on column forecast.origin is 'First day of the last period with a published value.';
comment on column forecast.calibration is
'Where the quantiles come from: conformal = own backtest errors, parametric = the model; null: mean only.';
comment on column forecast.champion_method is 'For method champion: which method gave the value.';

-- Decades per chunk, as for observations.
select create_hypertable('forecast', by_range('target_start', interval '20 years'), create_default_indexes => false);

create index forecast_run_rows on forecast (run_id, series_id);
create index forecast_known on forecast (series_id, method, known_at desc);

call make_append_only('forecast');
