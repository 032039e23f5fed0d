select distinct series.code as series
from load
inner join quality_finding as finding on load.load_key = finding.load_key and load.token >= finding.token
inner join quality_rule as rule on finding.rule_key = rule.rule_key
inner join series on finding.series_id = series.series_id
where load.load_key = :load_key and load.status = 'held' and rule.action = 'hold'
