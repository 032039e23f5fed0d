-- Parsing is deterministic: a second parse that finds another number of rows updates nothing, and that is an error.
update load_payload
set rows_expected = :rows_expected, rows_skipped = :rows_skipped
where
    load_key = :load_key
    and payload_sha256 = :payload_sha256
    and (rows_expected is null or (rows_expected = :rows_expected and rows_skipped = :rows_skipped))
