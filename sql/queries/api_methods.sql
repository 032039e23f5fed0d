select cast(coalesce(json_agg(row_to_json(answer.*) order by answer.method), '[]') as text) as body
from api.method as answer
