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

    -- Nor large objects and messages in the log of writes, which nothing bounds.
    for target in
        select pg_proc.oid::regprocedure as signature
        from pg_catalog.pg_proc
        where
            pg_proc.pronamespace = 'pg_catalog'::regnamespace
            and (
                pg_proc.proname like 'lo\_%'
                or pg_proc.proname in ('loread', 'lowrite', 'pg_logical_emit_message')
            )
            and has_function_privilege('public', pg_proc.oid, 'execute')
    loop
        execute format('revoke execute on function %s from public', target.signature);
    end loop;

    -- What guards stands where the owner of the tables cannot reach it.
    create schema if not exists macrocast_guard;
    revoke all on schema macrocast_guard from public;

    create or replace function macrocast_guard.is_history(relation oid) returns boolean
    language sql stable
    set search_path = pg_catalog, pg_temp
    as $body$
        select exists (
            select from pg_trigger where pg_trigger.tgrelid = relation and pg_trigger.tgname ~ '^(refuse|note)_'
        )
    $body$;
    comment on function macrocast_guard.is_history is 'Whether a table refuses or notes changes, so that nobody may change it in other ways.';

    -- Under another name, or in another schema, nothing finds them.
    create table if not exists macrocast_guard.history (name text primary key, columns text[]);
    -- As an earlier version made it.
    if not exists (
        select from pg_catalog.pg_attribute
        where attrelid = 'macrocast_guard.history'::regclass and attname = 'columns'
    ) then
        alter table macrocast_guard.history add column columns text[];
    end if;
    comment on table macrocast_guard.history is 'Tables that refuse or note changes, as scripts of ours left them.';
    insert into macrocast_guard.history (name, columns)
    select
        format('%I.%I', pg_namespace.nspname, pg_class.relname),
        array(
            select pg_attribute.attname::text
            from pg_catalog.pg_attribute
            where pg_attribute.attrelid = pg_class.oid and pg_attribute.attnum > 0 and not pg_attribute.attisdropped
            order by pg_attribute.attnum
        )
    from pg_catalog.pg_class
    inner join pg_catalog.pg_namespace on pg_class.relnamespace = pg_namespace.oid
    where pg_namespace.nspname = 'macrocast' and macrocast_guard.is_history(pg_class.oid)
    on conflict (name) do update set columns = excluded.columns;
    delete from macrocast_guard.history
    where to_regclass(history.name) is null;

    create or replace function macrocast_guard.refuse_drop() returns event_trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
    as $body$
    declare
        dropped text;
    begin
        if (select rolsuper from pg_roles where rolname = session_user) then
            return;
        end if;
        select gone.object_identity into dropped
        from pg_event_trigger_dropped_objects() as gone
        where
            (gone.object_type = 'trigger' and gone.object_identity ~ '^(refuse|note)_')
            or (
                gone.object_type in ('table column', 'trigger')
                and macrocast_guard.is_history(
                    to_regclass(format('%I.%I', gone.address_names[1], gone.address_names[2]))
                )
            )
        limit 1;
        if found then
            raise exception 'history is append-only: % refused, it would take away %', lower(tg_tag), dropped
                using errcode = 'insufficient_privilege';
        end if;
    end
    $body$;
    comment on function macrocast_guard.refuse_drop is 'Event trigger that keeps the owner from dropping history.';

    create or replace function macrocast_guard.refuse_silence() returns event_trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
    as $body$
    begin
        if
            not (select rolsuper from pg_roles where rolname = session_user)
            and exists (
                select from pg_trigger
                where not tgisinternal and tgenabled not in ('O', 'A') and macrocast_guard.is_history(tgrelid)
                union all
                select from pg_class
                where relrowsecurity and macrocast_guard.is_history(oid)
                union all
                select from pg_policy
                where macrocast_guard.is_history(polrelid)
                union all
                select from macrocast_guard.history
                where to_regclass(name) is null
                union all
                select from macrocast_guard.history
                cross join unnest(columns) as kept (name)
                where
                    not exists (
                        select from pg_attribute
                        where attrelid = to_regclass(history.name) and attname = kept.name and not attisdropped
                    )
            )
        then
            raise exception 'history is append-only: % refused, it would silence what guards it or hide rows', lower(tg_tag)
                using errcode = 'insufficient_privilege';
        end if;
    end
    $body$;
    comment on function macrocast_guard.refuse_silence is 'Event trigger that keeps the owner from disabling what refuses or notes changes, and from hiding or moving history.';

    -- Under another name a trigger could be dropped. No migration renames one.
    create or replace function macrocast_guard.refuse_rename() returns event_trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
    as $body$
    begin
        if not (select rolsuper from pg_roles where rolname = session_user) then
            raise exception 'history is append-only: % refused, triggers that guard it are known by name', lower(tg_tag)
                using errcode = 'insufficient_privilege';
        end if;
    end
    $body$;
    comment on function macrocast_guard.refuse_rename is 'Event trigger that keeps the owner from renaming refusals.';

    create or replace function macrocast_guard.refuse_rewrite() returns event_trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
    as $body$
    begin
        if
            not (select rolsuper from pg_roles where rolname = session_user)
            and macrocast_guard.is_history(pg_event_trigger_table_rewrite_oid())
        then
            raise exception 'history is append-only: % refused, it would write % anew', lower(tg_tag),
                pg_event_trigger_table_rewrite_oid()::regclass
                using errcode = 'insufficient_privilege';
        end if;
    end
    $body$;
    comment on function macrocast_guard.refuse_rewrite is 'Event trigger that keeps the owner from writing history anew.';

    create or replace function macrocast_guard.refuse_rule() returns event_trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
    as $body$
    begin
        if
            not (select rolsuper from pg_roles where rolname = session_user)
            and exists (select from pg_rewrite where rulename <> '_RETURN' and macrocast_guard.is_history(ev_class))
        then
            raise exception 'history is append-only: % refused, statements on it would do something else', lower(tg_tag)
                using errcode = 'insufficient_privilege';
        end if;
    end
    $body$;
    comment on function macrocast_guard.refuse_rule is 'Event trigger that keeps the owner from turning statements on history aside.';

    for target in
        select *
        from (values
            ('macrocast_refuse_drop', 'sql_drop', null, 'refuse_drop'),
            (
                'macrocast_refuse_silence', 'ddl_command_end', array[
                    -- PostgreSQL renames a table by any of the first six.
                    'ALTER TABLE', 'ALTER INDEX', 'ALTER VIEW', 'ALTER SEQUENCE', 'ALTER MATERIALIZED VIEW',
                    'ALTER FOREIGN TABLE', 'ALTER SCHEMA', 'CREATE POLICY', 'ALTER POLICY'
                ],
                'refuse_silence'
            ),
            ('macrocast_refuse_rename', 'ddl_command_start', array['ALTER TRIGGER'], 'refuse_rename'),
            ('macrocast_refuse_rewrite', 'table_rewrite', null, 'refuse_rewrite'),
            ('macrocast_refuse_rule', 'ddl_command_end', array['CREATE RULE'], 'refuse_rule')
        ) as wanted (name, event, tags, function_name)
        where not exists (
                select
                from pg_catalog.pg_event_trigger
                where
                    pg_event_trigger.evtname = wanted.name
                    and pg_event_trigger.evttags is not distinct from wanted.tags
                    and pg_event_trigger.evtfoid = format('macrocast_guard.%s()', wanted.function_name)::regprocedure
            )
    loop
        -- One of earlier versions called a function that the owner could drop.
        execute format('drop event trigger if exists %I', target.name);
        execute format('drop function if exists macrocast.%I()', target.function_name);
        execute format(
            'create event trigger %I on %s %s execute function macrocast_guard.%I()', target.name, target.event,
            (select 'when tag in (' || string_agg(quote_literal(tag), ', ') || ')' from unnest(target.tags) as tag),
            target.function_name
        );
    end loop;
end
$guard$;
