insert into job_run (
    job, dag_id, task_id, dag_run_id, map_index, try_number, as_of, code_version, image_digest
)
values (
    :job, :dag_id, :task_id, :dag_run_id, cast(:map_index as integer), cast(:try_number as integer),
    cast(:as_of as timestamptz), :code_version, :image_digest
)
returning job_run_id
