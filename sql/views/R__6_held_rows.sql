-- Who decides about a load sees what it would change: its rows are judged as publishing them would judge them.
create or replace function api.held_rows(load_key uuid)
returns table (
    series_key text,
    period_start date,
    known_at timestamptz,
    value_before double precision,
    value double precision,
    method text,
    fate text,
    reason text
)
language plpgsql security definer
set search_path = macrocast, public, pg_temp
as $$
#variable_conflict use_column
declare
    mismatch text;
begin
    if not exists (select from load where load.load_key = held_rows.load_key and load.status = 'held') then
        return;
    end if;
    mismatch := recount_load(held_rows.load_key);
    if mismatch is not null then
        raise exception 'The rows of load % are not whole: %', held_rows.load_key, mismatch
            using errcode = 'invalid_parameter_value', hint = 'Load it again.';
    end if;
    perform judge_load();
    return query
    select
        source.code || '/' || coalesce(series.code, judged.series_code),
        judged.period_start,
        judged.known_at,
        before.value,
        judged.value,
        judged.method,
        case
            when judged.reason is not null then 'quarantined'
            when not judged.is_fresh then 'unchanged'
            when judged.method is not null then 'forecast'
            when tally.is_simple and judged.value is not distinct from judged.value_before then 'unchanged'
            when not tally.is_simple and change.series_id is null then 'unchanged'
            when judged.value is null then 'withdrawn'
            when before.value is null then 'new'
            else 'revised'
        end,
        coalesce(judged.reason || ': ' || coalesce(judged.raw_text, judged.period_text), judged.reason)
    from load
    inner join source on load.source_id = source.source_id
    cross join pg_temp.judged
    left join series on judged.series_id = series.series_id
    left join pg_temp.tally on judged.series_id = tally.series_id
    left join pg_temp.change
        on
            judged.series_id = change.series_id
            and judged.period_start = change.period_start
            and judged.known_at = change.known_at
            and judged.method is null
            and judged.is_fresh
            and not change.is_restored
    -- Of a simple series no change is written down.
    cross join lateral (
        select case when tally.is_simple then judged.value_before else change.value_before end as value
    ) as before
    where load.load_key = held_rows.load_key
    union all
    select
        source.code || '/' || series.code,
        change.period_start,
        change.known_at,
        change.value_before,
        change.value,
        null,
        'restored',
        null
    from pg_temp.change
    inner join series on change.series_id = series.series_id
    inner join source on series.source_id = source.source_id
    where change.is_restored;
    perform drop_judged();
end
$$;

comment on function api.held_rows is
'What publishing a held load would do, by row. fate: new, revised, withdrawn, unchanged, quarantined (reason says why),
forecast (by others) or restored (stated before, and again in force once an earlier value changes).';

revoke execute on function api.held_rows from public;
grant execute on function api.held_rows to macrocast_approver;
