-- Vintages that somebody keeps by hand lack a whole series for a week: stored, that would be withdrawals and revisions.
alter table quality_rule drop constraint quality_rule_kind_check;
alter table quality_rule add constraint quality_rule_kind_check check (
    kind in (
        'range', 'ahead', 'revision', 'revised-share', 'withdrawn-share', 'gap-share', 'quarantined-share', 'staleness'
    )
);

insert into quality_rule (kind, action, limit_value, min_count, description) values
('gap-share', 'hold', 0.9, 10, 'No vintage of a first load lacks nearly all values that the next one has again.');
