insert into forecast
select incoming.*
from incoming
on conflict (series_id, method, measure, target_start, known_at, run_id) do nothing
