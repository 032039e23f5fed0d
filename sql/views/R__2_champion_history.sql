create or replace view api.champion_history as
select
    source.code || '/' || series.code as series_key,
    blessing.band,
    blessing.horizon_from,
    blessing.horizon_to,
    blessing.method,
    blessing.previous_method,
    blessing.score,
    blessing.benchmark_score,
    blessing.reason,
    blessing.actor,
    blessing.decided_at,
    data_version.as_of,
    blessing.run_id,
    forecast_run.official
from macrocast.blessing
inner join macrocast.forecast_run on blessing.run_id = forecast_run.run_id
inner join macrocast.data_version on forecast_run.data_version_id = data_version.data_version_id
inner join macrocast.series on blessing.series_id = series.series_id
inner join macrocast.source on series.source_id = source.source_id
where forecast_run.published_at is not null;

comment on view api.champion_history is
'Which method spoke for us in every published run, by series and band of horizons, and why.';
comment on column api.champion_history.series_key is 'source/code, such as boe/gdpkp.';
comment on column api.champion_history.band is 'near, short, medium or long.';
comment on column api.champion_history.horizon_from is 'First horizon of the band.';
comment on column api.champion_history.horizon_to is 'Last horizon of the band.';
comment on column api.champion_history.method is 'The method that was blessed.';
comment on column api.champion_history.previous_method is 'The champion before; null: there was none.';
comment on column api.champion_history.score is 'Its score in the comparison; smaller is better.';
comment on column api.champion_history.benchmark_score is 'Score of the best benchmark.';
comment on column api.champion_history.reason is 'The decision in words.';
comment on column api.champion_history.actor is 'Who decided: the job or a person.';
comment on column api.champion_history.decided_at is 'When.';
comment on column api.champion_history.as_of is 'Only what was known by then counted.';
comment on column api.champion_history.run_id is 'The run that decided.';
comment on column api.champion_history.official is
'Whether the run stands as a night, or only answered a question of what if.';
