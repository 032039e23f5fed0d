select token
from forecast_run
where run_id = :run_id and kind = 'own'
