create or replace view api.revision_triangle as
with stated as (
    select
        release.series_key,
        release.period,
        release.period_start,
        count(*) as releases,
        max(release.value) filter (where release.release = 1) as release_1,
        max(release.value) filter (where release.release = 2) as release_2,
        max(release.value) filter (where release.release = 3) as release_3,
        max(release.value) filter (where release.release = 4) as release_4,
        max(release.value) filter (where release.release = 5) as release_5,
        max(release.value) filter (where release.release = 6) as release_6,
        max(release.value) filter (where release.release = 7) as release_7,
        max(release.value) filter (where release.release = 8) as release_8,
        max(release.value) filter (where release.release = 9) as release_9,
        max(release.value) filter (where release.release = 10) as release_10,
        max(release.value) filter (where release.release = 11) as release_11,
        max(release.value) filter (where release.release = 12) as release_12,
        max(release.value) filter (where release.is_latest) as latest,
        max(release.unit) filter (where release.is_latest) as unit,
        min(release.known_at) as first_known_at,
        max(release.known_at) as last_known_at
    from api.observation_release as release
    group by release.series_key, release.period, release.period_start
),

rebasing as (
    select
        attribute.series_key,
        array_agg(attribute.known_at) as moments
    from api.series_attribute as attribute
    where attribute.is_rebasing
    group by attribute.series_key
),

compared as (
    select
        stated.*,
        exists(
            select 1
            from unnest(rebasing.moments) as moment
            where moment > stated.first_known_at and moment <= stated.last_known_at
        ) as is_rebased
    from stated
    left join rebasing on stated.series_key = rebasing.series_key
)

select
    compared.series_key,
    compared.period,
    compared.period_start,
    compared.releases,
    compared.release_1,
    compared.release_2,
    compared.release_3,
    compared.release_4,
    compared.release_5,
    compared.release_6,
    compared.release_7,
    compared.release_8,
    compared.release_9,
    compared.release_10,
    compared.release_11,
    compared.release_12,
    compared.latest,
    case when not compared.is_rebased then compared.latest - compared.release_1 end as latest_minus_first,
    compared.unit,
    compared.is_rebased
from compared;

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
comment on column api.revision_triangle.latest_minus_first is
'How far it moved from the first release until now;
null where unit or base changed in between: that is no revision.';
comment on column api.revision_triangle.unit is 'Unit of the newest release.';
comment on column api.revision_triangle.is_rebased is
'Whether unit or base changed between the first release and the newest; see api.series_attribute.';
