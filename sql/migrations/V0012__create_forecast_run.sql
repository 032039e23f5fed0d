create table forecast_run (
    run_id uuid primary key,
    kind text not null check (kind in ('own', 'other')),
    data_version_id bigint references data_version (data_version_id),
    load_id bigint references load (load_id),
    settings jsonb not null,
    code_version text not null,
    image_digest text not null,
    started_at timestamptz not null default now(),
    published_at timestamptz,
    rows_published bigint,
    message text,
    check ((kind = 'own') = (data_version_id is not null)),
    check ((kind = 'other') = (load_id is not null)),
    check ((published_at is null) = (rows_published is null))
);

create index forecast_run_data_version on forecast_run (data_version_id);
create index forecast_run_load on forecast_run (load_id);

comment on table forecast_run is 'One production of forecasts, visible as a whole once published_at is set.';
comment on column forecast_run.run_id is
'own: UUID version 5 of as_of, last load, settings and code version; other: the load_key that brought it.';

create table run_series (
    run_id uuid not null references forecast_run (run_id),
    series_id bigint not null references series (series_id),
    rows_expected bigint check (rows_expected >= 0),
    skipped_reason text,
    primary key (run_id, series_id)
);

comment on table run_series is 'The series a run of ours set out to forecast, and what came of each.';
comment on column run_series.rows_expected is 'Forecast rows that scoring wrote; publishing counts them again.';
comment on column run_series.skipped_reason is 'Why there is no forecast, such as too short a history.';
