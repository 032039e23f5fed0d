-- A series that is rarely revised has no revisions to compare with; values in another unit are further from those
-- before than any period ever was from the next.
alter table quality_rule drop constraint quality_rule_kind_check;
alter table quality_rule add constraint quality_rule_kind_check check (
    kind in (
        'range', 'ahead', 'frequency', 'revision', 'revision-size', 'revised-share', 'withdrawn-share', 'gap-share',
        'quarantined-share', 'staleness'
    )
);

insert into quality_rule (kind, action, limit_value, min_count, description) values
(
    'revision-size', 'hold', 5, 20,
    'No revision is five times the greatest change that the series ever had from one period to the next.'
);
