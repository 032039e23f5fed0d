create or replace view api.data_freshness as
select
    source.code || '/' || series.code as series_key,
    series.frequency,
    macrocast.period_label(newest.last_period_start, series.frequency) as last_period,
    newest.last_period_start,
    stated.last_known_at,
    stated.vintages,
    load.load_id as last_load_id,
    load.published_at as last_loaded_at,
    newest.next_expected_on,
    case
        when newest.next_expected_on is not null
            then greatest((now() at time zone 'UTC')::date - newest.next_expected_on, 0)
    end as days_overdue
from macrocast.series
inner join macrocast.source on series.source_id = source.source_id
left join lateral (
    select
        max(vintage.known_at) as last_known_at,
        max(vintage.load_id) as last_load_id,
        count(distinct vintage.known_at) as vintages
    from macrocast.vintage
    where vintage.series_id = series.series_id
) as stated on true
left join lateral (
    select
        kept.period_start as last_period_start,
        macrocast.period_plus(kept.period_start, series.frequency, 2) - 1
        + series.publication_lag_days as next_expected_on
    from macrocast.observation_newest as kept
    where kept.series_id = series.series_id and kept.value is not null
    order by kept.period_start desc
    limit 1
) as newest on true
left join macrocast.load on stated.last_load_id = load.load_id;

comment on view api.data_freshness is 'How far each series reaches and when it was last stated and loaded.';
comment on column api.data_freshness.series_key is 'source/code, such as boe/gdpkp.';
comment on column api.data_freshness.frequency is 'ANNUAL, QUARTERLY, MONTHLY, WEEKLY or DAILY.';
comment on column api.data_freshness.last_period is 'The last period with a value, as text.';
comment on column api.data_freshness.last_period_start is 'Its first day.';
comment on column api.data_freshness.last_known_at is 'Moment of the newest vintage, changed or not.';
comment on column api.data_freshness.vintages is 'Number of vintages.';
comment on column api.data_freshness.last_load_id is 'Number of the last load that stated something new of the series.';
comment on column api.data_freshness.last_loaded_at is 'When that load was published.';
comment on column api.data_freshness.next_expected_on is
'The day on which the period after the last should be published, by the usual lag; null where none is known.';
comment on column api.data_freshness.days_overdue is
'Days since then by the clock of the database (UTC): 0 when it is still to come, null where none is known.';
