-- Two more frequencies. A week is held by its first day, whichever weekday that is for the series: a week that ends on
-- Friday starts on Saturday. Each body names nothing but built-ins, as in create_period_functions.
create or replace function period_plus(period_start date, frequency text, periods integer) returns date
language sql immutable strict parallel safe
as $$
    select cast(
        period_start + case frequency
            when 'ANNUAL' then make_interval(months => periods * 12)
            when 'QUARTERLY' then make_interval(months => periods * 3)
            when 'MONTHLY' then make_interval(months => periods)
            when 'WEEKLY' then make_interval(days => periods * 7)
            when 'DAILY' then make_interval(days => periods)
        end as date
    )
$$;

create or replace function period_containing(moment timestamptz, frequency text) returns date
language sql immutable strict parallel safe
as $$
    select cast(
        date_trunc(
            case frequency
                when 'ANNUAL' then 'year'
                when 'QUARTERLY' then 'quarter'
                when 'MONTHLY' then 'month'
                when 'WEEKLY' then 'week'
                when 'DAILY' then 'day'
            end,
            moment at time zone 'UTC'
        ) as date
    )
$$;

comment on function period_containing is
'First day of the period that a moment falls into, by the UTC calendar; weeks start on Monday.';

create or replace function periods_between(from_start date, to_start date, frequency text) returns integer
language sql immutable strict parallel safe
as $$
    select case frequency
        when 'WEEKLY' then (to_start - from_start) / 7
        when 'DAILY' then to_start - from_start
        else cast(
            (
                12 * (extract(year from to_start) - extract(year from from_start))
                + extract(month from to_start) - extract(month from from_start)
            ) / case frequency when 'ANNUAL' then 12 when 'QUARTERLY' then 3 when 'MONTHLY' then 1 end as integer
        )
    end
$$;

create or replace function period_label(period_start date, frequency text) returns text
language sql immutable strict parallel safe
as $$
    select case frequency
        when 'ANNUAL' then to_char(period_start, 'YYYY')
        when 'QUARTERLY' then to_char(period_start, 'YYYY-"Q"Q')
        when 'MONTHLY' then to_char(period_start, 'YYYY-MM')
        when 'WEEKLY' then to_char(period_start, 'YYYY-MM-DD"/P7D"')
        when 'DAILY' then to_char(period_start, 'YYYY-MM-DD')
    end
$$;

comment on function period_label is
'How a period is written: 2026, 2026-Q1, 2026-03, the day 2026-03-09 or the week that starts then, 2026-03-09/P7D.';

create or replace function season_length(frequency text) returns integer
language sql immutable strict parallel safe
as $$
    select case frequency
        when 'ANNUAL' then 1
        when 'QUARTERLY' then 4
        when 'MONTHLY' then 12
        when 'WEEKLY' then 52
        when 'DAILY' then 365
    end
$$;

comment on function season_length is 'Periods in a year; of weeks and days the whole number nearest to it.';

create function opens_period(day date, frequency text, week_starts_on smallint) returns boolean
language sql immutable parallel safe
as $$
    select case frequency
        when 'ANNUAL' then extract(doy from day) = 1
        when 'QUARTERLY' then extract(day from day) = 1 and mod(cast(extract(month from day) as integer), 3) = 1
        when 'MONTHLY' then extract(day from day) = 1
        when 'WEEKLY' then extract(isodow from day) = week_starts_on
        when 'DAILY' then true
    end
$$;

comment on function opens_period is 'Whether a period starts on a day; week_starts_on counts from Monday = 1.';

alter table series
drop constraint series_frequency_check,
add constraint series_frequency_check
check (frequency in ('ANNUAL', 'QUARTERLY', 'MONTHLY', 'WEEKLY', 'DAILY')),
add column week_starts_on smallint check (week_starts_on between 1 and 7),
add constraint series_week_check check ((frequency = 'WEEKLY') = (week_starts_on is not null)),
add column seasonal_adjustment text not null default 'unknown'
check (seasonal_adjustment in ('adjusted', 'unadjusted', 'none', 'unknown')),
add column tcode smallint check (tcode between 1 and 7),
add column publication_lag_days integer check (publication_lag_days >= 0),
add column release_calendar text,
add column category text not null default 'unknown';

comment on column series.week_starts_on is 'Of weekly series: the weekday of the first day, Monday = 1.';
comment on column series.seasonal_adjustment is
'adjusted, unadjusted, none (nothing seasonal to adjust, such as an exchange rate) or unknown.';
comment on column series.tcode is
'Transformation to stationarity by the code of McCracken and Ng (2016): 1 level, 2 difference, 3 second difference, '
'4 log, 5 difference of log, 6 second difference of log, 7 difference of growth rate.';
comment on column series.publication_lag_days is 'Usual number of days from the end of a period to its first value.';
comment on column series.release_calendar is 'Name of the release that brings it, such as US Employment Situation.';
comment on column series.category is 'Subject, such as prices, labour, output.';

-- The moment belongs to the load: whoever runs a broken load again must not date its values anew.
alter table load add column known_at timestamptz;

comment on column load.known_at is
'When its payloads were first seen: from then on count as known the values whose source gives no date.';
