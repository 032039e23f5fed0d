-- Each role may do what its jobs do. No role updates or deletes history; triggers refuse it to the owner as well.
grant usage on schema macrocast to macrocast_loader, macrocast_trainer, macrocast_scorer;
grant usage on schema api to macrocast_loader, macrocast_trainer, macrocast_scorer, macrocast_analyst;

grant select on all tables in schema macrocast to macrocast_loader, macrocast_trainer, macrocast_scorer;
grant insert on job_run to macrocast_loader, macrocast_trainer, macrocast_scorer;
grant update (status, run_id, exit_code, summary, ended_at) on job_run
to macrocast_loader, macrocast_trainer, macrocast_scorer;

grant insert on source, series, raw_payload, load, load_payload, stage, observation, vintage, quarantine,
forecast_run, forecast to macrocast_loader;
grant update on source, series, load, load_payload to macrocast_loader;
grant delete on table stage to macrocast_loader;

grant insert on data_version, forecast_run, run_series, model_version, run_model, backtest_forecast, accuracy, blessing
to macrocast_trainer;
grant update (rows_expected, skipped_reason) on run_series to macrocast_trainer;

grant insert on forecast, accuracy, blessing to macrocast_scorer;
grant update (rows_expected, skipped_reason) on run_series to macrocast_scorer;
grant update (published_at, rows_published, message) on forecast_run to macrocast_scorer;

-- Views come later and again: whoever creates one need not think of grants.
alter default privileges in schema macrocast grant select on tables
to macrocast_loader, macrocast_trainer, macrocast_scorer;
alter default privileges in schema api grant select on tables
to macrocast_loader, macrocast_trainer, macrocast_scorer, macrocast_analyst;
