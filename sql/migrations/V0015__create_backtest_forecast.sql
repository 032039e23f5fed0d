-- Keyed by the hash of the data, not by the run: the replay of a past vintage is made once and serves every later run.
create table backtest_forecast (
    series_id bigint not null references series (series_id),
    method text not null references method (method),
    method_version text not null,
    data_hash text not null,
    known_at timestamptz not null,
    origin date not null,
    target_start date not null,
    horizon smallint not null check (horizon >= 0),
    measure text not null check (measure in ('level', 'growth')),
    mean double precision not null check (mean not in ('nan', 'infinity', '-infinity')),
    sigma double precision not null check (sigma >= 0 and sigma not in ('nan', 'infinity')),
    primary key (series_id, method, method_version, data_hash, target_start, measure)
);

comment on table backtest_forecast is
'What a method of ours would have said on a past day from the vintage of that day. Append-only.';
comment on column backtest_forecast.method_version is 'Changes when the arithmetic of the method does.';
comment on column backtest_forecast.data_hash is 'SHA-256 of the vintage that the method saw.';
comment on column backtest_forecast.known_at is 'Moment of that vintage.';
comment on column backtest_forecast.sigma is
'Standard deviation of the error by the model itself, in the unit of the mean.';

call make_append_only('backtest_forecast');
