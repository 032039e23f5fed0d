update load
set lacks = :lacks
where load_key = :load_key and token = :token and status = 'staged'
