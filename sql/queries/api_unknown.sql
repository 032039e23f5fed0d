-- What a request asks for that is not there at all, or null.
select
    case
        when cast(:series as text) is not null
            and not exists (select from api.series where series.series_key = cast(:series as text))
            then 'No series ' || cast(:series as text) || '; /v1/series lists them'
        when cast(:method as text) is not null
            and not exists (select from api.method where method.method = cast(:method as text))
            then 'No method ' || cast(:method as text) || '; /v1/methods lists them'
    end as complaint
