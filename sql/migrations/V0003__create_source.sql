create table source (
    source_id integer generated always as identity primary key,
    code text not null unique check (code ~ '^[a-z][a-z0-9_]*$'),
    title text not null,
    licence text not null,
    homepage text not null
);

comment on table source is 'Who publishes.';
comment on column source.code is 'Short name, first part of every series key: boe in boe/gdpkp.';
