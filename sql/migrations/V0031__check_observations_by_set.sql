-- Foreign keys are checked row by row and took most of the time of a large load. A load names few series and one
-- number: the same is checked once per statement.
alter table observation
drop constraint observation_series_id_fkey,
drop constraint observation_load_id_fkey;

create function refuse_orphans() returns trigger
language plpgsql security definer
set search_path = macrocast, public, pg_temp
as $$
declare
    missing text;
begin
    -- Locked as a foreign key would, so that nobody takes a series away before this commits.
    perform from series where series_id in (select inserted.series_id from inserted) for key share;
    select coalesce(
        'series ' || min(named.series_id) filter (where series.series_id is null),
        'load ' || min(named.load_id) filter (where load.load_id is null)
    )
    into missing
    from (select distinct inserted.series_id, inserted.load_id from inserted) as named
    left join series on named.series_id = series.series_id
    left join load on named.load_id = load.load_id;
    if missing is not null then
        raise exception '% names % that does not exist', tg_table_name, missing using errcode = 'foreign_key_violation';
    end if;
    return null;
end
$$;

comment on function refuse_orphans is 'Trigger that refuses observations of a series or load that does not exist.';

create trigger refuse_orphans after insert on observation
referencing new table as inserted for each statement execute function refuse_orphans();

create function refuse_delete_observed() returns trigger
language plpgsql security definer
set search_path = macrocast, public, pg_temp
as $$
begin
    if exists (select from observation where observation.series_id = old.series_id) then
        raise exception 'Series % has observations', old.code using errcode = 'foreign_key_violation';
    end if;
    return old;
end
$$;

comment on function refuse_delete_observed is 'Trigger that refuses to take a series away that has observations.';

create trigger refuse_delete_observed before delete on series
for each row execute function refuse_delete_observed();

-- The newest row of each period by two hashed passes instead of a sort.
create or replace function keep_newest() returns trigger
language plpgsql security definer
set search_path = macrocast, public, pg_temp
set work_mem = '64MB'
as $$
begin
    insert into observation_newest as kept (
        series_id, period_start, known_at, value, load_id, first_known_at, first_load_id
    )
    select
        newest.series_id,
        newest.period_start,
        newest.known_at,
        inserted.value,
        inserted.load_id,
        newest.first_known_at,
        newest.first_load_id
    from (
        select
            inserted.series_id,
            inserted.period_start,
            max(inserted.known_at) as known_at,
            min(inserted.known_at) as first_known_at,
            min(inserted.load_id) as first_load_id
        from inserted
        group by inserted.series_id, inserted.period_start
    ) as newest
    inner join inserted
        on
            newest.series_id = inserted.series_id
            and newest.period_start = inserted.period_start
            and newest.known_at = inserted.known_at
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

-- A tree grows by each row of a COPY, and all rows of a load share one key: ranges of pages find them as well. Pages
-- not summarised yet are read, so nothing depends on when that happens.
drop index stage_load;
create index stage_load on stage using brin (load_key) with (pages_per_range = 64);

-- Sorts of all rows of a load, done in memory.
alter function load_content set work_mem = '256MB';
