-- The base of a series moves with a vintage, not on the day when we hear of it, so the catalogue dates it. Catalogues
-- err and are corrected: for each moment the word recorded last counts, and one that is taken back is recorded too.
create table series_base (
    series_id bigint not null references series (series_id),
    known_at timestamptz not null,
    base_period text,
    recorded_at timestamptz not null default clock_timestamp(),
    primary key (series_id, known_at, recorded_at)
);

comment on table series_base is
'Since which vintage a series has which base: prices of a year, or the period that is 100. Append-only.';
comment on column series_base.known_at is 'The first vintage with this base.';
comment on column series_base.base_period is
'Such as 2015 or 2015 = 100; null: what was recorded for that moment is taken back.';

call make_append_only('series_base');

insert into series_base (series_id, known_at, base_period)
select
    series_id,
    known_at,
    base_period
from series_attribute
where base_period is not null;

-- Views that read what moves; views/ makes them anew.
drop view if exists api.observation_revisions;
drop view if exists api.series_attribute;
drop view series_rebasing;
drop trigger keep_attributes on series;
drop trigger keep_attributes_first on series;

alter table series add column described_at timestamptz not null default '-infinity';

comment on column series.described_at is
'Since when title, unit and seasonal adjustment are as they are; -infinity where they always were.';

update series
set described_at = newest.known_at
from (
    select
        series_id,
        max(known_at) as known_at
    from series_attribute
    group by series_id
) as newest
where series.series_id = newest.series_id;

create function date_attributes() returns trigger
language plpgsql
as $$
begin
    new.described_at := clock_timestamp();
    return new;
end
$$;

comment on function date_attributes is 'Trigger that notes since when a series is called and counted as it is.';

-- Once for a statement, whatever it did: what is described since a moment that is not noted yet.
create or replace function keep_attributes() returns trigger
language plpgsql security definer
set search_path = macrocast, public, pg_temp
as $$
begin
    insert into series_attribute (series_id, known_at, title, unit, seasonal_adjustment)
    select
        described.series_id,
        described.described_at,
        described.title,
        described.unit,
        described.seasonal_adjustment
    from described
    where not exists (
            select 1
            from series_attribute as noted
            where noted.series_id = described.series_id and noted.known_at = described.described_at
        );
    return null;
end
$$;

alter table series_attribute drop column base_period;
alter table series drop column base_period;

create trigger date_attributes before update on series
for each row
when (
    old.title is distinct from new.title
    or old.unit is distinct from new.unit
    or old.seasonal_adjustment is distinct from new.seasonal_adjustment
)
execute function date_attributes();

create trigger keep_attributes_first after insert on series
referencing new table as described for each statement execute function keep_attributes();
create trigger keep_attributes after update on series
referencing new table as described for each statement execute function keep_attributes();

revoke insert on series_attribute from macrocast_loader;
grant insert on series_base to macrocast_loader;

create view series_base_now as
select
    said.series_id,
    said.known_at,
    said.base_period,
    said.recorded_at
from (
    select distinct on (series_base.series_id, series_base.known_at)
        series_base.series_id,
        series_base.known_at,
        series_base.base_period,
        series_base.recorded_at
    from series_base
    order by series_base.series_id asc, series_base.known_at asc, series_base.recorded_at desc
) as said
where said.base_period is not null;

comment on view series_base_now is 'The bases of each series, as the catalogue dates them now.';
