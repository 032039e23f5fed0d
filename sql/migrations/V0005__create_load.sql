-- A payload is archived in blob storage under its hash before anything of it is read.
create table raw_payload (
    payload_sha256 text primary key check (payload_sha256 ~ '^[0-9a-f]{64}$'),
    uri text not null,
    bytes bigint not null check (bytes >= 0),
    media_type text not null,
    first_seen_at timestamptz not null default now()
);

comment on table raw_payload is 'One file or response body as a source gave it. Append-only.';
comment on column raw_payload.uri is 'Where the archived copy lies.';

call make_append_only('raw_payload');

create table load (
    load_key uuid primary key,
    load_id bigint unique,
    source_id integer not null references source (source_id),
    parser_version text not null,
    known_quality text not null check (known_quality in ('native', 'harvested', 'inferred')),
    known_precision text not null check (known_precision in ('day', 'second')),
    status text not null default 'staged' check (status in ('staged', 'published', 'rejected')),
    started_at timestamptz not null default now(),
    published_at timestamptz,
    rows_read bigint,
    rows_written bigint,
    rows_unchanged bigint,
    rows_quarantined bigint,
    rows_skipped bigint,
    rows_restored bigint,
    message text,
    check ((status = 'published') = (load_id is not null)),
    check (
        status <> 'published'
        or (
            published_at is not null
            and rows_skipped is not null
            and rows_restored is not null
            and coalesce(rows_read = rows_written + rows_unchanged + rows_quarantined, false)
        )
    )
);

create index load_source on load (source_id, load_id);

comment on table load is 'One ingestion run over a set of payloads. What it brought is visible when it is published.';
comment on column load.load_key is
'UUID version 5 of source, payload hashes and parser version: loading the same again is the same load.';
comment on column load.load_id is
'Number in the order of commits, null until published: whoever sees a load sees every load below it.';
comment on column load.known_quality is
'native: the source dates its vintages; harvested: first seen by us; inferred: by a rule of publication lag.';
comment on column load.rows_unchanged is 'Rows that repeat what was known before; they make no observation.';
comment on column load.rows_skipped is
'Rows that the source has but that we leave out on purpose; not part of rows_read.';
comment on column load.rows_restored is
'Observations written again because this load put a different value before a vintage that had repeated them.';

create table load_payload (
    load_key uuid not null references load (load_key),
    payload_sha256 text not null references raw_payload (payload_sha256),
    name text not null,
    rows_expected bigint check (rows_expected >= 0),
    rows_skipped bigint check (rows_skipped >= 0),
    primary key (load_key, payload_sha256)
);

comment on table load_payload is 'The payloads of a load and how many rows the parser found in each.';
comment on column load_payload.name is 'File name or address that the payload came by.';
