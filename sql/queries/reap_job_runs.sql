-- A job whose lease is over and that did not say how it ended.
update job_run
set
    status = 'died',
    ended_at = clock_timestamp(),
    summary = jsonb_build_object('status', 'died', 'message', format('its lease was over at %s', lease_until))
where status = 'running' and lease_until < now()
returning job_run_id, job
