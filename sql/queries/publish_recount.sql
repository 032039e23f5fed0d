-- Payloads whose rows in the stage are not those that the parser announced.
select
    load_payload.name,
    load_payload.rows_expected,
    count(collected.row_no) as rows_delivered,
    count(distinct collected.row_no) as rows_different
from load_payload
left join collected on load_payload.payload_sha256 = collected.payload_sha256
where load_payload.load_key = :load_key
group by load_payload.payload_sha256, load_payload.name, load_payload.rows_expected
having
    load_payload.rows_expected is null
    or load_payload.rows_expected <> count(collected.row_no)
    or count(collected.row_no) <> count(distinct collected.row_no)
order by load_payload.name
