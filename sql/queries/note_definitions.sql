-- What functions, views, tables and the like are, after scripts changed them.
select append_event('schema defined', 'schema', jsonb_object(:subjects, :hashes)) as noted
