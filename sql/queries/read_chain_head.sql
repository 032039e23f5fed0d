select
    event_id,
    encode(hash, 'hex') as hash
from audit_event
order by event_id desc
limit 1
