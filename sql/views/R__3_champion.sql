create or replace view api.champion as
select
    champion_history.series_key,
    champion_history.band,
    champion_history.horizon_from,
    champion_history.horizon_to,
    champion_history.method,
    champion_history.previous_method,
    champion_history.score,
    champion_history.benchmark_score,
    champion_history.reason,
    champion_history.actor,
    champion_history.decided_at,
    champion_history.as_of,
    champion_history.run_id
from api.champion_history
inner join macrocast.newest_run
    on champion_history.run_id = newest_run.run_id and champion_history.series_key = newest_run.series_key;

comment on view api.champion is
'Which method speaks for us, by series and band of horizons, and why, since the newest official run.';
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
