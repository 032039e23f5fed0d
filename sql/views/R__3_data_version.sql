create or replace view api.data_version as
select
    data_version.data_version_id,
    data_version.as_of,
    data_version.last_load_id,
    load.published_at as last_loaded_at
from macrocast.data_version
left join macrocast.load on data_version.last_load_id = load.load_id;

comment on view api.data_version is
'What jobs read: everything known at a moment among the loads up to one. Later back-fills do not change it.';
comment on column api.data_version.data_version_id is 'Number of the version; api.panel_of_version reads it.';
comment on column api.data_version.as_of is 'Only what was known by then counts.';
comment on column api.data_version.last_load_id is 'Only loads up to this one count.';
comment on column api.data_version.last_loaded_at is 'When that load was published.';
