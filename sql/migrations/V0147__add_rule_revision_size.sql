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

-- Series of FRED-MD and FRED-QD in prices of a year move with it, and the files do not say so; rates never do.
insert into quality_rule (kind, source, action, limit_value, min_count, description) values
(
    'revision-size', 'fred_md', 'note', 5, 20,
    'Vintages in prices of another year differ by as much: seen, not held back.'
),
(
    'revision-size', 'fred_qd', 'note', 5, 20,
    'Vintages in prices of another year differ by as much: seen, not held back.'
);

insert into quality_rule (kind, source, series, action, limit_value, min_count, description)
select
    'revision-size' as kind,
    source.code as source,
    series.code as series,
    'hold' as action,
    5 as limit_value,
    20 as min_count,
    'A rate has no base that could move.' as description
from unnest(array['fred_md', 'fred_qd']) as source (code)
cross join unnest(
    array['FEDFUNDS', 'TB3MS', 'TB6MS', 'GS1', 'GS5', 'GS10', 'AAA', 'BAA', 'UNRATE']
) as series (code);
