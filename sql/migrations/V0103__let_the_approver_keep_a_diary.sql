-- A decision on a held load may come by a job (dags/decide_load.py), which makes sure of the schema and notes its start
-- and its end as every job does.
grant select on flyway_schema_history, job_run to macrocast_approver;
grant insert on job_run to macrocast_approver;
grant update (status, run_id, exit_code, summary, ended_at, lease_until) on job_run to macrocast_approver;
