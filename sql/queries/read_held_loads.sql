select
    load_key,
    source,
    message
from api.load
where status = 'held'
order by started_at, load_key
