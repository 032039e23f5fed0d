update forecast_run
set token = token + 1
where
    published_at is null
    and exists (
        select 1
        from job_run
        where job_run.job_run_id = forecast_run.job_run_id and job_run.status = 'died'
    )
