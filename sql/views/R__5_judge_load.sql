-- What a load brings, held against the announcement, the rules and the store; see R__6_publish.sql.

-- Every staged row once, with what makes it unacceptable by itself. Columns stand in the order of the sort, because two
-- million rows are sorted and written again: width and comparisons are the cost.
create or replace function recount_load(wanted uuid) returns text
language plpgsql
set search_path = macrocast, public, pg_temp
-- Nothing is known of a stage that was just filled: taken for a few rows, two million would be joined one by one.
set enable_nestloop = off
as $$
declare
    latest_known_at constant timestamptz := now() + interval '7 days';
    mismatch text;
    is_delivered_twice boolean;
begin
    create temporary table payload on commit drop as
    select
        payload_number(load_payload.payload_sha256) as payload,
        load_payload.payload_sha256,
        load_payload.name,
        load_payload.rows_expected
    from load_payload
    where load_payload.load_key = wanted;
    if exists (select from pg_temp.payload group by payload.payload having count(*) > 1) then
        return 'the hashes of two of its payloads end alike';
    end if;

    create temporary table collected on commit drop as
    with row_rule as (
        select
            ahead.series_id,
            -- A limit of infinity is none; further than this no period is told.
            least(ahead.limit_value, 100000)::integer as periods_ahead,
            bound.lower,
            bound.upper
        from rule_of_series as ahead
        left join rule_of_series as bound on ahead.series_id = bound.series_id and bound.kind = 'range'
        where ahead.kind = 'ahead'
    ),

    delivered as (
        select
            series.series_id,
            stage.period_start,
            stage.known_at,
            stage.value,
            stage.payload,
            stage.row_no,
            stage.horizon,
            stage.method,
            stage.measure,
            case when series.series_id is null then stage.series_code end as series_code,
            stage.period_text,
            stage.raw_text,
            case
                when stage.reason is not null then stage.reason
                when series.series_id is null then format('unknown series %s', stage.series_code)
                when not opens_period(stage.period_start, series.frequency, series.week_starts_on)
                    then format('%s does not open a period that is %s', stage.period_start, series.frequency)
                when stage.method is not null and method.method is null then format('unknown method %s', stage.method)
                when stage.method is null and (stage.value < row_rule.lower or stage.value > row_rule.upper)
                    then format(
                        '%s lies outside %s to %s', stage.value, coalesce(row_rule.lower, '-infinity'),
                        coalesce(row_rule.upper, 'infinity')
                    )
                -- The cheap comparison comes first: the exact one calls functions.
                when
                    case
                        when stage.method is null and stage.period_start > stage.known_at
                            then stage.period_start > period_plus(
                                period_containing(stage.known_at, series.frequency), series.frequency,
                                row_rule.periods_ahead
                            )
                    end
                    then format('known at %s, before the period began', stage.known_at at time zone 'UTC')
                when stage.known_at > latest_known_at
                    then format('known at %s, which is still to come', stage.known_at at time zone 'UTC')
                -- Sources count horizons from the period of their forecast, or from the last one published; what we see
                -- for the first time long after may be old.
                when
                    case
                        when stage.method is not null
                            then periods_between(
                                period_containing(stage.known_at, series.frequency), stage.period_start,
                                series.frequency
                            ) > stage.horizon + 3
                    end
                    then format(
                        'horizon %s, but told on %s of %s', stage.horizon, (stage.known_at at time zone 'UTC')::date,
                        period_label(stage.period_start, series.frequency)
                    )
            end as reason
        from stage
        inner join load on load.load_key = wanted
        left join series on load.source_id = series.source_id and stage.series_code = series.code
        left join method on stage.method = method.method and method.kind = 'other'
        left join row_rule on series.series_id = row_rule.series_id
        where stage.load_key = wanted
        -- Planned by itself, so that reasons are found before the sort, which then carries nothing that they ask for.
        offset 0
    )

    select
        delivered.*,
        lead(delivered.value) over same_period as value_before,
        delivered.known_at is not distinct from lag(delivered.known_at) over same_period
        or delivered.known_at is not distinct from lead(delivered.known_at) over same_period as has_twin
    from delivered
    window same_period as (partition by delivered.series_id, delivered.period_start order by delivered.known_at desc)
    order by delivered.series_id asc, delivered.period_start asc, delivered.known_at desc;

    for attempt in 1..2 loop
        select
            string_agg(
                format(
                    '%s has %s rows (%s different), needed %s', coalesce(payload.name, 'no payload of the load'),
                    coalesce(counted.rows_delivered, 0), coalesce(counted.rows_different, 0),
                    coalesce(payload.rows_expected::text, 'an announcement')
                ), '; ' order by payload.name
            ) filter (
                where payload.rows_expected is null
                or payload.rows_expected <> coalesce(counted.rows_delivered, 0)
                or counted.rows_delivered <> counted.rows_different
            ),
            coalesce(bool_or(counted.rows_delivered <> counted.rows_different), false)
        into mismatch, is_delivered_twice
        from pg_temp.payload
        full outer join (
            select
                delivered.payload,
                count(*) as rows_delivered,
                count(distinct delivered.row_no) as rows_different
            from (
                -- The stage lies nearly in the order of row numbers, so half the time of counting what was sorted.
                select
                    stage.payload,
                    stage.row_no
                from stage
                where stage.load_key = wanted and attempt = 1
                union all
                select
                    collected.payload,
                    collected.row_no
                from pg_temp.collected
                where attempt = 2
            ) as delivered
            group by delivered.payload
        ) as counted on payload.payload = counted.payload;
        exit when attempt = 2 or not is_delivered_twice;
        -- Replayed bundles deliver a row again, equal in every column.
        create temporary table collected_once on commit drop as
        select
            once.*,
            lead(once.value) over same_period as value_before,
            once.known_at is not distinct from lag(once.known_at) over same_period
            or once.known_at is not distinct from lead(once.known_at) over same_period as has_twin
        from (
            select distinct
                series_id,
                period_start,
                known_at,
                value,
                payload,
                row_no,
                horizon,
                method,
                measure,
                series_code,
                period_text,
                raw_text,
                reason
            from pg_temp.collected
        ) as once
        window same_period as (partition by once.series_id, once.period_start order by once.known_at desc)
        order by once.series_id asc, once.period_start asc, once.known_at desc;
        drop table pg_temp.collected;
        alter table pg_temp.collected_once rename to collected;
    end loop;
    analyze pg_temp.collected;
    return mismatch;
end
$$;

comment on function recount_load is
'Collects the staged rows of a load; says which payloads have other rows than the parser announced, or null.';

-- Over the rows of each payload first, for there may be millions. What rules say of a row may change, the row may not.
create or replace function hash_of_collected() returns text
language plpgsql stable
set search_path = macrocast, public, pg_temp
set timezone = 'UTC'
set datestyle = 'ISO'
set extra_float_digits = 1
as $$
begin
    return (
    select encode(sha256(coalesce(string_agg(of_payload.hash, '' order by of_payload.payload), '')), 'hex')
    from (
        select
            collected.payload,
            sha256(string_agg(
                sha256(convert_to((to_jsonb(collected) - '{reason,value_before,has_twin}'::text[])::text, 'UTF8')), ''
                order by collected.row_no
            )) as hash
        from pg_temp.collected
        group by collected.payload
    ) as of_payload
    );
end
$$;

comment on function hash_of_collected is 'Hash of the rows that a load brings, as recount_load collected them.';

-- What there is of each series, counted once for the rules and for the load. A series is simple when all of it is fresh
-- observations with values and nothing of it was stated before: then a value differs from the one before it as it lies,
-- and no rule looks at single changes.
create or replace function tally_load() returns void
language plpgsql
set search_path = macrocast, public, pg_temp
-- Verdicts are few or none: planned for one, an empty table would be looked through for each of two million rows.
set enable_nestloop = off
as $$
begin
    create temporary table tally on commit drop as
    select
        counted.*,
        counted.observations = counted.row_count
        and counted.numbers = counted.row_count
        and known_series.series_id is null as is_simple,
        known_series.series_id is null as is_first
    from (
        select
            judged.series_id,
            count(*) as row_count,
            count(judged.reason) as quarantined,
            count(judged.value) as numbers,
            count(*) filter (where judged.is_fresh and judged.method is not null) as forecasts,
            count(*) filter (where judged.is_fresh and judged.method is null) as observations,
            count(*) filter (where judged.value is distinct from judged.value_before) as values_changed,
            -- A period that is withdrawn and comes back counts twice; one that was forecast before, not at all.
            count(*) filter (
                where judged.is_fresh and judged.method is null and judged.value is not null
                and judged.value_before is null
            ) as periods,
            min(judged.period_start) filter (
                where judged.is_fresh and judged.method is null and judged.value is not null
            ) as first_period_start,
            max(judged.period_start) filter (
                where judged.is_fresh and judged.method is null and judged.value is not null
            ) as last_period_start,
            max(judged.known_at) filter (where judged.is_fresh and judged.method is null) as last_known_at
        from pg_temp.judged
        group by judged.series_id
    ) as counted
    left join pg_temp.known_series on counted.series_id = known_series.series_id;
    analyze pg_temp.tally;
end
$$;

comment on function tally_load is 'Counts the judged rows of a load by series.';

-- The verdict on each row: quarantined when reason says why, unchanged when the same was stated before, or else fresh.
-- Rows are fresh as a rule, so only those that may not be are looked at, and only of those that are not a verdict is
-- written down.
create or replace function judge_load() returns void
language plpgsql
set search_path = macrocast, public, pg_temp
as $$
begin
    create temporary table known_series on commit drop as
    select delivered.series_id
    from (select distinct collected.series_id from pg_temp.collected) as delivered
    where exists (select from vintage where vintage.series_id = delivered.series_id);
    analyze pg_temp.known_series;

    create temporary table verdict on commit drop as
    with suspect as (
        select collected.*
        from pg_temp.collected
        where
            collected.reason is not null
            or collected.has_twin
            or collected.method is not null
            or collected.series_id in (select known_series.series_id from pg_temp.known_series)
    ),

    copy as (
        -- A key given more than once; usually there is none, and then nothing is compared.
        select
            suspect.payload,
            suspect.row_no,
            row_number() over (same_key order by suspect.payload, suspect.row_no) as copy_no,
            min(suspect.value) over same_key as least_value,
            max(suspect.value) over same_key as greatest_value,
            count(*) over same_key as copies,
            count(suspect.value) over same_key as copies_with_value
        from suspect
        where suspect.has_twin and suspect.reason is null
        window
            same_key as (
                partition by
                    suspect.series_id, suspect.period_start, suspect.known_at, suspect.method, suspect.measure
            )
    ),

    touched as (
        select distinct
            suspect.series_id,
            suspect.period_start
        from suspect
        inner join pg_temp.known_series on suspect.series_id = known_series.series_id
        where suspect.method is null and suspect.reason is null
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
            vintage.series_id,
            vintage.known_at,
            range_agg(vintage.periods) as periods
        from vintage
        inner join pg_temp.known_series on vintage.series_id = known_series.series_id
        group by vintage.series_id, vintage.known_at
    ),

    compared as (
        select
            suspect.payload,
            suspect.row_no,
            case
                when suspect.reason is not null then suspect.reason
                when
                    copy.least_value <> copy.greatest_value
                    or copy.copies_with_value not in (0, copy.copies)
                    then 'another value for the same key in the same load'
                when stated_vintage.series_id is not null and (in_force.value is distinct from suspect.value)
                    then format('the store has %s for the same key', coalesce(in_force.value::text, 'no value'))
                when forecast.mean <> suspect.value
                    then format('the store has %s for the same key', forecast.mean)
            end as reason,
            coalesce(copy.copy_no > 1, false) or stated_vintage.series_id is not null or forecast.series_id is not null
                as is_repeated
        from suspect
        left join copy on suspect.payload = copy.payload and suspect.row_no = copy.row_no
        left join stated_vintage
            on
                suspect.reason is null
                and suspect.method is null
                and suspect.series_id = stated_vintage.series_id
                and suspect.known_at = stated_vintage.known_at
                and stated_vintage.periods @> suspect.period_start
        left join in_force
            on
                stated_vintage.series_id = in_force.series_id
                and suspect.period_start = in_force.period_start
                and suspect.known_at >= in_force.known_at
                and suspect.known_at < in_force.replaced_at
        left join forecast
            on
                suspect.reason is null
                and suspect.method = forecast.method
                and suspect.series_id = forecast.series_id
                and suspect.measure = forecast.measure
                and suspect.period_start = forecast.target_start
                and suspect.known_at = forecast.known_at
    )

    select
        compared.payload,
        compared.row_no,
        compared.reason,
        compared.is_repeated
    from compared
    where compared.reason is not null or compared.is_repeated;
    analyze pg_temp.verdict;

    create temporary view judged as
    select
        collected.series_id,
        collected.period_start,
        collected.known_at,
        collected.value,
        collected.value_before,
        collected.payload,
        collected.row_no,
        collected.horizon,
        collected.method,
        collected.measure,
        collected.series_code,
        collected.period_text,
        collected.raw_text,
        verdict.reason,
        verdict.row_no is null as is_fresh
    from pg_temp.collected
    left join pg_temp.verdict on collected.payload = verdict.payload and collected.row_no = verdict.row_no;

    perform tally_load();

    -- The observations that this load makes of the other series. On the time line of each touched (series, period) lie
    -- the stored values, the fresh ones, and the moments when a vintage repeated the value then in force. A point makes
    -- a row when its value differs from the one before: a fresh value is a change, and a repeated value that now follows
    -- a different one has to be restored. So the answer as of any moment does not depend on the order of loading.
    create temporary table change on commit drop as
    with fresh as (
        select
            judged.series_id,
            judged.period_start,
            judged.known_at,
            judged.value
        from pg_temp.judged
        inner join pg_temp.tally on judged.series_id = tally.series_id and not tally.is_simple
        where judged.is_fresh and judged.method is null
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
            lead(value) over time_line as value_before,
            lead(known_at) over time_line as known_at_before
        from point
        window time_line as (partition by series_id, period_start order by known_at desc)
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
    analyze pg_temp.change;
end
$$;

comment on function judge_load is 'Compares the collected rows of a load with each other, the rules and the store.';

revoke execute on function recount_load, hash_of_collected, tally_load, judge_load from public;
