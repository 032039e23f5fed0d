select
    data_version.data_version_id,
    data_version.as_of,
    data_version.last_load_id
from data_version
where data_version.as_of = :as_of
order by data_version.last_load_id desc
limit 1
