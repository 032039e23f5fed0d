-- What a dead job had in hand is given up, and its token with it: should the job live after all, it comes too late. A
-- load that no job claims is dead after a day.
update load
set status = 'rejected', token = token + 1, message = 'the job that loaded it died; loading it again starts over'
where
    status = 'staged'
    and case
        when job_run_id is null then started_at < now() - interval '1 day'
        else exists (
                select 1
                from job_run
                where job_run.job_run_id = load.job_run_id and job_run.status = 'died'
            )
    end
returning load_key
