-- Taken in hand by whoever opens it: the token grows, and a job that held it before comes too late. A load that was
-- given up may be tried again, unless a person gave it up; a held one whose rows a crash of the server took, too.
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
    where
    known.status = 'staged'
    or (
        known.status = 'rejected'
        and not exists (
            select 1
            from approval
            where approval.load_key = known.load_key -- noqa: RF01
        )
    )
    or (
        known.status = 'held'
        and not exists (
            select 1
            from stage
            where stage.load_key = known.load_key -- noqa: RF01
        )
    )
