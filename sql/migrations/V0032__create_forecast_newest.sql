-- What each method and institution said last of every series, beside the history: the latest forecasts are found
-- without going through the nights before (api.latest_forecast).
create table forecast_newest (
    series_id bigint not null references series (series_id),
    method text not null references method (method),
    known_at timestamptz not null,
    run_id uuid not null references forecast_run (run_id),
    published_at timestamptz not null,
    primary key (series_id, method)
);

comment on table forecast_newest is
'For each series and method the official published run with the greatest known_at; derived, kept by a trigger on '
'forecast_run.';
comment on column forecast_newest.known_at is 'As-of moment of what it says, or when the institution published it.';
comment on column forecast_newest.published_at is
'When the run was published: a night repeated with more data has the same moment again, and the later one counts.';

create function keep_forecast_newest() returns trigger
language plpgsql security definer
set search_path = macrocast, public, pg_temp
as $$
begin
    if not new.official then
        return null;
    end if;
    insert into forecast_newest as kept (series_id, method, known_at, run_id, published_at)
    select
        series_id,
        method,
        max(known_at) as known_at,
        new.run_id,
        new.published_at
    from forecast
    where run_id = new.run_id
    group by series_id, method
    order by series_id, method
    on conflict (series_id, method) do update
        set known_at = excluded.known_at, run_id = excluded.run_id, published_at = excluded.published_at
        where (excluded.known_at, excluded.published_at) > (kept.known_at, kept.published_at);
    return null;
end
$$;

comment on function keep_forecast_newest is
'Trigger that keeps forecast_newest with what a run says when it is published.';

create trigger keep_forecast_newest after update on forecast_run
for each row when (old.published_at is null and new.published_at is not null)
execute function keep_forecast_newest();

-- The column official comes by a later number, and is there where this runs late.
insert into forecast_newest (series_id, method, known_at, run_id, published_at)
select distinct on (forecast.series_id, forecast.method)
    forecast.series_id,
    forecast.method,
    forecast.known_at,
    forecast.run_id,
    forecast_run.published_at
from forecast
inner join forecast_run on forecast.run_id = forecast_run.run_id
where
    forecast_run.published_at is not null
    and coalesce((to_jsonb(forecast_run) ->> 'official')::boolean, true)
order by forecast.series_id asc, forecast.method asc, forecast.known_at desc, forecast_run.published_at desc;

create trigger refuse_delete before delete on forecast_newest for each row execute function refuse_change();
create trigger refuse_truncate before truncate on forecast_newest
for each statement execute function refuse_change();
