-- A value that repeats the one before makes no observation, but that it was repeated is a fact: an older vintage that
-- arrives later must not change what this one said (see queries/publish_collect_changes.sql).
create table vintage (
    series_id bigint not null references series (series_id),
    known_at timestamptz not null,
    load_id bigint not null references load (load_id),
    periods datemultirange not null,
    primary key (series_id, known_at, load_id)
);

comment on table vintage is 'Which periods of a series a source stated at a moment, changed or not. Append-only.';
comment on column vintage.periods is
'Days covered by the periods that the load was the first to state for that moment; usually one range.';

call make_append_only('vintage');
