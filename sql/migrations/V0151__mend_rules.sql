-- A series of annual values is short, and another unit shows against seven changes as well as against twenty.
update quality_rule
set min_count = 7
where rule_key = 'revision-size';

-- Vintages of FRED-MD and FRED-QD come by the month, and a year's benchmark revises whole series. Their values are held
-- by the size of revisions and by what is withdrawn.
insert into quality_rule (kind, source, action, limit_value, min_count, description)
select
    general.kind,
    panel.source,
    'note' as action,
    general.limit_value,
    general.min_count,
    general.description
from quality_rule as general
cross join (values ('fred_md'), ('fred_qd')) as panel (source)
where general.rule_key = 'revised-share';
