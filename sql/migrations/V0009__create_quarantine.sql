create table quarantine (
    quarantine_id bigint generated always as identity primary key,
    load_key uuid not null references load (load_key),
    payload_sha256 text not null references raw_payload (payload_sha256),
    row_no bigint not null,
    series_code text,
    period_text text,
    reason text not null,
    raw_text text not null,
    created_at timestamptz not null default now(),
    unique (load_key, payload_sha256, row_no)
);

comment on table quarantine is 'Rows that a load refused, with the reason. Append-only.';

call make_append_only('quarantine');
