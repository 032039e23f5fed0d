create or replace view api.seasonal_adjustment as
select
    source.code || '/' || series.code as series_key,
    input_source.code || '/' || input.code as input_series_key,
    data_version.as_of,
    data_version.last_load_id,
    adjustment.method,
    adjustment.specification,
    adjustment.policy,
    identified.as_of as identified_as_of,
    identified.last_load_id as identified_last_load_id,
    adjustment.library,
    adjustment.model ->> 'orders' as orders,
    adjustment.model ->> 'transform' as transform,
    adjustment.model -> 'parameters' as parameters,
    adjustment.input_sha256,
    adjustment.identified_sha256,
    load.load_id,
    load.load_key,
    load.published_at
from macrocast.seasonal_adjustment as adjustment
inner join macrocast.load on adjustment.load_key = load.load_key
inner join macrocast.series on adjustment.series_id = series.series_id
inner join macrocast.source on series.source_id = source.source_id
inner join macrocast.series as input on adjustment.input_series_id = input.series_id
inner join macrocast.source as input_source on input.source_id = input_source.source_id
inner join macrocast.data_version on adjustment.data_version_id = data_version.data_version_id
inner join macrocast.data_version as identified
    on adjustment.identified_version_id = identified.data_version_id
where load.status = 'published';

comment on view api.seasonal_adjustment is
'How each seasonally adjusted series was made, load by load: from what, by which specification and revision policy.';
comment on column api.seasonal_adjustment.series_key is 'The adjusted series, of source macrocast_sa.';
comment on column api.seasonal_adjustment.input_series_key is 'The series that was adjusted.';
comment on column api.seasonal_adjustment.as_of is 'Only what was known by then was adjusted.';
comment on column api.seasonal_adjustment.last_load_id is 'Only loads up to this one counted.';
comment on column api.seasonal_adjustment.method is 'x13 or tramo-seats.';
comment on column api.seasonal_adjustment.specification is 'Of JDemetra+, by its name, such as RSA5.';
comment on column api.seasonal_adjustment.policy is
'current: nothing is estimated again; partial-concurrent: parameters are; concurrent: all is.';
comment on column api.seasonal_adjustment.identified_as_of is 'The model was identified on what was known by then.';
comment on column api.seasonal_adjustment.identified_last_load_id is 'On loads up to this one.';
comment on column api.seasonal_adjustment.library is 'Library and version.';
comment on column api.seasonal_adjustment.orders is 'Of the ARIMA model, (p,d,q)(P,D,Q).';
comment on column api.seasonal_adjustment.transform is 'log or level.';
comment on column api.seasonal_adjustment.parameters is 'Of the ARIMA model, its outliers and calendar.';
comment on column api.seasonal_adjustment.input_sha256 is 'Hash of the values that were adjusted.';
comment on column api.seasonal_adjustment.identified_sha256 is 'Hash of the values the model was identified on.';
comment on column api.seasonal_adjustment.load_id is 'The load that brought the adjusted values.';
comment on column api.seasonal_adjustment.load_key is 'Its key, as in api.load.';
comment on column api.seasonal_adjustment.published_at is 'When they became visible.';

create or replace view api.adjustment_diagnostic as
select
    source.code || '/' || series.code as series_key,
    load.load_id,
    found.category,
    found.name,
    found.value,
    found.quality
from macrocast.seasonal_adjustment as adjustment
inner join macrocast.load on adjustment.load_key = load.load_key
inner join macrocast.series on adjustment.series_id = series.series_id
inner join macrocast.source on series.source_id = source.source_id
cross join
    lateral jsonb_to_recordset(adjustment.diagnostics)
        as found (category text, name text, value double precision, quality text)
where load.status = 'published';

comment on view api.adjustment_diagnostic is
'What JDemetra+ thinks of each seasonal adjustment: M statistics, residual seasonality, spectral peaks, residuals.';
comment on column api.adjustment_diagnostic.series_key is 'The adjusted series, of source macrocast_sa.';
comment on column api.adjustment_diagnostic.load_id is 'The load that brought its values.';
comment on column api.adjustment_diagnostic.category is 'The family of diagnostics, such as m-statistics.';
comment on column api.adjustment_diagnostic.name is 'The diagnostic, such as q.';
comment on column api.adjustment_diagnostic.value is 'Its value, often a p value; null: a verdict alone.';
comment on column api.adjustment_diagnostic.quality is 'good, uncertain, bad, severe, error or undefined.';
