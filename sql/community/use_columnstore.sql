-- What only the Community edition does: migrate runs it there, again and again, and leaves it out on the Apache one.
-- Old periods are read as often as others but hardly ever restated: two decades after a chunk's last period its rows
-- are kept in columns, in the order in which a series is read. Forecasts are not: their digests are read by run.
--
-- A job of TimescaleDB does it every day. It is the migrator's, because the owner of the tables cannot log in, and what
-- cannot log in can have no columnstore policy.
set role macrocast_migrator;

do $$
begin
    if not exists (
        select 1
        from timescaledb_information.hypertables
        where hypertable_schema = 'macrocast' and hypertable_name = 'observation' and compression_enabled
    ) then
        alter table macrocast.observation set (
            timescaledb.enable_columnstore, timescaledb.segmentby = 'series_id',
            timescaledb.orderby = 'period_start, known_at desc'
        );
    end if;
end
$$;

create or replace procedure macrocast.keep_old_periods_in_columns(job_id integer, config jsonb)
language plpgsql
as $$
declare
    chunk regclass;
begin
    for chunk in
        select public.show_chunks('macrocast.observation', older_than => (now() - interval '20 years')::date)
    loop
        call public.convert_to_columnstore(chunk, if_not_columnstore => true);
    end loop;
end
$$;

comment on procedure macrocast.keep_old_periods_in_columns is
'Job of TimescaleDB''s Community edition that moves chunks whose periods ended 20 years ago to the columnstore.';

select public.add_job('macrocast.keep_old_periods_in_columns', interval '1 day')
where
    not exists (
        select 1
        from timescaledb_information.jobs
        where proc_schema = 'macrocast' and proc_name = 'keep_old_periods_in_columns'
    );

reset role;
