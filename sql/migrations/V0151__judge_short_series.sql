-- A series of annual values is short, and another unit shows against seven changes as well as against twenty.
update quality_rule
set min_count = 7
where rule_key = 'revision-size';
