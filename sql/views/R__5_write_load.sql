-- Where a publication is, for who watches pg_stat_activity. Between two steps is where tests strike.
create or replace function publish_step(step text) returns void
language plpgsql
as $$
begin
    perform set_config('application_name', 'macrocast publish: ' || step, true);
end
$$;

comment on function publish_step is 'Shows in pg_stat_activity how far a publication is.';

create or replace function write_load(wanted uuid) returns void
language plpgsql
set search_path = macrocast, public, pg_temp
as $$
declare
    number bigint;
    forecasts bigint;
begin
    -- Held until the commit, so that loads are numbered in the order of commits: whoever sees a number sees all below it.
    perform pg_advisory_xact_lock(2, 0);
    update load
    set
        status = 'publishing',
        load_id = newest.load_id + 1,
        rows_read = tally.row_count,
        rows_written = tally.written,
        rows_unchanged = tally.unchanged,
        rows_quarantined = tally.quarantined,
        rows_skipped = skipped.row_count,
        rows_restored = restored.row_count
    from
        (select coalesce(max(earlier.load_id), 0) as load_id from load as earlier) as newest,
        (
            select
                count(*) as row_count,
                count(*) filter (
                    where judged.reason is null
                    and not judged.is_repeated
                    and (judged.kind = 'forecast' or change.series_id is not null)
                ) as written,
                count(*) filter (
                    where judged.reason is null
                    and (judged.is_repeated or (judged.kind = 'observation' and change.series_id is null))
                ) as unchanged,
                count(*) filter (where judged.reason is not null) as quarantined
            from pg_temp.judged
            left join pg_temp.change
                on
                    judged.kind = 'observation'
                    and judged.series_id = change.series_id
                    and judged.period_start = change.period_start
                    and judged.known_at = change.known_at
                    and not change.is_restored
        ) as tally,
        (select sum(load_payload.rows_skipped) as row_count from load_payload where load_payload.load_key = wanted)
            as skipped,
        (select count(*) as row_count from pg_temp.change where change.is_restored) as restored
    where load.load_key = wanted
    returning load.load_id into number;

    insert into observation (series_id, period_start, known_at, value, load_id)
    select
        series_id,
        period_start,
        known_at,
        value,
        number
    from pg_temp.change
    order by series_id, period_start, known_at;
    perform publish_step('observations written');

    insert into vintage (series_id, known_at, load_id, periods)
    select
        series_id,
        known_at,
        number,
        range_agg(daterange(period_start, period_plus(period_start, frequency, 1)))
    from pg_temp.judged
    where kind = 'observation' and reason is null and not is_repeated
    group by series_id, known_at;

    insert into quarantine (load_key, payload_sha256, row_no, series_code, period_text, reason, raw_text)
    select
        wanted,
        payload_sha256,
        row_no,
        series_code,
        period_text,
        reason,
        coalesce(raw_text, concat_ws(' ', series_code, method, measure, period_start, known_at, value))
    from pg_temp.judged
    where reason is not null;

    -- Forecasts by others come as a run of their own, visible with the load that brought it.
    if exists (select from pg_temp.judged where kind = 'forecast' and reason is null and not is_repeated) then
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
            series_id,
            method,
            measure,
            period_start,
            horizon,
            known_at,
            wanted,
            period_plus(period_start, frequency, -horizon - 1),
            value
        from pg_temp.judged
        where kind = 'forecast' and reason is null and not is_repeated;
        get diagnostics forecasts = row_count;
        update forecast_run
        set published_at = clock_timestamp(), rows_published = forecasts
        where run_id = wanted;
    end if;
    perform publish_step('rows written');

    update load set status = 'published', published_at = clock_timestamp(), message = null where load_key = wanted;
    delete from stage where load_key = wanted;
    drop table pg_temp.collected, pg_temp.judged, pg_temp.change;
end
$$;

comment on function write_load is 'Numbers a judged load, writes what it changes and makes it visible.';

revoke execute on function write_load from public;
