-- Takes a run in hand to publish it; a job that did so before comes too late.
update forecast_run
set token = token + 1, job_run_id = :job_run_id
where run_id = :run_id and published_at is null
