-- A quarter is a month too: quarterly values pass for those of a monthly series, two thirds of whose periods lack.
alter table quality_rule drop constraint quality_rule_kind_check;
alter table quality_rule add constraint quality_rule_kind_check check (
    kind in (
        'range', 'ahead', 'frequency', 'revision', 'revised-share', 'withdrawn-share', 'gap-share', 'quarantined-share',
        'staleness'
    )
);

insert into quality_rule (kind, action, limit_value, min_count, description) values
('frequency', 'note', 0.6, 24, 'A first load states most periods from its first to its last, as the frequency wants.');
