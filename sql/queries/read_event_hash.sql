select encode(hash, 'hex') as hash
from audit_event
where event_id = :event_id
