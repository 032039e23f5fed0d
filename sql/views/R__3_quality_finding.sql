create or replace view api.quality_finding as
select
    source.code as source,
    load.load_key,
    load.load_id,
    load.status,
    case when series.code is not null then source.code || '/' || series.code end as series_key,
    finding.rule_key,
    rule.action,
    finding.measured,
    finding.limit_value,
    finding.message,
    finding.found_at
from macrocast.quality_finding as finding
inner join macrocast.quality_rule as rule on finding.rule_key = rule.rule_key
inner join macrocast.load on finding.load_key = load.load_key
inner join macrocast.source on load.source_id = source.source_id
left join macrocast.series on finding.series_id = series.series_id;

comment on view api.quality_finding is
'What rules of quality found in loads: why one is held, or what was worth noting.';
comment on column api.quality_finding.source is 'Code of the source.';
comment on column api.quality_finding.load_key is 'The load; api.approve_load takes it.';
comment on column api.quality_finding.load_id is 'Its number, once published.';
comment on column api.quality_finding.status is 'Where the load stands now: held, published or rejected.';
comment on column api.quality_finding.series_key is 'The series; null: the load as a whole.';
comment on column api.quality_finding.rule_key is 'The rule; see api.quality_rule.';
comment on column api.quality_finding.action is 'hold: kept back for a person; note: only noted.';
comment on column api.quality_finding.measured is 'What was measured.';
comment on column api.quality_finding.limit_value is 'What was allowed.';
comment on column api.quality_finding.message is 'In words.';
comment on column api.quality_finding.found_at is 'When.';
