-- Questions to the store and their queries, to copy and change; docker/sql runs them as an analyst. Each reads views
-- and functions of schema api only. SamplesIT runs them all on a small history and looks at what comes back.

-- What is known today of GDP and unemployment, side by side? (wide, for a spreadsheet)
select
    period,
    max(value) filter (where series_key = 'boe/gdpkp') as gdp,
    max(value) filter (where series_key = 'boe/unemp') as unemployment_rate
from api.observation_latest
where series_key in ('boe/gdpkp', 'boe/unemp')
group by period_start, period
order by period_start desc
limit 12;

-- The same as one row per value. (long, for R or Grafana)
select
    series_key,
    period_start,
    value,
    known_at
from api.observation_latest
where series_key in ('boe/gdpkp', 'boe/unemp') and period_start >= date '2023-01-01'
order by series_key, period_start;

-- What was known of GDP on the evening of 30 September 2024?
select
    period,
    value,
    known_at
from api.observation_as_of('2024-09-30 18:00+00')
where series_key = 'boe/gdpkp'
order by period_start desc
limit 8;

-- Which growth did the data show for 2024-Q1, on different days?
select
    asked.day as as_of,
    round(100 * (now.value / year_before.value - 1)::numeric, 2) as growth_percent
from (
    values (date '2024-06-30'), (date '2024-12-31'), (date '2025-06-30'), (date '2025-12-31')
) as asked (day)
cross join lateral api.panel(array['boe/gdpkp'], asked.day::timestamptz) as now
cross join lateral api.panel(array['boe/gdpkp'], asked.day::timestamptz) as year_before
where now.period = '2024-Q1' and year_before.period = '2023-Q1'
order by asked.day;

-- How was each quarter stated at first, and how is it now? (in prices of another year it is no revision)
select
    period,
    release_1 as first_value,
    latest as latest_value,
    latest_minus_first as revision,
    is_rebased
from api.revision_triangle
where series_key = 'boe/gdpkp'
order by period_start desc
limit 8;

-- What did the third release of each quarter say?
select
    series_key,
    period,
    value,
    known_at
from api.panel_release(array['boe/gdpkp', 'boe/unemp'], 3)
order by series_key, period_start;

-- How did the value of each quarter move from release to release? (revision triangle)
select
    period,
    releases,
    release_1,
    release_2,
    release_3,
    release_4,
    latest,
    latest_minus_first
from api.revision_triangle
where series_key = 'boe/gdpkp'
order by period_start desc
limit 8;

-- Are revisions of unemployment biased? Their mean and size by release, in percentage points.
select
    stated.release,
    count(*) as quarters,
    round(100 * avg(latest.value - stated.value)::numeric, 3) as mean_revision,
    round(100 * stddev_samp(latest.value - stated.value)::numeric, 3) as standard_deviation
from api.observation_release as stated
inner join api.observation_latest as latest
    on stated.series_key = latest.series_key and stated.period_start = latest.period_start
where stated.series_key = 'boe/unemp' and stated.release <= 4
group by stated.release
order by stated.release;

-- Which values changed most in the last year of data, and was it a change of base?
select
    period,
    known_at,
    value_before,
    value,
    round(100 * (value / value_before - 1)::numeric, 2) as change_percent,
    is_rebased
from api.observation_revisions
where series_key = 'boe/gdpkp' and known_at > timestamptz '2024-12-31'
order by abs(value / value_before - 1) desc nulls last
limit 5;

-- What do we forecast for GDP growth, with which fan? (wide)
select
    target,
    horizon,
    champion_method,
    round(mean::numeric, 4) as mean,
    round(q025::numeric, 4) as q025,
    round(q10::numeric, 4) as q10,
    round(q50::numeric, 4) as q50,
    round(q90::numeric, 4) as q90,
    round(q975::numeric, 4) as q975,
    known_at
from api.latest_forecast
where series_key = 'boe/gdpkp' and method = 'champion' and is_judged
order by target_start;

-- The same as one row per quantile. (long)
select
    target_start,
    probability,
    value
from api.forecast_quantile
where series_key = 'boe/gdpkp' and method = 'champion' and measure = 'growth'
order by target_start, probability;

-- Where do we and the Bank of England differ?
select
    ours.series_key,
    ours.target,
    round(ours.mean::numeric, 4) as ours,
    round(bank.mean::numeric, 4) as bank,
    round((ours.mean - bank.mean)::numeric, 4) as difference,
    bank.mean not between ours.q10 and ours.q90 as bank_outside_80
from api.latest_forecast as ours
inner join api.latest_forecast as bank
    on
        ours.series_key = bank.series_key
        and ours.measure = bank.measure
        and ours.target_start = bank.target_start
where ours.method = 'champion' and bank.method = 'boe-mpr' and ours.is_judged
order by ours.series_key, ours.target_start;

-- How far was the Bank from what came out, one year ahead?
select
    target,
    known_at,
    round(mean::numeric, 4) as forecast,
    round(actual_first::numeric, 4) as actual_first,
    round(actual_latest::numeric, 4) as actual_latest,
    round(error_k12::numeric, 4) as error_k12
from api.forecast_vs_actual
where series_key = 'boe/gdpkp' and method = 'boe-mpr' and horizon = 4 and actual_first is not null
order by target_start;

-- How accurate is each method by horizon?
select
    method,
    horizon,
    n,
    round(rmse::numeric, 4) as rmse,
    round(ratio_ar::numeric, 3) as ratio_ar,
    round(dm_p::numeric, 3) as dm_p
from api.accuracy
where series_key = 'boe/gdpkp' and is_judged and truth = 'k12' and scope = 'ex-covid'
order by horizon, rmse;

-- Who forecasts best this quarter and next?
select
    position,
    method,
    provider,
    n,
    round(ratio_ar::numeric, 3) as ratio_ar
from api.leaderboard
where series_key = 'boe/gdpkp' and truth = 'k12' and scope = 'ex-covid' and band = 'near'
order by position;

-- Who speaks for us, since when, and why?
select
    series_key,
    band,
    method,
    previous_method,
    reason,
    actor,
    decided_at
from api.champion
order by series_key, horizon_from;

-- What changed since the night before, and why?
select
    series_key,
    target,
    round(mean_before::numeric, 4) as mean_before,
    round(mean::numeric, 4) as mean,
    round(change::numeric, 4) as change,
    new_values,
    reason
from api.forecast_change
where method = 'champion'
order by abs(change) desc
limit 10;

-- Which code, data, models and files stand behind our newest forecasts?
select
    behind.kind,
    behind.id,
    behind.description,
    behind.happened_at
from (
    select run_id
    from api.forecast_run
    where official and published_at is not null and kind = 'own'
    order by as_of desc
    limit 1
) as newest
cross join lateral api.lineage(newest.run_id) as behind
order by behind.kind, behind.happened_at;

-- What did our newest run know? (training data, as it read them)
select
    known.series_key,
    known.period,
    known.value
from (
    select
        as_of,
        last_load_id
    from api.forecast_run
    where official and published_at is not null and kind = 'own'
    order by as_of desc
    limit 1
) as newest
cross join lateral api.panel(array['boe/gdpkp', 'boe/unemp'], newest.as_of, newest.last_load_id) as known
order by known.series_key, known.period_start;

-- How fresh are the data, and what is overdue?
select
    series_key,
    last_period,
    last_known_at,
    vintages,
    next_expected_on,
    days_overdue
from api.data_freshness
where last_period is not null
order by next_expected_on;

-- How is each source?
select
    source,
    series,
    last_success_at,
    rows_new,
    rows_revised,
    rows_quarantined,
    next_expected_on,
    days_overdue,
    loads_held,
    last_load_lacks,
    last_failure
from api.source_status
order by source;

-- Which loads wait for a person, and what is wrong with them?
select
    load_key,
    source,
    series_key,
    rule_key,
    measured,
    limit_value,
    message
from api.quality_finding
where status = 'held'
order by found_at;

-- Which rows were refused, and why?
select
    source,
    load_id,
    reason,
    row_count,
    example
from api.quarantine_summary
order by row_count desc, reason asc
limit 10;

-- What happened to the store this week, and who did it?
select
    happened_at,
    actor,
    kind,
    subject,
    content ->> 'message' as message
from api.audit_event
where
    happened_at > now() - interval '7 days'
    and kind not in ('migrated', 'password set', 'rule added', 'rows added', 'schema defined')
order by event_id desc
limit 20;
