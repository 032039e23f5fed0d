-- Loads that reap_loads may give up. Locked before the deaths are noted: a publication locks its load first and the
-- audit chain last, and who did it the other way round would wait for it in a circle.
select load.load_key
from load
left join job_run on load.job_run_id = job_run.job_run_id
where
    load.status = 'staged'
    and (
        (job_run.status = 'running' and job_run.lease_until < now())
        or (load.job_run_id is null and load.started_at < now() - interval '1 day')
    )
order by load.load_key
for update of load
