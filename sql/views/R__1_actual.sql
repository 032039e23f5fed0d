-- The values that score forecasts (EVALUATION section 1.3). A truth is a moment for each target: its first release, the
-- end of maturity 12, or the last moment of the version; value and growth base are both read as of that moment.
-- "stated" is not materialized, so that a reader's data version and series reach the index.
create or replace view macrocast.actual as
with stated as not materialized (
    select
        moment.data_version_id,
        moment.as_of,
        moment.last_load_id,
        observation.series_id,
        observation.period_start,
        observation.known_at,
        observation.value,
        lead(observation.known_at) over (
            partition by moment.data_version_id, observation.series_id, observation.period_start
            order by observation.known_at
        ) as replaced_at
    from macrocast.moment
    inner join macrocast.observation
        on moment.as_of >= observation.known_at and moment.last_load_id >= observation.load_id
),

target as (
    select
        stated.data_version_id,
        stated.as_of,
        stated.last_load_id,
        stated.series_id,
        stated.period_start,
        series.frequency,
        macrocast.period_plus(stated.period_start, series.frequency, -macrocast.season_length(series.frequency))
            as base_start,
        macrocast.period_plus(stated.period_start, series.frequency, 14)::timestamp at time zone 'UTC'
            as maturity_13_at,
        min(stated.known_at) as first_known_at
    from stated
    inner join macrocast.series on stated.series_id = series.series_id
    where stated.value is not null
    group by
        stated.data_version_id, stated.as_of, stated.last_load_id, stated.series_id, stated.period_start,
        series.frequency
),

asked as (
    select
        target.*,
        truth.truth,
        truth.read_at
    from target
    inner join lateral (
        values
        ('first', target.first_known_at),
        (
            'k12',
            greatest(target.first_known_at, least(target.as_of, target.maturity_13_at - interval '1 microsecond'))
        ),
        ('latest', target.as_of)
    ) as truth (truth, read_at) on true
)

select
    asked.data_version_id,
    asked.series_id,
    asked.period_start as target_start,
    asked.truth,
    measured.measure,
    measured.value,
    outturn.known_at,
    macrocast.periods_between(
        asked.period_start, macrocast.period_containing(outturn.known_at, asked.frequency), asked.frequency
    ) - 1 as maturity
from asked
inner join stated as own
    on
        asked.data_version_id = own.data_version_id
        and asked.series_id = own.series_id
        and asked.period_start = own.period_start
        and asked.read_at >= own.known_at
        and (own.replaced_at is null or asked.read_at < own.replaced_at)
left join stated as base
    on
        asked.data_version_id = base.data_version_id
        and asked.series_id = base.series_id
        and asked.base_start = base.period_start
        and asked.read_at >= base.known_at
        and (base.replaced_at is null or asked.read_at < base.replaced_at)
inner join lateral (
    values ('level', own.value), ('growth', own.value / nullif(base.value, 0) - 1)
) as measured (measure, value) on true
inner join lateral (
    select vintage.known_at
    from macrocast.vintage
    where
        vintage.series_id = asked.series_id
        and vintage.known_at <= asked.read_at
        and vintage.load_id <= asked.last_load_id
        and vintage.periods @> asked.period_start
    order by vintage.known_at desc
    limit 1
) as outturn on true
where measured.value is not null;

comment on view macrocast.actual is 'What each target turned out to be, by data version, truth and measure.';
