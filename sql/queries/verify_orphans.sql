-- Rows of history that belong to no published load, or to no run: nobody stated them.
select
    null as event_id,
    'load number/' || stray.load_id as subject,
    format('%s of it are there, but no published load has that number', stray.name) as finding
from (
    select distinct
        'observations' as name,
        load_id
    from observation
    union all
    select distinct
        'vintages' as name,
        load_id
    from vintage
) as stray
where not exists (
        select 1
        from load
        where load.load_id = stray.load_id and load.status = 'published'
    )
union all
select
    null as event_id,
    'run/' || stray.run_id as subject,
    'forecasts of it are there, but no such run' as finding
from (
    select distinct run_id
    from forecast
) as stray
where not exists (
        select 1
        from forecast_run
        where forecast_run.run_id = stray.run_id
    )
order by subject
