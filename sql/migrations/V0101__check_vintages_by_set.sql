-- Foreign keys of vintage are checked as those of observation are: once per statement, in one pass over its rows. A
-- large load has tens of thousands of vintages, and each was looked up twice.
create or replace function refuse_orphans() returns trigger
language plpgsql security definer
set search_path = macrocast, public, pg_temp
as $$
declare
    missing text;
begin
    with named as materialized (
        select
            inserted.series_id,
            inserted.load_id
        from inserted
        group by inserted.series_id, inserted.load_id
    ),

    -- Locked as a foreign key would, so that nobody takes a series away before this commits.
    present as (
        select series.series_id
        from series
        where series.series_id in (select named.series_id from named)
        for key share
    )

    select coalesce(
        'series ' || min(named.series_id) filter (where present.series_id is null),
        'load ' || min(named.load_id) filter (where load.load_id is null)
    )
    into missing
    from named
    left join present on named.series_id = present.series_id
    left join load on named.load_id = load.load_id;
    if missing is not null then
        raise exception '% names % that does not exist', tg_table_name, missing using errcode = 'foreign_key_violation';
    end if;
    return null;
end
$$;

comment on function refuse_orphans is 'Trigger that refuses rows of a series or load that does not exist.';

alter table vintage
drop constraint vintage_series_id_fkey,
drop constraint vintage_load_id_fkey;

create trigger refuse_orphans after insert on vintage
referencing new table as inserted for each statement execute function refuse_orphans();

create or replace function refuse_delete_observed() returns trigger
language plpgsql security definer
set search_path = macrocast, public, pg_temp
as $$
begin
    if
        exists (select from observation where observation.series_id = old.series_id)
        or exists (select from vintage where vintage.series_id = old.series_id)
    then
        raise exception 'Series % has observations', old.code using errcode = 'foreign_key_violation';
    end if;
    return old;
end
$$;

-- A function that is strict and holds a CASE is called row by row; these give null for null without being strict, and
-- become a part of the query that asks.
alter function period_plus(date, text, integer) called on null input;
alter function period_containing(timestamptz, text) called on null input;
alter function periods_between(date, date, text) called on null input;
alter function period_label(date, text) called on null input;
alter function season_length(text) called on null input;
