-- Calendar arithmetic on periods, which are held by their first day. Each body names nothing but built-ins, because a
-- view's functions run with the rights of the analyst who asks, and analysts may not look into this schema.
create function period_plus(period_start date, frequency text, periods integer) returns date
language sql immutable strict parallel safe
as $$
    select cast(
        period_start + make_interval(
            months => periods * case frequency when 'ANNUAL' then 12 when 'QUARTERLY' then 3 when 'MONTHLY' then 1 end
        ) as date
    )
$$;

comment on function period_plus is 'First day of the period that lies the given number of periods later.';

create function period_containing(moment timestamptz, frequency text) returns date
language sql immutable strict parallel safe
as $$
    select cast(
        date_trunc(
            case frequency when 'ANNUAL' then 'year' when 'QUARTERLY' then 'quarter' when 'MONTHLY' then 'month' end,
            moment at time zone 'UTC'
        ) as date
    )
$$;

comment on function period_containing is 'First day of the period that a moment falls into, by the UTC calendar.';

create function periods_between(from_start date, to_start date, frequency text) returns integer
language sql immutable strict parallel safe
as $$
    select cast(
        (
            12 * (extract(year from to_start) - extract(year from from_start))
            + extract(month from to_start) - extract(month from from_start)
        ) / case frequency when 'ANNUAL' then 12 when 'QUARTERLY' then 3 when 'MONTHLY' then 1 end as integer
    )
$$;

comment on function periods_between is 'Number of periods from one period to a later one.';

create function period_label(period_start date, frequency text) returns text
language sql immutable strict parallel safe
as $$
    select case frequency
        when 'ANNUAL' then to_char(period_start, 'YYYY')
        when 'QUARTERLY' then to_char(period_start, 'YYYY-"Q"Q')
        when 'MONTHLY' then to_char(period_start, 'YYYY-MM')
    end
$$;

comment on function period_label is 'How a period is written: 2026, 2026-Q1 or 2026-03.';

create function season_length(frequency text) returns integer
language sql immutable strict parallel safe
as $$
    select case frequency when 'ANNUAL' then 1 when 'QUARTERLY' then 4 when 'MONTHLY' then 12 end
$$;

comment on function season_length is 'Periods in a year.';
