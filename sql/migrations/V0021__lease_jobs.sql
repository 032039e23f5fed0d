-- A job that lives says so again and again; one whose lease is over has died, whatever became of its container. Who
-- takes a load or run in hand gets a token greater than every one before, and only the greatest may publish: a
-- container that outlived its starter comes too late.
alter table job_run drop constraint job_run_status_check;
alter table job_run
add constraint job_run_status_check check (status in ('running', 'done', 'failed', 'skipped', 'died')),
add column lease_until timestamptz not null default clock_timestamp() + interval '2 minutes';

comment on column job_run.lease_until is 'The job renews it while it lives; past it, the reaper notes that it died.';

create index job_run_running on job_run (lease_until) where status = 'running';

create trigger refuse_change_of_ended before update on job_run
for each row when (old.status <> 'running' and old.* is distinct from new.*) execute function refuse_change();
create trigger refuse_delete before delete on job_run for each row execute function refuse_change();
create trigger refuse_truncate before truncate on job_run for each statement execute function refuse_change();

alter table load
add column token bigint not null default 0,
add column job_run_id uuid references job_run (job_run_id);
alter table forecast_run
add column token bigint not null default 0,
add column job_run_id uuid references job_run (job_run_id);

comment on column load.token is
'Grows whenever a job takes the load in hand; only the holder of the greatest publishes.';
comment on column load.job_run_id is 'The job that took it in hand last.';
comment on column forecast_run.token is
'Grows whenever a job takes the run in hand to publish it; only the holder of the greatest does.';
comment on column forecast_run.job_run_id is 'The job that took it in hand last.';

grant update (lease_until) on job_run to macrocast_loader, macrocast_trainer, macrocast_scorer;
grant update (token, job_run_id) on load to macrocast_loader;
grant update (token, job_run_id) on forecast_run to macrocast_loader, macrocast_scorer;

-- It runs at the commit, when the rights of the function that published are gone.
alter function refuse_half_published security definer;
