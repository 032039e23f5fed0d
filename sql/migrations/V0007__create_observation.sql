-- Every value a source ever gave us. A revision is a new row with a later known_at, so that "what did we know on that
-- day?" is a query (see api.observation_as_of) and not a backup to restore.
create table observation (
    series_id bigint not null references series (series_id),
    period_start date not null,
    known_at timestamptz not null,
    value double precision check (value not in ('nan', 'infinity', '-infinity')),
    load_id bigint not null references load (load_id),
    primary key (series_id, period_start, known_at)
);

comment on table observation is 'One value of one series for one period, as known from one moment on. Append-only.';
comment on column observation.period_start is 'First day of the period, whose length is series.frequency.';
comment on column observation.known_at is 'Moment from which the value counts as known.';
comment on column observation.value is 'In series.unit; null: the source withdrew it.';
comment on column observation.load_id is 'The load that brought it; when we had it is load.published_at.';

-- Decades per chunk: a series is short and read whole; the default week would mean a chunk per value.
select create_hypertable('observation', by_range('period_start', interval '20 years'), create_default_indexes => false);

create index observation_as_of on observation (series_id, period_start, known_at desc);

call make_append_only('observation');
