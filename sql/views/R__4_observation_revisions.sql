create or replace view api.observation_revisions as
select
    revised.series_key,
    revised.period,
    revised.period_start,
    revised.known_at,
    revised.known_at_before,
    revised.value,
    revised.value_before,
    case when not revised.is_rebased then revised.value - revised.value_before end as revision,
    case when not revised.is_rebased then revised.value / nullif(revised.value_before, 0) - 1 end
        as relative_revision,
    revised.is_rebased,
    revised.is_withdrawn,
    revised.unit,
    revised.load_id
from (
    select
        source.code || '/' || series.code as series_key,
        macrocast.period_label(sequence.period_start, series.frequency) as period,
        sequence.period_start,
        sequence.known_at,
        sequence.known_at_before,
        sequence.value,
        sequence.value_before,
        exists(
            select 1
            from unnest(rebasing.moments) as moment
            where moment > sequence.known_at_before and moment <= sequence.known_at
        ) as is_rebased,
        sequence.value is null as is_withdrawn,
        series.unit,
        sequence.load_id
    from macrocast.series
    inner join macrocast.source on series.source_id = source.source_id
    inner join (
        select
            observation.series_id,
            observation.period_start,
            observation.known_at,
            observation.value,
            observation.load_id,
            lag(observation.known_at) over time_line as known_at_before,
            lag(observation.value) over time_line as value_before
        from macrocast.observation
        window
            time_line as (
                partition by observation.series_id, observation.period_start order by observation.known_at
            )
    ) as sequence on series.series_id = sequence.series_id
    left join (
        select
            state.series_id,
            array_agg(state.known_at) as moments
        from macrocast.series_state as state
        where state.is_rebasing
        group by state.series_id
    ) as rebasing on series.series_id = rebasing.series_id
    where sequence.value_before is not null and sequence.value is distinct from sequence.value_before
) as revised;

comment on view api.observation_revisions is
'Every change of a value that was known before. Where unit or base changed in between, it is no revision.';
comment on column api.observation_revisions.series_key is 'source/code, such as boe/gdpkp.';
comment on column api.observation_revisions.period is 'The period as text, such as 2026-Q1.';
comment on column api.observation_revisions.period_start is 'First day of the period.';
comment on column api.observation_revisions.known_at is 'Moment of the change.';
comment on column api.observation_revisions.known_at_before is 'Since when the value before was known.';
comment on column api.observation_revisions.value is 'The value from then on; null: withdrawn.';
comment on column api.observation_revisions.value_before is 'The value until then.';
comment on column api.observation_revisions.revision is 'value - value_before; null for a rebasing.';
comment on column api.observation_revisions.relative_revision is 'value / value_before - 1; null for a rebasing.';
comment on column api.observation_revisions.is_rebased is
'Whether unit or base changed in between; see api.series_attribute.';
comment on column api.observation_revisions.is_withdrawn is 'Whether the source took the value back.';
comment on column api.observation_revisions.unit is 'Unit of the series now.';
comment on column api.observation_revisions.load_id is 'The load that brought the change.';
