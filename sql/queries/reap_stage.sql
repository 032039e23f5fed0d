delete from stage
where not exists (
        select 1
        from load
        where load.load_key = stage.load_key and load.status in ('staged', 'held')
    )
