create or replace view api.revision_triangle as
select
    stated.series_key,
    stated.period,
    stated.period_start,
    count(*) as releases,
    max(stated.value) filter (where stated.release = 1) as release_1,
    max(stated.value) filter (where stated.release = 2) as release_2,
    max(stated.value) filter (where stated.release = 3) as release_3,
    max(stated.value) filter (where stated.release = 4) as release_4,
    max(stated.value) filter (where stated.release = 5) as release_5,
    max(stated.value) filter (where stated.release = 6) as release_6,
    max(stated.value) filter (where stated.release = 7) as release_7,
    max(stated.value) filter (where stated.release = 8) as release_8,
    max(stated.value) filter (where stated.release = 9) as release_9,
    max(stated.value) filter (where stated.release = 10) as release_10,
    max(stated.value) filter (where stated.release = 11) as release_11,
    max(stated.value) filter (where stated.release = 12) as release_12,
    max(stated.value) filter (where stated.is_latest) as latest,
    max(stated.value) filter (where stated.is_latest) - max(stated.value) filter (where stated.release = 1)
        as latest_minus_first,
    stated.unit
from api.observation_release as stated
group by stated.series_key, stated.period, stated.period_start, stated.unit;

comment on view api.revision_triangle is
'A row for each period and a column for each of its first twelve releases: the wide form, for Excel and Power BI.';
comment on column api.revision_triangle.series_key is 'source/code, such as boe/gdpkp.';
comment on column api.revision_triangle.period is 'The period as text, such as 2026-Q1.';
comment on column api.revision_triangle.period_start is 'First day of the period.';
comment on column api.revision_triangle.releases is 'How many releases there are by now.';
comment on column api.revision_triangle.release_1 is 'Value of the first release.';
comment on column api.revision_triangle.release_2 is 'Value of the second release.';
comment on column api.revision_triangle.release_3 is 'Value of the third release.';
comment on column api.revision_triangle.release_4 is 'Value of the fourth release.';
comment on column api.revision_triangle.release_5 is 'Value of the fifth release.';
comment on column api.revision_triangle.release_6 is 'Value of the sixth release.';
comment on column api.revision_triangle.release_7 is 'Value of the seventh release.';
comment on column api.revision_triangle.release_8 is 'Value of the eighth release.';
comment on column api.revision_triangle.release_9 is 'Value of the ninth release.';
comment on column api.revision_triangle.release_10 is 'Value of the tenth release.';
comment on column api.revision_triangle.release_11 is 'Value of the eleventh release.';
comment on column api.revision_triangle.release_12 is 'Value of the twelfth release.';
comment on column api.revision_triangle.latest is 'Value of the newest release.';
comment on column api.revision_triangle.latest_minus_first is 'How far it moved from the first release until now.';
comment on column api.revision_triangle.unit is 'Unit of the values.';
