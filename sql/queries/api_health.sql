select cast(json_build_object('status', 'ok', 'last_night', max(as_of)) as text) as body
from api.forecast_run
where kind = 'own' and published_at is not null
