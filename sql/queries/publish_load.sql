update load
set status = 'published', published_at = clock_timestamp()
where load_key = :load_key and status = 'publishing'
