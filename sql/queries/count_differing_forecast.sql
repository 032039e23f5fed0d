-- A repeated score must say the same again; another value under the same key is an error, never a silent winner.
select count(*) as row_count
from (
    select incoming.*
    from incoming
    except
    select forecast.*
    from forecast
    where forecast.run_id = :run_id
) as differing
