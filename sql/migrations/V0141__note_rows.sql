-- What is written outside publications (replays, findings, decisions, attributes of series) is stated by events too. A
-- row belongs to no event that could be reckoned again, so an event states how many rows a statement added and
-- the sum of their hashes, and a verification compares the sum over all events with the sum over the table: a multiset
-- hash by addition (Clarke, Devadas, van Dijk, Gassend and Suh 2003, MSet-Add-Hash), of 256 bits.
create function row_hash(content jsonb) returns numeric
language plpgsql immutable parallel safe
as $$
declare
    digest bytea := sha256(convert_to(jsonb_strip_nulls(content)::text, 'UTF8'));
    number numeric := 0;
begin
    for word in 0..3 loop
        number := number * 18446744073709551616
            + ('x' || encode(substr(digest, 8 * word + 1, 8), 'hex'))::bit(64)::bigint;
    end loop;
    return number;
end
$$;

comment on function row_hash is
'SHA-256 of a row as a number. Columns without a value do not count: one that is added later is null for rows before.';

-- Every row of a table, reckoned as events state it.
create function rows_of(table_name text, out row_count bigint, out hash_sum numeric)
language plpgsql stable
set search_path = macrocast, public, pg_temp
set timezone = 'UTC'
set datestyle = 'ISO'
as $$
begin
    execute format('select count(*), coalesce(sum(row_hash(to_jsonb(noted))), 0) from %I as noted', table_name)
    into row_count, hash_sum;
end
$$;

comment on function rows_of is 'How many rows a table of this schema has, and the sum of their hashes.';

create function note_rows() returns trigger
language plpgsql security definer
set search_path = macrocast, public, pg_temp
set timezone = 'UTC'
set datestyle = 'ISO'
as $$
begin
    perform append_event(
        'rows added', 'table/' || tg_table_name, jsonb_build_object('rows', added.row_count, 'sum', added.hash_sum)
    )
    from (
        select
            count(*) as row_count,
            sum(row_hash(to_jsonb(noted))) as hash_sum
        from inserted as noted
    ) as added
    where added.row_count > 0;
    return null;
end
$$;

comment on function note_rows is 'Trigger that notes how many rows a statement added, and the sum of their hashes.';

-- A series may be described anew: an event states how the sum changed.
create function note_changes() returns trigger
language plpgsql security definer
set search_path = macrocast, public, pg_temp
set timezone = 'UTC'
set datestyle = 'ISO'
as $$
begin
    perform append_event(
        'rows changed', 'table/' || tg_table_name, jsonb_build_object('rows', 0, 'sum', changed.hash_sum)
    )
    from (
        select
            (select sum(row_hash(to_jsonb(noted))) from after_change as noted)
            - (select sum(row_hash(to_jsonb(noted))) from before_change as noted) as hash_sum
    ) as changed
    where changed.hash_sum <> 0;
    return null;
end
$$;

comment on function note_changes is 'Trigger that notes by how much a statement changed the sum of the hashes of rows.';

create procedure note_rows_of(table_name text)
language plpgsql
set search_path = macrocast, public, pg_temp
as $$
begin
    perform append_event('rows added', 'table/' || table_name, jsonb_build_object('rows', row_count, 'sum', hash_sum))
    from rows_of(table_name)
    where row_count > 0;
    execute format(
        'create trigger note_rows after insert on %I referencing new table as inserted'
        ' for each statement execute function note_rows()', table_name
    );
end
$$;

comment on procedure note_rows_of is 'From now on every row of a table is stated by an event of the audit chain.';

revoke execute on function row_hash, rows_of, note_rows, note_changes from public;
revoke execute on procedure note_rows_of from public;
grant execute on function row_hash, rows_of to macrocast_auditor;

call note_rows_of('backtest_forecast');
call note_rows_of('quality_finding');
call note_rows_of('approval');
call note_rows_of('series_attribute');
call note_rows_of('series_base');
call note_rows_of('series');

create trigger note_changes after update on series
referencing old table as before_change new table as after_change
for each statement execute function note_changes();

-- Rules that were there before rules were noted.
select append_event('rule added', 'rule/' || rule_key, to_jsonb(quality_rule))
from quality_rule
where not exists (
        select 1
        from audit_event
        where audit_event.subject = 'rule/' || quality_rule.rule_key
    );

-- The auditor keeps a diary as every job does (V0018, V0021).
grant insert on job_run to macrocast_auditor;
grant update (status, run_id, exit_code, summary, ended_at, lease_until) on job_run to macrocast_auditor;
