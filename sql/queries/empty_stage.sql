delete from stage
where load_key = :load_key
