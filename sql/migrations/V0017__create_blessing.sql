create table blessing (
    run_id uuid not null references forecast_run (run_id),
    series_id bigint not null references series (series_id),
    band text not null,
    horizon_from smallint not null check (horizon_from >= 0),
    horizon_to smallint not null,
    method text not null references method (method),
    previous_method text references method (method),
    score double precision,
    benchmark_score double precision,
    reason text not null,
    actor text not null,
    decided_at timestamptz not null default now(),
    primary key (run_id, series_id, band),
    check (horizon_from <= horizon_to)
);

comment on table blessing is
'The decision whose forecasts are published as champion, by series and band of horizons. Append-only.';
comment on column blessing.previous_method is 'Champion of the last published run before; null: there was none.';
comment on column blessing.score is 'Score of the method in the comparison; smaller is better.';
comment on column blessing.benchmark_score is 'Score of the best benchmark in the same comparison.';
comment on column blessing.actor is 'Who decided: the job or a person.';

call make_append_only('blessing');
