create table data_version (
    data_version_id bigint generated always as identity primary key,
    as_of timestamptz not null,
    last_load_id bigint not null references load (load_id),
    unique (as_of, last_load_id)
);

comment on table data_version is
'What a job read: everything known at as_of among the loads up to last_load_id. Later back-fills cannot change it.';

call make_append_only('data_version');
