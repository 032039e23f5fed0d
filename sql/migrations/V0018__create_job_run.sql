create table job_run (
    job_run_id uuid primary key default gen_random_uuid(),
    job text not null,
    dag_id text,
    task_id text,
    dag_run_id text,
    map_index integer,
    try_number integer,
    as_of timestamptz,
    run_id uuid references forecast_run (run_id),
    status text not null default 'running' check (status in ('running', 'done', 'failed', 'skipped')),
    exit_code integer,
    summary jsonb,
    code_version text not null,
    image_digest text not null,
    started_at timestamptz not null default now(),
    ended_at timestamptz,
    check ((status = 'running') = (ended_at is null))
);

create index job_run_run on job_run (run_id);

comment on table job_run is 'One start of one job in a container.';
comment on column job_run.summary is 'The JSON line that the job printed last.';
