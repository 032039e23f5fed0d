update job_run
set lease_until = clock_timestamp() + make_interval(secs => :seconds)
where job_run_id = :job_run_id and status = 'running'
