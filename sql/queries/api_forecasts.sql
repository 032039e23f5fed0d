-- Of each series and method what was said last by a moment, in the measure that the series is judged in. What was said
-- last of all is noted; what was said last by an earlier moment has to be looked for.
select
    cast(
        coalesce(
            json_agg(row_to_json(answer.*) order by answer.series_key, answer.method, answer.target_start), '[]'
        ) as text
    ) as body
from (
    select
        latest.series_key,
        latest.method,
        latest.provider,
        latest.measure,
        latest.is_judged,
        latest.target,
        latest.target_start,
        latest.horizon,
        latest.mean,
        latest.q025,
        latest.q05,
        latest.q10,
        latest.q25,
        latest.q50,
        latest.q75,
        latest.q90,
        latest.q95,
        latest.q975,
        latest.calibration,
        latest.champion_method,
        latest.known_at,
        latest.published_at,
        latest.run_id,
        true as official,
        latest.title,
        latest.unit,
        latest.method_title,
        latest.origin,
        latest.model_version_id
    from api.latest_forecast as latest
    where
        cast(:as_of as text) is null
        and latest.is_judged
        and (cast(:series as text) is null or latest.series_key = cast(:series as text))
        and (cast(:method as text) is null or latest.method = cast(:method as text))
    union all
    select
        earlier.series_key,
        earlier.method,
        earlier.provider,
        earlier.measure,
        earlier.is_judged,
        earlier.target,
        earlier.target_start,
        earlier.horizon,
        earlier.mean,
        earlier.q025,
        earlier.q05,
        earlier.q10,
        earlier.q25,
        earlier.q50,
        earlier.q75,
        earlier.q90,
        earlier.q95,
        earlier.q975,
        earlier.calibration,
        earlier.champion_method,
        earlier.known_at,
        earlier.published_at,
        earlier.run_id,
        earlier.official,
        earlier.title,
        earlier.unit,
        earlier.method_title,
        earlier.origin,
        earlier.model_version_id
    from (
        select
            history.*,
            rank() over (
                partition by history.series_key, history.method
                order by history.known_at desc, history.published_at desc
            ) as age
        from api.forecast_history as history
        where
            cast(:as_of as text) is not null
            and history.is_judged
            and history.official
            and (cast(:series as text) is null or history.series_key = cast(:series as text))
            and (cast(:method as text) is null or history.method = cast(:method as text))
            and history.known_at <= cast(cast(:as_of as text) as timestamptz)
    ) as earlier
    where earlier.age = 1
) as answer
