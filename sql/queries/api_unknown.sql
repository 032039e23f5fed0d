-- What a request asks for that is not there at all, or null.
with asked as (
    select
        cast(:series as text) as series_key,
        cast(:method as text) as method
)

select
    case
        when asked.series_key is not null and series.series_key is null
            then 'No series ' || asked.series_key || '; /v1/series lists them'
        when asked.method is not null and method.method is null
            then 'No method ' || asked.method || '; /v1/methods lists them'
    end as complaint
from asked
left join api.series on asked.series_key = series.series_key
left join api.method on asked.method = method.method
