-- Of each series and method what was said last by a moment, in the measure that the series is judged in.
select
    cast(
        coalesce(
            json_agg(row_to_json(answer.*) order by answer.series_key, answer.method, answer.target_start), '[]'
        ) as text
    ) as body
from (
    select
        forecast_history.*,
        rank() over (
            partition by forecast_history.series_key, forecast_history.method
            order by forecast_history.known_at desc, forecast_history.published_at desc
        ) as age
    from api.forecast_history
    where
        forecast_history.is_judged
        and forecast_history.official
        and (cast(:series as text) is null or forecast_history.series_key = cast(:series as text))
        and (cast(:method as text) is null or forecast_history.method = cast(:method as text))
        and (cast(:as_of as text) is null or forecast_history.known_at <= cast(cast(:as_of as text) as timestamptz))
) as answer
where answer.age = 1
