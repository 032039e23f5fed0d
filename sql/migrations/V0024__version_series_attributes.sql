-- What a series is called and counted in changes too: a level in prices of 2019 and one in prices of 2015 differ by
-- more than a revision. Each state counts from a moment on; a change of unit or base between two values makes them
-- incomparable.
alter table series add column base_period text;

comment on column series.base_period is
'Period whose prices or level is the base, such as 2019 or 2015 = 100; null: none.';

create table series_attribute (
    series_id bigint not null references series (series_id),
    known_at timestamptz not null,
    title text not null,
    unit text not null,
    base_period text,
    seasonal_adjustment text not null default 'unknown',
    recorded_at timestamptz not null default clock_timestamp(),
    primary key (series_id, known_at)
);

comment on table series_attribute is 'What a series was called and counted in from a moment on. Append-only.';
comment on column series_attribute.known_at is
'Since when it counts: by the source, or when we first saw it; -infinity for what we saw first.';

call make_append_only('series_attribute');

create view series_rebasing as
select
    series_id,
    known_at
from (
    select
        series_id,
        known_at,
        unit,
        base_period,
        lag(unit) over by_series as unit_before,
        lag(base_period) over by_series as base_period_before,
        lag(known_at) over by_series as known_at_before
    from series_attribute
    window by_series as (partition by series_id order by known_at)
) as sequence
where known_at_before is not null and (unit, base_period) is distinct from (unit_before, base_period_before);

comment on view series_rebasing is 'Moments from which values of a series no longer compare with those before.';

-- The catalogue's word, as of the moment that we first saw it.
create function keep_attributes() returns trigger
language plpgsql security definer
set search_path = macrocast, public, pg_temp
as $$
begin
    insert into series_attribute (series_id, known_at, title, unit, base_period, seasonal_adjustment)
    values (
        new.series_id, case tg_op when 'INSERT' then '-infinity' else clock_timestamp() end, new.title, new.unit,
        new.base_period, coalesce(to_jsonb(new) ->> 'seasonal_adjustment', 'unknown')
    );
    return null;
end
$$;

comment on function keep_attributes is 'Trigger that keeps what a series was called before.';

create trigger keep_attributes_first after insert on series for each row execute function keep_attributes();
create trigger keep_attributes after update on series
for each row
when ((old.title, old.unit, old.base_period) is distinct from (new.title, new.unit, new.base_period))
execute function keep_attributes();

insert into series_attribute (series_id, known_at, title, unit)
select
    series_id,
    '-infinity' as known_at,
    title,
    unit
from series;

grant insert on series_attribute to macrocast_loader;
