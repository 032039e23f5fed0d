-- One publish per source at a time: what a load is compared with must not change meanwhile. The class number only keeps
-- these locks apart from the one of publish_number_load.
select pg_advisory_xact_lock(1, load.source_id)
from load
where load.load_key = :load_key
