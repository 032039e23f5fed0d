-- The version that a job starting now reads; nothing when no source had said anything by then, nor for a moment that is
-- still to come: a forecast as of next year would stand before all that are made until then.
insert into data_version (as_of, last_load_id)
select
    :as_of as as_of,
    newest.last_load_id
from (select max(load_id) as last_load_id from load) as newest
where
    :as_of <= clock_timestamp()
    and exists (
        select 1
        from vintage
        where vintage.known_at <= :as_of
    )
on conflict (as_of, last_load_id) do nothing
