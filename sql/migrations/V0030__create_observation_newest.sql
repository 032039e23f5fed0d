-- What is in force, beside the history that says why: a read as of a moment takes the newest row of each period where
-- it counts, and looks into the history only for the periods that were revised since. Its time grows with the periods
-- asked for and not with the vintages stored (sql/README.md, Decisions).
create table observation_newest (
    series_id bigint not null,
    period_start date not null,
    known_at timestamptz not null,
    value double precision,
    load_id bigint not null,
    first_known_at timestamptz not null,
    first_load_id bigint not null,
    primary key (series_id, period_start)
) with (fillfactor = 70); -- a revision rewrites the row in its page

comment on table observation_newest is
'For each series and period the observation with the greatest known_at; derived, kept by a trigger on observation.';
comment on column observation_newest.first_known_at is 'Least known_at of the period: before it, nothing was known.';
comment on column observation_newest.first_load_id is 'Least load_id of the period: no earlier load knows it.';

create function keep_newest() returns trigger
language plpgsql security definer
set search_path = macrocast, public, pg_temp
set work_mem = '64MB'
as $$
begin
    insert into observation_newest as kept (
        series_id, period_start, known_at, value, load_id, first_known_at, first_load_id
    )
    select distinct on (inserted.series_id, inserted.period_start)
        inserted.series_id,
        inserted.period_start,
        inserted.known_at,
        inserted.value,
        inserted.load_id,
        min(inserted.known_at) over same_period,
        min(inserted.load_id) over same_period
    from inserted
    window same_period as (partition by inserted.series_id, inserted.period_start)
    order by inserted.series_id asc, inserted.period_start asc, inserted.known_at desc
    on conflict (series_id, period_start) do update
        set
            value = case when excluded.known_at > kept.known_at then excluded.value else kept.value end,
            load_id = case when excluded.known_at > kept.known_at then excluded.load_id else kept.load_id end,
            known_at = greatest(excluded.known_at, kept.known_at),
            first_known_at = least(excluded.first_known_at, kept.first_known_at),
            first_load_id = least(excluded.first_load_id, kept.first_load_id);
    return null;
end
$$;

comment on function keep_newest is 'Trigger that keeps observation_newest with what is inserted into observation.';

create trigger keep_newest after insert on observation
referencing new table as inserted for each statement execute function keep_newest();

insert into observation_newest (series_id, period_start, known_at, value, load_id, first_known_at, first_load_id)
select distinct on (series_id, period_start)
    series_id,
    period_start,
    known_at,
    value,
    load_id,
    min(known_at) over same_period as first_known_at,
    min(load_id) over same_period as first_load_id
from observation
window same_period as (partition by series_id, period_start)
order by series_id asc, period_start asc, known_at desc;

create trigger refuse_delete before delete on observation_newest for each row execute function refuse_change();
create trigger refuse_truncate before truncate on observation_newest
for each statement execute function refuse_change();

-- The primary key and the index for reads held the same columns; one of them in the order of the reads is both.
alter table observation drop constraint observation_pkey;
drop index observation_as_of;
create unique index observation_as_of on observation (series_id, period_start, known_at desc);
