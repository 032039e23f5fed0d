update load
set status = 'rejected', message = :message
where load_key = :load_key and status = 'staged'
