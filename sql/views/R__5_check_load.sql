-- What the rules find in the judged rows, by series; a finding whose rule says so holds the load.
create or replace function check_load(wanted uuid, fencing_token bigint) returns text
language plpgsql
set search_path = macrocast, public, pg_temp
as $$
declare
    complaint text;
begin
    -- Findings are noted in the audit chain, whose lock comes last: after that of the numbers (R__5_write_load.sql).
    perform pg_advisory_xact_lock(2, 0);
    insert into quality_finding (load_key, token, rule_key, series_id, measured, limit_value, message)
    with rebasing as materialized (
        select
            state.series_id,
            state.known_at
        from series_state as state
        where state.is_rebasing
    ),

    established as (
        -- Rules by a series' own history have nothing to say of its first load, whatever number of vintages it brings.
        select distinct vintage.series_id
        from vintage
        where vintage.series_id in (select change.series_id from pg_temp.change)
    ),

    changed as (
        -- Values known before that are others now; a change of unit or base in between makes it no revision.
        select
            change.series_id,
            change.period_start,
            change.value,
            change.value_before,
            revision_size(change.value_before, change.value, series.transform) as size
        from pg_temp.change
        inner join established on change.series_id = established.series_id
        inner join series on change.series_id = series.series_id
        where
            change.value_before is not null
            and not change.is_restored
            and not exists (
                select
                from rebasing
                where
                    rebasing.series_id = change.series_id
                    and rebasing.known_at > change.known_at_before
                    and rebasing.known_at <= change.known_at
            )
    ),

    back as (
        -- A value that was withdrawn and is stated again.
        select
            change.series_id,
            change.period_start,
            change.value,
            change.known_at
        from pg_temp.change
        inner join established on change.series_id = established.series_id
        where
            change.value is not null
            and change.value_before is null
            and change.known_at_before is not null
            and not change.is_restored
    ),

    said_before as (
        select
            back.series_id,
            back.period_start,
            back.value,
            back.known_at,
            observation.value as value_before,
            observation.known_at as known_at_before
        from back
        cross join lateral (
            select
                observation.value,
                observation.known_at
            from observation
            where
                observation.series_id = back.series_id
                and observation.period_start = back.period_start
                and observation.known_at < back.known_at
                and observation.value is not null
            order by observation.known_at desc
            limit 1
        ) as observation
        union all
        select
            back.series_id,
            back.period_start,
            back.value,
            back.known_at,
            change.value,
            change.known_at
        from back
        inner join pg_temp.change
            on
                back.series_id = change.series_id
                and back.period_start = change.period_start
                and back.known_at > change.known_at
        where change.value is not null
    ),

    compared as (
        select
            changed.series_id,
            changed.period_start,
            changed.value,
            changed.value_before,
            changed.size
        from changed
        where changed.value is not null
        union all
        -- Held against the last value before, unless its base is another one.
        select
            last_said.series_id,
            last_said.period_start,
            last_said.value,
            last_said.value_before,
            revision_size(last_said.value_before, last_said.value, series.transform)
        from (
            select distinct on (series_id, period_start, known_at) *
            from said_before
            order by series_id asc, period_start asc, known_at asc, known_at_before desc
        ) as last_said
        inner join series on last_said.series_id = series.series_id
        where not exists (
                select
                from rebasing
                where
                    rebasing.series_id = last_said.series_id
                    and rebasing.known_at > last_said.known_at_before
                    and rebasing.known_at <= last_said.known_at
            )
    ),

    revised as (
        select distinct on (compared.series_id)
            compared.series_id,
            compared.period_start,
            compared.value,
            compared.value_before,
            compared.size
        from compared
        order by compared.series_id asc, compared.size desc, compared.period_start asc
    ),

    past as (
        select
            sequence.series_id,
            count(*) as revisions,
            max(revision_size(sequence.value_before, sequence.value, series.transform)) as greatest
        from (
            select
                observation.series_id,
                observation.known_at,
                observation.value,
                lag(observation.value) over time_line as value_before,
                lag(observation.known_at) over time_line as known_at_before
            from observation
            where observation.series_id in (select revised.series_id from revised)
            window
                time_line as (
                    partition by observation.series_id, observation.period_start order by observation.known_at
                )
        ) as sequence
        inner join series on sequence.series_id = series.series_id
        where
            -- A vintage that was loaded after the next one leaves a row there that repeats its value.
            sequence.value <> sequence.value_before
            and not exists (
                select
                from rebasing
                where
                    rebasing.series_id = sequence.series_id
                    and rebasing.known_at > sequence.known_at_before
                    and rebasing.known_at <= sequence.known_at
            )
        group by sequence.series_id
    ),

    usual as (
        -- How far the series moved from one period to the next before this load.
        select
            step.series_id,
            count(step.size) as changes,
            max(step.size) as greatest
        from (
            select
                newest.series_id,
                revision_size(
                    lag(newest.value) over (partition by newest.series_id order by newest.period_start),
                    newest.value, series.transform
                ) as size
            from observation_newest as newest
            inner join series on newest.series_id = series.series_id
            where newest.value is not null and newest.series_id in (select revised.series_id from revised)
        ) as step
        group by step.series_id
    ),

    stated as (
        -- Of the periods that had a value before: how many are stated again, how many with another value or none.
        select
            again.series_id,
            again.row_count + moved.row_count as row_count,
            moved.revised,
            moved.withdrawn
        from (
            select
                changed.series_id,
                count(*) as row_count,
                count(changed.value) as revised,
                count(*) - count(changed.value) as withdrawn
            from changed
            group by changed.series_id
        ) as moved
        inner join (
            select
                judged.series_id,
                count(*) filter (where change.series_id is null) as row_count
            from pg_temp.judged
            inner join established on judged.series_id = established.series_id
            left join pg_temp.change
                on
                    judged.series_id = change.series_id
                    and judged.period_start = change.period_start
                    and judged.known_at = change.known_at
                    and not change.is_restored
            where judged.method is null and judged.is_fresh
            group by judged.series_id
        ) as again on moved.series_id = again.series_id
    ),

    first_vintage as (
        -- The vintages of a series' first load: how many periods had a value before each, and which comes next, even one
        -- that changes nothing.
        select
            stated.series_id,
            stated.known_at,
            lead(stated.known_at) over by_series as next_known_at,
            sum(changed.appeared) over by_series - changed.appeared as row_count
        from (
            select distinct
                judged.series_id,
                judged.known_at
            from pg_temp.judged
            where
                judged.method is null
                and judged.is_fresh
                and judged.series_id in (select change.series_id from pg_temp.change)
                and judged.series_id not in (select established.series_id from established)
        ) as stated
        left join (
            select
                series_id,
                known_at,
                count(value) - count(value_before) as appeared
            from pg_temp.change
            group by series_id, known_at
        ) as changed on stated.series_id = changed.series_id and stated.known_at = changed.known_at
        window by_series as (partition by stated.series_id order by stated.known_at)
    ),

    gap as (
        -- That load has its own history to be held against: values that a vintage lacks and the next one has again.
        select
            lost.series_id,
            lost.known_at,
            first_vintage.next_known_at,
            first_vintage.row_count,
            count(*) as withdrawn
        from pg_temp.change as lost
        inner join first_vintage on lost.series_id = first_vintage.series_id and lost.known_at = first_vintage.known_at
        inner join pg_temp.change as back
            on
                lost.series_id = back.series_id
                and lost.period_start = back.period_start
                and first_vintage.next_known_at = back.known_at
        where lost.value is null and back.value is not null
        group by lost.series_id, lost.known_at, first_vintage.next_known_at, first_vintage.row_count
    ),

    latest as (
        select
            tally.series_id,
            tally.last_period_start as period_start,
            tally.last_known_at as known_at
        from pg_temp.tally
        where tally.observations > 0
    ),

    total as (
        select
            sum(tally.row_count) as row_count,
            sum(tally.quarantined) as quarantined
        from pg_temp.tally
    ),

    finding as (
        select
            rule.rule_key,
            rule.series_id,
            revised.size / nullif(past.greatest, 0) as measured,
            rule.limit_value,
            format(
                '%s revised from %s to %s, %s times its greatest of %s revisions',
                period_label(revised.period_start, rule.frequency), revised.value_before, revised.value,
                round((revised.size / past.greatest)::numeric, 1), past.revisions
            ) as message
        from revised
        inner join past on revised.series_id = past.series_id
        inner join rule_of_series as rule on revised.series_id = rule.series_id and rule.kind = 'revision'
        where past.revisions >= rule.min_count and past.greatest > 0 and revised.size > rule.limit_value * past.greatest
        union all
        select
            rule.rule_key,
            rule.series_id,
            revised.size / usual.greatest,
            rule.limit_value,
            format(
                '%s revised from %s to %s, %s times its greatest of %s changes between periods',
                period_label(revised.period_start, rule.frequency), revised.value_before, revised.value,
                round((revised.size / usual.greatest)::numeric, 1), usual.changes
            )
        from revised
        inner join usual on revised.series_id = usual.series_id
        inner join rule_of_series as rule on revised.series_id = rule.series_id and rule.kind = 'revision-size'
        where usual.changes >= rule.min_count and usual.greatest > 0 and revised.size > rule.limit_value * usual.greatest
        union all
        select
            rule.rule_key,
            rule.series_id,
            stated.revised::double precision / stated.row_count,
            rule.limit_value,
            format('%s of %s known periods revised', stated.revised, stated.row_count)
        from stated
        inner join rule_of_series as rule on stated.series_id = rule.series_id and rule.kind = 'revised-share'
        where stated.row_count >= rule.min_count and stated.revised > rule.limit_value * stated.row_count
        union all
        select
            rule.rule_key,
            rule.series_id,
            stated.withdrawn::double precision / stated.row_count,
            rule.limit_value,
            format('%s of %s known periods withdrawn', stated.withdrawn, stated.row_count)
        from stated
        inner join rule_of_series as rule on stated.series_id = rule.series_id and rule.kind = 'withdrawn-share'
        where stated.row_count >= rule.min_count and stated.withdrawn > rule.limit_value * stated.row_count
        union all
        (
            select distinct on (rule.series_id)
                rule.rule_key,
                rule.series_id,
                gap.withdrawn::double precision / gap.row_count,
                rule.limit_value,
                format(
                    '%s of %s known periods withdrawn on %s and stated again on %s', gap.withdrawn, gap.row_count,
                    (gap.known_at at time zone 'UTC')::date, (gap.next_known_at at time zone 'UTC')::date
                )
            from gap
            inner join rule_of_series as rule on gap.series_id = rule.series_id and rule.kind = 'gap-share'
            where gap.row_count >= rule.min_count and gap.withdrawn > rule.limit_value * gap.row_count
            order by rule.series_id asc, gap.known_at asc
        )
        union all
        select
            rule.rule_key,
            rule.series_id,
            1 - stated.periods::double precision / span.periods,
            rule.limit_value,
            format(
                '%s of %s periods from %s to %s have a value, too few for a series that is %s', stated.periods,
                span.periods, period_label(tally.first_period_start, rule.frequency),
                period_label(tally.last_period_start, rule.frequency), rule.frequency
            )
        from pg_temp.tally
        inner join rule_of_series as rule on tally.series_id = rule.series_id and rule.kind = 'frequency'
        cross join lateral (
            select periods_between(tally.first_period_start, tally.last_period_start, rule.frequency) + 1 as periods
        ) as span
        cross join lateral (
            select case
                when tally.forecasts = 0 then tally.periods
                else (
                    select count(distinct collected.period_start)
                    from pg_temp.collected
                    where
                        collected.series_id = tally.series_id
                        and collected.method is null
                        and collected.value is not null
                        and collected.reason is null
                )
            end as periods
        ) as stated
        where
            tally.is_first
            and span.periods >= rule.min_count
            and stated.periods < (1 - rule.limit_value) * span.periods
        union all
        select
            rule.rule_key,
            rule.series_id,
            age.periods,
            rule.limit_value,
            format(
                'ends with %s, %s periods before it was stated', period_label(last.period_start, rule.frequency),
                age.periods
            )
        from latest
        inner join rule_of_series as rule on latest.series_id = rule.series_id and rule.kind = 'staleness'
        cross join lateral (
            select greatest(latest.period_start, max(newest.period_start)) as period_start
            from observation_newest as newest
            where newest.series_id = latest.series_id and newest.value is not null
        ) as last
        cross join lateral (
            select periods_between(
                last.period_start, period_containing(latest.known_at, rule.frequency), rule.frequency
            ) as periods
        ) as age
        where age.periods > rule.limit_value
        union all
        select
            rule.rule_key,
            null,
            total.quarantined::double precision / total.row_count,
            rule.limit_value,
            format(
                '%s of %s rows quarantined, the first for: %s%s', total.quarantined, total.row_count,
                first_refused.reason, ' (' || first_refused.raw_text || ')'
            )
        from total
        cross join lateral (
            select
                judged.reason,
                coalesce(
                    judged.raw_text, concat_ws(' ', series.code, judged.period_start, judged.known_at, judged.value)
                ) as raw_text
            from pg_temp.judged
            left join series on judged.series_id = series.series_id
            -- Asked only where there is one: millions of rows are looked through for it.
            where total.quarantined > 0 and judged.reason is not null
            order by judged.payload asc, judged.row_no asc
            limit 1
        ) as first_refused
        inner join load on load.load_key = wanted
        inner join rule_of_source as rule on load.source_id = rule.source_id and rule.kind = 'quarantined-share'
        where total.row_count >= rule.min_count and total.quarantined > rule.limit_value * total.row_count
    )

    select
        wanted,
        fencing_token,
        finding.rule_key,
        finding.series_id,
        finding.measured,
        finding.limit_value,
        finding.message
    from finding
    on conflict do nothing;

    select string_agg(
        concat_ws(' ', rule.rule_key, source.code || '/' || series.code, finding.message), '; '
        order by rule.rule_key, series.code
    )
    into complaint
    from quality_finding as finding
    inner join quality_rule as rule on finding.rule_key = rule.rule_key
    left join series on finding.series_id = series.series_id
    left join source on series.source_id = source.source_id
    where finding.load_key = wanted and finding.token = fencing_token and rule.action = 'hold';
    return complaint;
end
$$;

comment on function check_load is
'Notes what the rules of quality find in a judged load; says why it must be held, or null.';

revoke execute on function check_load from public;
