-- What the catalogue says of the bases of these series now, where that is not what it said last.
insert into series_base (series_id, known_at, base_period, unit)
with described as (
    select series.series_id
    from series
    inner join source on series.source_id = source.source_id
    where source.code = :source and series.code in (select unnest(:series))
),

said as (
    select
        series.series_id,
        cast(base.known_at as timestamptz) as known_at,
        base.base_period,
        base.unit
    from unnest(:codes, :known_at, :base_periods, :units) as base (code, known_at, base_period, unit)
    inner join series on base.code = series.code
    inner join source on series.source_id = source.source_id and source.code = :source
),

noted as (
    select
        series_base_now.series_id,
        series_base_now.known_at,
        series_base_now.base_period,
        series_base_now.unit
    from series_base_now
    inner join described on series_base_now.series_id = described.series_id
)

select
    coalesce(said.series_id, noted.series_id) as series_id,
    coalesce(said.known_at, noted.known_at) as known_at,
    said.base_period,
    said.unit
from said
full outer join noted on said.series_id = noted.series_id and said.known_at = noted.known_at
where (said.base_period, said.unit) is distinct from (noted.base_period, noted.unit)
