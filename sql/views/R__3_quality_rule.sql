create or replace view api.quality_rule as
select
    rule_key,
    kind,
    source,
    series,
    action,
    lower,
    upper,
    limit_value,
    min_count,
    description
from macrocast.quality_rule;

comment on view api.quality_rule is 'What is expected of data. The rule nearest to a series counts.';
comment on column api.quality_rule.rule_key is 'kind, kind:source or kind:source/series.';
comment on column api.quality_rule.kind is
'range, ahead, frequency, revision, revised-share, withdrawn-share, gap-share, quarantined-share or staleness.';
comment on column api.quality_rule.source is 'Code of the source; null: any.';
comment on column api.quality_rule.series is 'Code of the series in its source; null: any.';
comment on column api.quality_rule.action is 'quarantine: refuse the row; hold: keep the load back; note: only say so.';
comment on column api.quality_rule.lower is 'range: least value.';
comment on column api.quality_rule.upper is 'range: greatest value.';
comment on column api.quality_rule.limit_value is
'ahead, staleness: periods; revision: times the greatest revision before; shares: part of 1.';
comment on column api.quality_rule.min_count is 'With fewer revisions, periods or rows it says nothing.';
comment on column api.quality_rule.description is 'In words.';
