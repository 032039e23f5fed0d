create table model_version (
    model_version_id uuid primary key,
    series_id bigint not null references series (series_id),
    method text not null references method (method),
    origin date not null,
    as_of timestamptz not null,
    data_hash text not null,
    settings jsonb not null,
    seed bigint not null,
    code_version text not null,
    image_digest text not null,
    bundle_uri text not null,
    bundle_sha256 text not null check (bundle_sha256 ~ '^[0-9a-f]{64}$'),
    parameter_hash text not null,
    trained_at timestamptz not null default now()
);

create index model_version_series on model_version (series_id, method);

comment on table model_version is 'One fitted, stored model and everything it depended on. Append-only.';
comment on column model_version.model_version_id is
'UUID version 5 of series, method, data hash, settings, seed and code version: training again gives the same id.';
comment on column model_version.origin is 'First day of the last period the model saw.';
comment on column model_version.data_hash is 'SHA-256 of the training values as read.';
comment on column model_version.bundle_sha256 is 'Checked against the bundle before a byte of it is parsed.';
comment on column model_version.parameter_hash is 'SHA-256 of the fitted parameters in canonical form.';

call make_append_only('model_version');

create table run_model (
    run_id uuid not null references forecast_run (run_id),
    model_version_id uuid not null references model_version (model_version_id),
    primary key (run_id, model_version_id)
);

comment on table run_model is
'Which models a run used; unchanged data and code reuse a model of an earlier run. Append-only.';

call make_append_only('run_model');
