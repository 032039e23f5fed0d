create or replace view api.job_run as
select
    job_run_id,
    job,
    dag_id,
    task_id,
    dag_run_id,
    map_index,
    try_number,
    as_of,
    run_id,
    status,
    exit_code,
    summary,
    code_version,
    image_digest,
    started_at,
    ended_at
from macrocast.job_run;

comment on view api.job_run is 'Every start of a job in a container.';
comment on column api.job_run.job_run_id is 'Its id.';
comment on column api.job_run.job is 'Which job, such as train.';
comment on column api.job_run.dag_id is 'The Airflow DAG that started it.';
comment on column api.job_run.task_id is 'The task.';
comment on column api.job_run.dag_run_id is 'The DAG run.';
comment on column api.job_run.map_index is 'Which of the mapped tasks; -1 for a task that is not mapped.';
comment on column api.job_run.try_number is 'Which attempt, from 1.';
comment on column api.job_run.as_of is 'Only what was known by then counts.';
comment on column api.job_run.run_id is 'The forecast run it worked for.';
comment on column api.job_run.status is 'running, done, failed or skipped.';
comment on column api.job_run.exit_code is 'Exit code of the container.';
comment on column api.job_run.summary is 'The JSON line that it printed last.';
comment on column api.job_run.code_version is 'Hash of the source code that ran.';
comment on column api.job_run.image_digest is 'The image that ran.';
comment on column api.job_run.started_at is 'When it started.';
comment on column api.job_run.ended_at is 'When it ended; null: it runs, or died without a word.';
