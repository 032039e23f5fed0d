-- Runs that reap_runs may take back, locked for the same reason as loads.
select forecast_run.run_id
from forecast_run
inner join job_run on forecast_run.job_run_id = job_run.job_run_id
where forecast_run.published_at is null and job_run.status = 'running' and job_run.lease_until < now()
order by forecast_run.run_id
for update of forecast_run
