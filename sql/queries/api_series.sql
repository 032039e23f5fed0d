select cast(coalesce(json_agg(row_to_json(answer.*) order by answer.series_key), '[]') as text) as body
from api.series as answer
