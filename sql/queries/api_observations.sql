select cast(coalesce(json_agg(row_to_json(answer.*) order by answer.period_start), '[]') as text) as body
from api.observation_as_of(coalesce(cast(cast(:as_of as text) as timestamptz), 'infinity')) as answer
where answer.series_key = cast(:series as text)
