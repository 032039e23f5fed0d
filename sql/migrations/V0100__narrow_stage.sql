-- Rows of a large load are written here, read and sorted by the million, so width is time: a payload goes by the last
-- eight bytes of its hash (two of one load that share them are refused), and what a row is shows in what it holds.
create function payload_number(payload_sha256 text) returns bigint
language sql immutable strict parallel safe
as $$
    select cast(cast('x' || right(payload_sha256, 16) as bit(64)) as bigint)
$$;

comment on function payload_number is
'The last eight bytes of a payload''s hash as a number, by which the stage knows it.';

-- As before: not logged, because after a crash the recount refuses to publish and the load is staged again; no key,
-- because a pipeline may deliver a bundle twice. Columns of fixed width stand first.
alter table stage rename to stage_before;
create unlogged table stage (
    load_key uuid not null,
    payload bigint not null,
    row_no bigint not null,
    known_at timestamptz,
    value double precision,
    period_start date,
    horizon smallint,
    series_code text,
    method text,
    measure text,
    period_text text,
    reason text,
    raw_text text
);

comment on table stage is 'Rows on their way in, by load. Nobody but publishing reads it.';
comment on column stage.payload is 'payload_number of the payload''s hash.';
comment on column stage.method is 'Of a forecast; null: the row is an observation, or a reject.';
comment on column stage.reason is 'Why the row is a reject; else null.';

-- Loads that are held keep their rows.
insert into stage (
    load_key, payload, row_no, known_at, value, period_start, horizon, series_code, method, measure, period_text,
    reason, raw_text
)
select
    load_key,
    payload_number(payload_sha256) as payload,
    row_no,
    known_at,
    value,
    period_start,
    horizon,
    series_code,
    method,
    measure,
    period_text,
    reason,
    raw_text
from stage_before;
drop table stage_before;

create index stage_load on stage using brin (load_key) with (pages_per_range = 64);

grant insert, delete on table stage to macrocast_loader;
