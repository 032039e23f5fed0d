-- What we take a season out of is a derived series of the source macrocast_sa: loaded as any other, by the same
-- publication, and with the way it was made beside it.
create table seasonal_adjustment (
    load_key uuid not null references load (load_key),
    series_id bigint not null references series (series_id),
    input_series_id bigint not null references series (series_id),
    data_version_id bigint not null references data_version (data_version_id),
    identified_version_id bigint not null references data_version (data_version_id),
    method text not null check (method in ('x13', 'tramo-seats')),
    specification text not null,
    policy text not null check (policy in ('current', 'partial-concurrent', 'concurrent')),
    library text not null,
    input_sha256 text not null,
    identified_sha256 text not null,
    model jsonb not null,
    diagnostics jsonb not null,
    primary key (load_key, series_id)
);

comment on table seasonal_adjustment is 'How each adjusted series of a load was made. Append-only.';
comment on column seasonal_adjustment.input_series_id is 'The series that was adjusted.';
comment on column seasonal_adjustment.data_version_id is 'What was known of it.';
comment on column seasonal_adjustment.identified_version_id is
'What the model was identified on; concurrent: the same as data_version_id.';
comment on column seasonal_adjustment.specification is 'Of the library, by its name: RSA5, RSAfull.';
comment on column seasonal_adjustment.policy is
'current: nothing is estimated again; partial-concurrent: parameters are; concurrent: all is.';
comment on column seasonal_adjustment.input_sha256 is 'Hash of the values that were adjusted.';
comment on column seasonal_adjustment.identified_sha256 is 'Hash of the values that the model was identified on.';
comment on column seasonal_adjustment.model is 'Orders, transform and parameters of the ARIMA model.';
comment on column seasonal_adjustment.diagnostics is 'What the library thinks of it: category, name, value, quality.';

call make_append_only('seasonal_adjustment');

grant insert on seasonal_adjustment, data_version to macrocast_loader;

insert into quality_rule (kind, source, series, action, limit_value, min_count, description) values
('revised-share', 'macrocast_sa', null, 'note', 0.9, 50, 'A new value moves the whole of an adjusted series a little.');
