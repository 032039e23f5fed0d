-- Titles and units change when we hear of it, bases, and units that a base says, with a vintage: each moment shows what
-- counts from then on of all.
create or replace view macrocast.series_state as
select
    state.series_id,
    state.known_at,
    state.title,
    state.unit,
    state.base_period,
    state.seasonal_adjustment,
    coalesce(state.unit <> lag(state.unit) over time_line, false)
    or coalesce(state.base_period <> lag(state.base_period) over time_line, false) as is_rebasing,
    state.recorded_at
from (
    select
        moment.series_id,
        moment.known_at,
        attribute.title,
        coalesce(base.unit, attribute.unit) as unit,
        attribute.seasonal_adjustment,
        base.base_period,
        case
            when base.known_at = moment.known_at then base.recorded_at
            else attribute.recorded_at
        end as recorded_at
    from (
        select
            series_attribute.series_id,
            series_attribute.known_at
        from macrocast.series_attribute
        union
        select
            series_base_now.series_id,
            series_base_now.known_at
        from macrocast.series_base_now
    ) as moment
    cross join
        lateral (
            select
                series_attribute.title,
                series_attribute.unit,
                series_attribute.seasonal_adjustment,
                series_attribute.recorded_at
            from macrocast.series_attribute
            where series_attribute.series_id = moment.series_id and series_attribute.known_at <= moment.known_at
            order by series_attribute.known_at desc
            limit 1
        ) as attribute
    left join lateral (
        select
            series_base_now.base_period,
            series_base_now.unit,
            series_base_now.known_at,
            series_base_now.recorded_at
        from macrocast.series_base_now
        where series_base_now.series_id = moment.series_id and series_base_now.known_at <= moment.known_at
        order by series_base_now.known_at desc
        limit 1
    ) as base on true
) as state
window time_line as (partition by state.series_id order by state.known_at);

comment on view macrocast.series_state is
'What each series was called and counted in, from which moment on, and whether values before compare with those after.';
