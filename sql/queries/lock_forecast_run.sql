select run_id
from forecast_run
where run_id = :run_id
for update
