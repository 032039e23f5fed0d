-- Not logged: a crash may empty it, then the recount refuses to publish and the load is staged again. No key, because a
-- pipeline may deliver a bundle twice; publishing makes the rows unique by payload and row number.
create unlogged table stage (
    load_key uuid not null,
    payload_sha256 text not null,
    row_no bigint not null,
    kind text not null check (kind in ('observation', 'forecast', 'reject')),
    series_code text,
    period_start date,
    known_at timestamptz,
    value double precision,
    method text,
    measure text,
    horizon smallint,
    period_text text,
    reason text,
    raw_text text
);

create index stage_load on stage (load_key);

comment on table stage is 'Rows on their way in, by load. Nobody but publishing reads it.';
