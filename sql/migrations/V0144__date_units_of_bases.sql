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

alter table series add column counted_at timestamptz;

comment on column series.counted_at is
'The first vintage since the last one with a base of another unit; null: no base says another unit.';

create function date_units() returns trigger
language plpgsql security definer
set search_path = macrocast, public, pg_temp
as $$
begin
    update series
    set counted_at = counted.since
    from (
        select
            other.series_id,
            case
                when other.last_known_at is not null then coalesce(min(series_base_now.known_at), 'infinity')
            end as since
        from (
            select
                noted.series_id,
                max(base.known_at) as last_known_at
            from (select distinct said.series_id from said) as noted
            left join series_base_now as base on noted.series_id = base.series_id and base.unit is not null
            group by noted.series_id
        ) as other
        left join series_base_now
            on other.series_id = series_base_now.series_id and other.last_known_at < series_base_now.known_at
        group by other.series_id, other.last_known_at
    ) as counted
    where series.series_id = counted.series_id and series.counted_at is distinct from counted.since;
    return null;
end
$$;

comment on function date_units is 'Trigger that notes since which vintage a series is counted in its own unit.';

revoke execute on function date_units from public;

create trigger date_units after insert on series_base
referencing new table as said for each statement execute function date_units();
