-- Bodies of which every row was refused, with the first one.
select
    load_payload.name,
    load_payload.rows_expected as row_count,
    first_refused.row_no,
    first_refused.reason,
    first_refused.raw_text
from load_payload
cross join
    lateral (
        select
            quarantine.row_no,
            quarantine.reason,
            quarantine.raw_text
        from quarantine
        where quarantine.load_key = load_payload.load_key and quarantine.payload_sha256 = load_payload.payload_sha256
        order by quarantine.row_no asc
        limit 1
    ) as first_refused
where
    load_payload.load_key = :load_key
    and load_payload.rows_expected = (
        select count(*)
        from quarantine
        where quarantine.load_key = load_payload.load_key and quarantine.payload_sha256 = load_payload.payload_sha256
    )
order by load_payload.name
