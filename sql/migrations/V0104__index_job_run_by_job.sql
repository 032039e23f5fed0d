-- The last failure of a source is looked for by the job that loads it (api.source_status).
create index job_run_job on job_run (job, started_at);
