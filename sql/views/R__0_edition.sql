-- The Community edition has a second library, which the licence setting lets PostgreSQL load; Debian builds without it.
create or replace function macrocast.edition() returns text
language sql stable
as $$
    select case when _timescaledb_functions.tsl_loaded() then 'community' else 'apache' end
$$;

comment on function macrocast.edition is
'What this TimescaleDB offers: apache, or community when timescaledb.license and the installed library allow it.';
