insert into vintage (series_id, known_at, load_id, periods)
select
    series_id,
    known_at,
    :load_id as load_id,
    range_agg(daterange(period_start, period_plus(period_start, frequency, 1))) as periods
from judged
where kind = 'observation' and reason is null and not is_repeated
group by series_id, known_at
