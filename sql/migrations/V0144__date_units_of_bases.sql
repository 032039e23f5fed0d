-- A unit may move with the base: earnings were an index before they were pounds a week. A base then says the unit of
-- its values; the unit of the series counts from the first base on that says none.
alter table series_base add column unit text;

comment on column series_base.unit is 'Unit of values with this base; null: that of the series.';

create or replace view series_base_now as
select
    said.series_id,
    said.known_at,
    said.base_period,
    said.recorded_at,
    said.unit
from (
    select distinct on (series_base.series_id, series_base.known_at)
        series_base.series_id,
        series_base.known_at,
        series_base.base_period,
        series_base.recorded_at,
        series_base.unit
    from series_base
    order by series_base.series_id asc, series_base.known_at asc, series_base.recorded_at desc
) as said
where said.base_period is not null;

-- Reads as of a moment show the unit of that moment, row by row. Nearly every series has had one unit for ever, which a
-- null tells at once; of the others the row brings what to look at.
alter table series add column earlier_units jsonb;

comment on column series.earlier_units is
'Units before the present one, by the moment until when each counted; null: it has always been this one. Derived.';

create function unit_at(unit text, earlier_units jsonb, moment timestamptz) returns text
language sql immutable parallel safe
as $$
    select coalesce(
        (
            select earlier.unit
            from jsonb_to_recordset($2) as earlier (until timestamptz, unit text)
            where earlier.until > $3
            order by earlier.until
            limit 1
        ), $1
    )
$$;

comment on function unit_at is 'The unit of a series at a moment: of what series.unit and series.earlier_units say.';

create function date_units() returns trigger
language plpgsql security definer
set search_path = macrocast, public, pg_temp
as $$
declare
    wrong record;
begin
    -- Noting them is a statement on series, which has its own triggers, which end here.
    if not exists (select from said) then
        return null;
    end if;
    select
        series.code,
        series.unit,
        base.unit as base_unit
    into wrong
    from series
    inner join lateral (
        select series_base_now.unit
        from series_base_now
        where series_base_now.series_id = series.series_id
        order by series_base_now.known_at desc
        limit 1
    ) as base on base.unit <> series.unit
    where series.series_id in (select said.series_id from said);
    if found then
        raise exception 'The newest base of % has the unit %, needed none: the series says %', wrong.code,
            wrong.base_unit, wrong.unit
            using errcode = 'invalid_parameter_value';
    end if;
    update series
    set earlier_units = dated.units
    from (
        select
            noted.series_id,
            (
                select jsonb_agg(jsonb_build_object('until', state.until, 'unit', state.unit) order by state.until)
                from (
                    select
                        series_state.unit,
                        lead(series_state.unit) over by_moment as unit_after,
                        lead(series_state.known_at) over by_moment as until
                    from series_state
                    where series_state.series_id = noted.series_id
                    window by_moment as (order by series_state.known_at)
                ) as state
                where state.unit <> state.unit_after
            ) as units
        from (select distinct said.series_id from said) as noted
        where
            exists (
                select from series_base
                where series_base.series_id = noted.series_id and series_base.unit is not null
            )
            or (select count(*) from series_attribute where series_attribute.series_id = noted.series_id) > 1
    ) as dated
    where series.series_id = dated.series_id and series.earlier_units is distinct from dated.units;
    return null;
end
$$;

comment on function date_units is 'Trigger that notes the units that a series had before its present one.';

revoke execute on function date_units from public;

create trigger date_units after insert on series_base
referencing new table as said for each statement execute function date_units();
create trigger date_units after insert on series_attribute
referencing new table as said for each statement execute function date_units();
