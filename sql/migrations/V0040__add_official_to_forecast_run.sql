-- A run asked for other series, methods or horizons than the nightly ones answers a question of "what if": it can be
-- read by its id and in the histories, but never stands as the newest night.
alter table forecast_run add column official boolean not null default true;

comment on column forecast_run.official is
'Whether it may stand as a night: every target series, every method, the usual horizon. Loaded ones always may.';
