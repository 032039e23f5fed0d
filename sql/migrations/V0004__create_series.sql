create table series (
    series_id bigint generated always as identity primary key,
    source_id integer not null references source (source_id),
    code text not null,
    frequency text not null check (frequency in ('ANNUAL', 'QUARTERLY', 'MONTHLY')),
    title text not null,
    unit text not null,
    measure text not null check (measure in ('level', 'growth')),
    transform text not null check (transform in ('none', 'log')),
    is_target boolean not null default false,
    unique (source_id, code)
);

comment on table series is 'One variable of one source; source.code/series.code is its key.';
comment on column series.unit is 'Unit of the observations, such as fraction or GBP million.';
comment on column series.measure is
'In what its forecasts are judged: level as published, or growth year on year as a fraction (0.01 = 1 pp).';
comment on column series.transform is 'What models do to the values first.';
comment on column series.is_target is 'Whether the nightly run forecasts it.';
