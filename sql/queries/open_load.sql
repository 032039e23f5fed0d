-- Taken in hand by whoever opens it: the token grows, and a job that held it before comes too late.
insert into load as known (
    load_key, source_id, parser_version, known_quality, known_precision, known_at, token, job_run_id
)
select
    :load_key as load_key,
    source.source_id,
    :parser_version as parser_version,
    :known_quality as known_quality,
    :known_precision as known_precision,
    coalesce(:known_at, now()) as known_at,
    1 as token,
    :job_run_id as job_run_id
from source
where source.code = :source
on conflict (load_key) do update
    set status = 'staged', message = null, token = known.token + 1, job_run_id = excluded.job_run_id
    where is_open_to_jobs(known.load_key, known.status)
