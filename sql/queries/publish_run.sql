update forecast_run
set published_at = clock_timestamp(), rows_published = :rows_published
where run_id = :run_id and published_at is null
