create or replace view api.champion as
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
    newest_run.as_of,
    newest_run.run_id
from macrocast.newest_run
inner join macrocast.blessing
    on newest_run.run_id = blessing.run_id and newest_run.series_id = blessing.series_id
inner join macrocast.series on blessing.series_id = series.series_id
inner join macrocast.source on series.source_id = source.source_id;

comment on view api.champion is 'Which method speaks for us, by series and band of horizons, and why.';
comment on column api.champion.series_key is 'source/code, such as boe/gdpkp.';
comment on column api.champion.band is 'near, short, medium or long.';
comment on column api.champion.horizon_from is 'First horizon of the band.';
comment on column api.champion.horizon_to is 'Last horizon of the band.';
comment on column api.champion.method is 'The method that was blessed.';
comment on column api.champion.previous_method is 'The champion before; null: there was none.';
comment on column api.champion.score is 'Its score in the comparison; smaller is better.';
comment on column api.champion.benchmark_score is 'Score of the best benchmark.';
comment on column api.champion.reason is 'The decision in words.';
comment on column api.champion.actor is 'Who decided: the job or a person.';
comment on column api.champion.decided_at is 'When.';
comment on column api.champion.as_of is 'Only what was known by then counted.';
comment on column api.champion.run_id is 'The run that decided.';
