-- What only a superuser can put in the way of the owner of the tables, who could else drop or silence what refuses
-- change. A superuser is not stopped by this.
do $guard$
declare
    target record;
begin
    if not (select rolsuper from pg_catalog.pg_roles where rolname = current_user) then
        return;
    end if;

    -- Dropping a chunk drops rows without asking any trigger. Nobody but superusers calls it from now on.
    for target in
        select pg_proc.oid::regprocedure as signature
        from pg_catalog.pg_proc
        inner join pg_catalog.pg_depend
            on pg_depend.classid = 'pg_proc'::regclass and pg_proc.oid = pg_depend.objid and pg_depend.deptype = 'e'
        inner join pg_catalog.pg_extension
            on pg_depend.refobjid = pg_extension.oid and pg_extension.extname = 'timescaledb'
        where
            pg_proc.proname in ('drop_chunks', 'drop_chunk', 'drop_osm_chunk', 'detach_chunk', 'create_chunk')
            and has_function_privilege('public', pg_proc.oid, 'execute')
    loop
        execute format('revoke execute on function %s from public', target.signature);
    end loop;

    -- Publications wait for each other by advisory locks. A reader that held one would stop them all.
    for target in
        select pg_proc.oid::regprocedure as signature
        from pg_catalog.pg_proc
        where
            pg_proc.pronamespace = 'pg_catalog'::regnamespace
            and pg_proc.proname like 'pg%advisory%lock%'
            and has_function_privilege('public', pg_proc.oid, 'execute')
    loop
        execute format('revoke execute on function %s from public', target.signature);
        execute format('grant execute on function %s to macrocast_owner, macrocast_migrator', target.signature);
    end loop;

    -- Temporary tables are for those whose jobs make some; a reader could fill the disk with them.
    if has_database_privilege('public', current_database(), 'temporary') then
        execute format('revoke temporary on database %I from public', current_database());
        execute format(
            'grant temporary on database %I to macrocast_owner, macrocast_trainer, macrocast_scorer', current_database()
        );
    end if;

    -- A reader may lift its own time limits, but neither of these two.
    if (select rolconnlimit from pg_catalog.pg_roles where rolname = 'macrocast_analyst') = -1 then
        alter role macrocast_analyst connection limit 60;
        alter role macrocast_analyst set temp_file_limit = '4GB';
        alter role macrocast_api connection limit 40;
        alter role macrocast_api set temp_file_limit = '1GB';
    end if;

    if not exists (select from pg_catalog.pg_event_trigger where evtname = 'macrocast_refuse_drop') then
        create function macrocast.refuse_drop() returns event_trigger
        language plpgsql
        as $body$
        begin
            if
                not (select rolsuper from pg_catalog.pg_roles where rolname = current_user)
                and exists (
                    select from pg_catalog.pg_event_trigger_dropped_objects()
                    where object_type = 'trigger' and object_identity like 'refuse\_%'
                )
            then
                raise exception 'history is append-only: % refused, it would take away what guards it', lower(tg_tag)
                    using errcode = 'insufficient_privilege';
            end if;
        end
        $body$;

        create function macrocast.refuse_silence() returns event_trigger
        language plpgsql
        as $body$
        begin
            if
                not (select rolsuper from pg_catalog.pg_roles where rolname = current_user)
                and exists (
                    select from pg_catalog.pg_trigger where tgname like 'refuse\_%' and tgenabled <> 'O'
                )
            then
                raise exception 'history is append-only: % refused, it would silence what guards it', lower(tg_tag)
                    using errcode = 'insufficient_privilege';
            end if;
        end
        $body$;

        comment on function macrocast.refuse_drop is 'Event trigger that keeps the owner from dropping history.';
        comment on function macrocast.refuse_silence is 'Event trigger that keeps the owner from disabling refusals.';
        create event trigger macrocast_refuse_drop on sql_drop execute function macrocast.refuse_drop();
        create event trigger macrocast_refuse_silence on ddl_command_end when tag in ('ALTER TABLE')
        execute function macrocast.refuse_silence();
    end if;

    -- Under another name a trigger could be dropped. No migration renames one.
    if not exists (select from pg_catalog.pg_event_trigger where evtname = 'macrocast_refuse_rename') then
        create function macrocast.refuse_rename() returns event_trigger
        language plpgsql
        as $body$
        begin
            if not (select rolsuper from pg_catalog.pg_roles where rolname = current_user) then
                raise exception 'history is append-only: % refused, triggers that guard it are known by name',
                    lower(tg_tag)
                    using errcode = 'insufficient_privilege';
            end if;
        end
        $body$;

        comment on function macrocast.refuse_rename is 'Event trigger that keeps the owner from renaming refusals.';
        create event trigger macrocast_refuse_rename on ddl_command_start when tag in ('ALTER TRIGGER')
        execute function macrocast.refuse_rename();
    end if;
end
$guard$;
