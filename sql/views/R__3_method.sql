create or replace view api.method as
select
    method.method,
    method.title,
    method.provider,
    method.kind,
    method.is_benchmark,
    method.description
from macrocast.method;

comment on view api.method is 'Every method that forecasts: ours, and those of other institutions.';
comment on column api.method.method is 'Its name; the same in every view.';
comment on column api.method.title is 'Its name as people say it.';
comment on column api.method.provider is 'Whose method it is.';
comment on column api.method.kind is 'own: our jobs make its forecasts; other: pipelines load them.';
comment on column api.method.is_benchmark is 'Whether a champion has to beat it.';
comment on column api.method.description is 'What it does, in a sentence.';
