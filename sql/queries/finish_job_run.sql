update job_run
set
    status = :status,
    run_id = :run_id,
    exit_code = :exit_code,
    summary = cast(:summary as jsonb),
    ended_at = clock_timestamp()
where job_run_id = :job_run_id and status = 'running'
