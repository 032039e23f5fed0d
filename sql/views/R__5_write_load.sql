-- Where a publication is, for who watches pg_stat_activity. Between two steps is where tests strike.
create or replace function publish_step(step text) returns void
language plpgsql
as $$
begin
    perform set_config('application_name', 'macrocast publish: ' || step, true);
end
$$;

comment on function publish_step is 'Shows in pg_stat_activity how far a publication is.';

-- Rows that are gone one by one are still read by the next load until somebody sweeps; a stage that holds nothing else
-- is cut off whole. Not where another load is at work in it, and not by a snapshot that may have missed one.
create or replace function empty_stage(wanted uuid) returns void
language plpgsql
set search_path = macrocast, public, pg_temp
as $$
begin
    if current_setting('transaction_isolation') = 'read committed' then
        begin
            lock table stage in access exclusive mode nowait;
            if not exists (select from stage where load_key <> wanted) then
                truncate stage;
                return;
            end if;
        exception
            when lock_not_available then null;
        end;
    end if;
    delete from stage where load_key = wanted;
end
$$;

comment on function empty_stage is 'Takes the rows of a load out of the stage.';

-- What jobs may take out of it: nothing of a load that waits for a person.
create or replace function empty_stage_of(given_up uuid) returns void
language sql security definer
set search_path = macrocast, public, pg_temp
as $$
    delete from stage
    where
        load_key = given_up
        and not exists (select from load where load.load_key = given_up and load.status = 'held')
$$;

comment on function empty_stage_of is 'Takes the rows of a load that a job gave up out of the stage.';

create or replace function reap_stage() returns bigint
language sql security definer
set search_path = macrocast, public, pg_temp
as $$
    with reaped as (
        delete from stage
        where not exists (
            select from load where load.load_key = stage.load_key and load.status in ('staged', 'held')
        )
        returning 1
    )

    select count(*) from reaped
$$;

comment on function reap_stage is 'Takes rows of no load that is staged or held out of the stage; says how many.';

revoke execute on function empty_stage, empty_stage_of, reap_stage from public;
grant execute on function empty_stage_of, reap_stage to macrocast_loader;

-- What recount_load and judge_load leave, so that a transaction may judge another load.
create or replace function drop_judged() returns void
language plpgsql
set search_path = macrocast, public, pg_temp
as $$
begin
    drop view pg_temp.judged;
    drop table
        pg_temp.payload, pg_temp.collected, pg_temp.known_series, pg_temp.verdict, pg_temp.tally,
        pg_temp.change;
end
$$;

comment on function drop_judged is 'Drops the temporary tables of a judged load.';

-- Periods without a hole are one range, known by its ends and their number; ranges are put together only of others.
create or replace function write_vintages(number bigint) returns void
language plpgsql
set search_path = macrocast, public, pg_temp
-- As for tally_load in R__5_judge_load.sql.
set enable_nestloop = off
as $$
begin
    insert into vintage (series_id, known_at, load_id, periods)
    with stated as (
        select
            judged.series_id,
            judged.known_at,
            min(judged.period_start) as first_start,
            max(judged.period_start) as last_start,
            count(*) as periods
        from pg_temp.judged
        where judged.method is null and judged.is_fresh
        group by judged.series_id, judged.known_at
    ),

    spanned as (
        select
            stated.series_id,
            stated.known_at,
            stated.first_start,
            series.frequency,
            period_plus(stated.last_start, series.frequency, 1) as last_end,
            periods_between(stated.first_start, stated.last_start, series.frequency) + 1 = stated.periods as is_whole
        from stated
        inner join series on stated.series_id = series.series_id
    )

    select
        series_id,
        known_at,
        number,
        datemultirange(daterange(first_start, last_end))
    from spanned
    where is_whole
    union all
    select
        judged.series_id,
        judged.known_at,
        number,
        range_agg(daterange(judged.period_start, period_plus(judged.period_start, spanned.frequency, 1)))
    from pg_temp.judged
    inner join spanned on judged.series_id = spanned.series_id and judged.known_at = spanned.known_at
    where judged.method is null and judged.is_fresh and not spanned.is_whole
    group by judged.series_id, judged.known_at;
end
$$;

comment on function write_vintages is 'Writes which periods of which series the vintages of a judged load state.';

create or replace function write_load(wanted uuid) returns void
language plpgsql
set search_path = macrocast, public, pg_temp
as $$
declare
    number bigint;
    observations bigint;
    forecasts bigint;
begin
    -- Held until the commit, so that loads are numbered in the order of commits: whoever sees a number sees all below it.
    perform pg_advisory_xact_lock(2, 0);
    update load
    set
        status = 'publishing',
        load_id = newest.load_id + 1,
        rows_read = total.row_count,
        rows_written = changed.row_count + total.simple + total.forecasts,
        rows_unchanged = total.row_count - total.quarantined - total.forecasts - changed.row_count - total.simple,
        rows_quarantined = total.quarantined,
        rows_skipped = skipped.row_count,
        rows_restored = changed.restored
    from
        (select coalesce(max(earlier.load_id), 0) as load_id from load as earlier) as newest,
        (
            select
                coalesce(sum(tally.row_count), 0) as row_count,
                coalesce(sum(tally.quarantined), 0) as quarantined,
                coalesce(sum(tally.forecasts), 0) as forecasts,
                coalesce(sum(tally.values_changed) filter (where tally.is_simple), 0) as simple
            from pg_temp.tally
        ) as total,
        (
            select
                count(*) filter (where not change.is_restored) as row_count,
                count(*) filter (where change.is_restored) as restored
            from pg_temp.change
        ) as changed,
        (select sum(load_payload.rows_skipped) as row_count from load_payload where load_payload.load_key = wanted)
            as skipped
    where load.load_key = wanted
    returning load.load_id into number;
    -- Whoever may write into chunks by their own names could have put some there before.
    if
        exists (select from observation where observation.load_id = number)
        or exists (select from vintage where vintage.load_id = number)
    then
        raise exception 'Load % cannot be number %: rows of that number are there already; audit verify says more', wanted,
            number
            using errcode = 'data_exception';
    end if;

    insert into observation (series_id, period_start, known_at, value, load_id)
    select
        series_id,
        period_start,
        known_at,
        value,
        number
    from pg_temp.change
    union all
    select
        collected.series_id,
        collected.period_start,
        collected.known_at,
        collected.value,
        number
    from pg_temp.collected
    inner join pg_temp.tally on collected.series_id = tally.series_id and tally.is_simple
    where collected.value is distinct from collected.value_before;
    get diagnostics observations = row_count;
    perform publish_step('observations written');

    perform write_vintages(number);

    insert into quarantine (load_key, payload_sha256, row_no, series_code, period_text, reason, raw_text)
    select
        wanted,
        payload.payload_sha256,
        judged.row_no,
        coalesce(judged.series_code, series.code),
        coalesce(judged.period_text, judged.period_start::text),
        judged.reason,
        coalesce(
            judged.raw_text,
            concat_ws(
                ' ', coalesce(judged.series_code, series.code), judged.method, judged.measure, judged.period_start,
                judged.known_at, judged.value
            )
        )
    from pg_temp.judged
    inner join pg_temp.payload on judged.payload = payload.payload
    left join series on judged.series_id = series.series_id
    where judged.reason is not null;

    -- Forecasts by others come as a run of their own, visible with the load that brought it.
    if exists (select from pg_temp.tally where tally.forecasts > 0) then
        insert into forecast_run (run_id, kind, load_id, settings, code_version, image_digest)
        select
            load.load_key,
            'other',
            load.load_id,
            jsonb_build_object('source', source.code, 'parser_version', load.parser_version),
            load.parser_version,
            ''
        from load
        inner join source on load.source_id = source.source_id
        where load.load_key = wanted;
        insert into forecast (series_id, method, measure, target_start, horizon, known_at, run_id, origin, mean)
        select
            judged.series_id,
            judged.method,
            judged.measure,
            judged.period_start,
            judged.horizon,
            judged.known_at,
            wanted,
            period_plus(judged.period_start, series.frequency, -judged.horizon - 1),
            judged.value
        from pg_temp.judged
        inner join series on judged.series_id = series.series_id
        where judged.method is not null and judged.is_fresh;
        get diagnostics forecasts = row_count;
        update forecast_run
        set published_at = clock_timestamp(), rows_published = forecasts
        where run_id = wanted;
    end if;
    perform publish_step('rows written');

    if observations + coalesce(forecasts, 0) <> (
        select load.rows_written + load.rows_restored from load where load.load_key = wanted
    ) then
        raise exception 'Load % wrote % observations and % forecasts, needed %', wanted, observations,
            coalesce(forecasts, 0), (select load.rows_written + load.rows_restored from load where load_key = wanted)
            using errcode = 'integrity_constraint_violation';
    end if;
    update load set status = 'published', published_at = clock_timestamp(), message = null where load_key = wanted;
    perform empty_stage(wanted);
    perform drop_judged();
end
$$;

comment on function write_load is 'Numbers a judged load, writes what it changes and makes it visible.';

revoke execute on function drop_judged, write_vintages, write_load from public;
