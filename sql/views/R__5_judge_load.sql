-- What a load brings, held against the announcement, the rules and the store; see R__6_publish.sql.

-- Every staged row once, with what makes it unacceptable by itself. Replayed bundles deliver a row again, equal in
-- every column.
create or replace function recount_load(wanted uuid) returns text
language plpgsql
set search_path = macrocast, public, pg_temp
as $$
declare
    mismatch text;
begin
    create temporary table collected on commit drop as
    with delivered as (
        select distinct
            payload_sha256,
            row_no,
            kind,
            series_code,
            period_start,
            known_at,
            value,
            method,
            measure,
            horizon,
            period_text,
            reason,
            raw_text
        from stage
        where load_key = wanted
    )

    select
        delivered.payload_sha256,
        delivered.row_no,
        delivered.kind,
        series.series_id,
        delivered.series_code,
        series.frequency,
        delivered.period_start,
        delivered.known_at,
        delivered.value,
        delivered.method,
        delivered.measure,
        delivered.horizon,
        coalesce(delivered.period_text, delivered.period_start::text) as period_text,
        delivered.raw_text,
        case
            when delivered.kind = 'reject' then delivered.reason
            when series.series_id is null then format('unknown series %s', delivered.series_code)
            when not opens_period(delivered.period_start, series.frequency, series.week_starts_on)
                then format('%s does not open a period that is %s', delivered.period_start, series.frequency)
            when delivered.kind = 'forecast' and method.method is null
                then format('unknown method %s', delivered.method)
        end as reason
    from delivered
    inner join load on load.load_key = wanted
    left join series on load.source_id = series.source_id and delivered.series_code = series.code
    left join method on delivered.method = method.method and method.kind = 'other';
    analyze pg_temp.collected;

    select string_agg(
        format(
            '%s has %s rows (%s different), needed %s', counted.name, counted.rows_delivered, counted.rows_different,
            coalesce(counted.rows_expected::text, 'an announcement')
        ), '; ' order by counted.name
    )
    into mismatch
    from (
        select
            load_payload.name,
            load_payload.rows_expected,
            count(collected.row_no) as rows_delivered,
            count(distinct collected.row_no) as rows_different
        from load_payload
        left join pg_temp.collected on load_payload.payload_sha256 = collected.payload_sha256
        where load_payload.load_key = wanted
        group by load_payload.payload_sha256, load_payload.name, load_payload.rows_expected
    ) as counted
    where
        counted.rows_expected is null
        or counted.rows_expected <> counted.rows_delivered
        or counted.rows_delivered <> counted.rows_different;
    return mismatch;
end
$$;

comment on function recount_load is
'Collects the staged rows of a load; says which payloads have other rows than the parser announced, or null.';

-- The verdict on each row: quarantined when reason says why, unchanged when the same was stated before, or else fresh.
create or replace function judge_load() returns void
language plpgsql
set search_path = macrocast, public, pg_temp
as $$
begin
    create temporary table judged on commit drop as
    with compared as (
        select
            collected.*,
            row_number() over (same_key order by collected.payload_sha256, collected.row_no) as copy_no,
            min(collected.value) over same_key as least_value,
            max(collected.value) over same_key as greatest_value,
            count(*) over same_key as copies,
            count(collected.value) over same_key as copies_with_value
        from pg_temp.collected
        window
            same_key as (
                partition by
                    collected.reason is null, collected.kind, collected.series_id, collected.period_start,
                    collected.known_at, collected.method, collected.measure
            )
    ),

    touched as (
        select distinct
            series_id,
            period_start
        from pg_temp.collected
        where kind = 'observation' and reason is null
    ),

    in_force as (
        select
            observation.series_id,
            observation.period_start,
            observation.known_at,
            observation.value,
            lead(observation.known_at, 1, 'infinity') over (
                partition by observation.series_id, observation.period_start order by observation.known_at
            ) as replaced_at
        from touched
        inner join observation
            on touched.series_id = observation.series_id and touched.period_start = observation.period_start
    ),

    stated_vintage as (
        select
            series_id,
            known_at,
            range_agg(periods) as periods
        from vintage
        where series_id in (select touched.series_id from touched)
        group by series_id, known_at
    )

    select
        compared.payload_sha256,
        compared.row_no,
        compared.kind,
        compared.series_id,
        compared.series_code,
        compared.frequency,
        compared.period_start,
        compared.known_at,
        compared.value,
        compared.method,
        compared.measure,
        compared.horizon,
        compared.period_text,
        compared.raw_text,
        case
            when compared.reason is not null then compared.reason
            when
                compared.kind = 'observation'
                and (compared.value < range_rule.lower or compared.value > range_rule.upper)
                then format(
                    '%s lies outside %s to %s', compared.value, coalesce(range_rule.lower, '-infinity'),
                    coalesce(range_rule.upper, 'infinity')
                )
            -- The cheap comparison comes first: the exact one calls functions.
            when
                case
                    when compared.kind = 'observation' and compared.period_start > compared.known_at
                        then compared.period_start > period_plus(
                            period_containing(compared.known_at, compared.frequency), compared.frequency,
                            ahead_rule.limit_value::integer
                        )
                end
                then format('known at %s, before the period began', compared.known_at at time zone 'UTC')
            when
                compared.least_value <> compared.greatest_value
                or compared.copies_with_value not in (0, compared.copies)
                then 'another value for the same key in the same load'
            when stated_vintage.series_id is not null and (in_force.value is distinct from compared.value)
                then format('the store has %s for the same key', coalesce(in_force.value::text, 'no value'))
            when forecast.mean <> compared.value
                then format('the store has %s for the same key', forecast.mean)
        end as reason,
        compared.copy_no > 1 or stated_vintage.series_id is not null or forecast.series_id is not null as is_repeated
    from compared
    left join rule_of_series as range_rule on compared.series_id = range_rule.series_id and range_rule.kind = 'range'
    left join rule_of_series as ahead_rule on compared.series_id = ahead_rule.series_id and ahead_rule.kind = 'ahead'
    left join stated_vintage
        on
            compared.reason is null
            and compared.kind = 'observation'
            and compared.series_id = stated_vintage.series_id
            and compared.known_at = stated_vintage.known_at
            and stated_vintage.periods @> compared.period_start
    left join in_force
        on
            stated_vintage.series_id = in_force.series_id
            and compared.period_start = in_force.period_start
            and compared.known_at >= in_force.known_at
            and compared.known_at < in_force.replaced_at
    left join forecast
        on
            compared.reason is null
            and compared.kind = 'forecast'
            and compared.series_id = forecast.series_id
            and compared.method = forecast.method
            and compared.measure = forecast.measure
            and compared.period_start = forecast.target_start
            and compared.known_at = forecast.known_at;
    analyze pg_temp.judged;

    -- The observations that this load makes. On the time line of each touched (series, period) lie the stored values, the
    -- fresh ones, and the moments when a vintage repeated the value then in force. A point makes a row when its value
    -- differs from the one before: a fresh value is a change, and a repeated value that now follows a different one has
    -- to be restored. So the answer as of any moment does not depend on the order in which vintages were loaded.
    create temporary table change on commit drop as
    with fresh as (
        select
            series_id,
            period_start,
            known_at,
            value
        from pg_temp.judged
        where kind = 'observation' and reason is null and not is_repeated
    ),

    touched as (
        select
            series_id,
            period_start,
            min(known_at) as first_known_at
        from fresh
        group by series_id, period_start
    ),

    stored as (
        select
            observation.series_id,
            observation.period_start,
            observation.known_at,
            observation.value,
            lead(observation.known_at, 1, 'infinity') over (
                partition by observation.series_id, observation.period_start order by observation.known_at
            ) as replaced_at
        from touched
        inner join observation
            on touched.series_id = observation.series_id and touched.period_start = observation.period_start
    ),

    repeated as (
        select distinct
            touched.series_id,
            touched.period_start,
            vintage.known_at,
            stored.value
        from touched
        inner join vintage
            on
                touched.series_id = vintage.series_id
                and touched.first_known_at < vintage.known_at
                and vintage.periods @> touched.period_start
        left join stored
            on
                touched.series_id = stored.series_id
                and touched.period_start = stored.period_start
                and vintage.known_at >= stored.known_at
                and vintage.known_at < stored.replaced_at
        where stored.known_at is distinct from vintage.known_at
    ),

    point as (
        select
            series_id,
            period_start,
            known_at,
            value,
            'fresh' as kind
        from fresh
        union all
        select
            series_id,
            period_start,
            known_at,
            value,
            'stored' as kind
        from stored
        union all
        select
            series_id,
            period_start,
            known_at,
            value,
            'repeated' as kind
        from repeated
    ),

    sequence as (
        select
            series_id,
            period_start,
            known_at,
            value,
            kind,
            lag(value) over (partition by series_id, period_start order by known_at) as value_before,
            lag(known_at) over (partition by series_id, period_start order by known_at) as known_at_before
        from point
    )

    select
        series_id,
        period_start,
        known_at,
        value,
        value_before,
        known_at_before,
        kind = 'repeated' as is_restored
    from sequence
    where kind <> 'stored' and value is distinct from value_before;
end
$$;

comment on function judge_load is 'Compares the collected rows of a load with each other, the rules and the store.';

revoke execute on function recount_load, judge_load from public;
