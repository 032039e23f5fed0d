-- Who may replace a function can take the teeth out of a trigger that stays where it is, or make a view say something
-- else. So each migration notes the definition of all functions, triggers and views in the audit chain, and an audit
-- compares.
create function definitions() returns table (subject text, hash text)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
    select
        defined.subject,
        encode(sha256(convert_to(defined.definition, 'UTF8')), 'hex')
    from (
        select
            format(
                'function/%s.%s(%s)', pg_namespace.nspname, pg_proc.proname,
                pg_get_function_identity_arguments(pg_proc.oid)
            ) as subject,
            pg_get_functiondef(pg_proc.oid) || pg_get_userbyid(pg_proc.proowner) as definition
        from pg_proc
        inner join pg_namespace on pg_proc.pronamespace = pg_namespace.oid
        where pg_namespace.nspname in ('macrocast', 'api') and pg_proc.prokind in ('f', 'p')
        union all
        select
            format('view/%s.%s', pg_namespace.nspname, pg_class.relname),
            pg_get_viewdef(pg_class.oid) || pg_get_userbyid(pg_class.relowner)
        from pg_class
        inner join pg_namespace on pg_class.relnamespace = pg_namespace.oid
        where pg_namespace.nspname in ('macrocast', 'api') and pg_class.relkind = 'v'
        union all
        select
            format('trigger/%s.%s.%s', pg_namespace.nspname, pg_class.relname, pg_trigger.tgname),
            pg_get_triggerdef(pg_trigger.oid)
        from pg_trigger
        inner join pg_class on pg_trigger.tgrelid = pg_class.oid
        inner join pg_namespace on pg_class.relnamespace = pg_namespace.oid
        where
            pg_namespace.nspname = 'macrocast'
            and not pg_trigger.tgisinternal
            and pg_trigger.tgname not like 'ts\_%'
        union all
        select
            'event trigger/' || pg_event_trigger.evtname,
            concat_ws(
                ' ', pg_event_trigger.evtevent, pg_event_trigger.evttags::text,
                pg_event_trigger.evtfoid::regprocedure::text
            )
        from pg_event_trigger
        where pg_event_trigger.evtname like 'macrocast\_%'
    ) as defined
$$;

comment on function definitions is 'Hash of each function, view, trigger and event trigger of ours as it is now.';

create function note_definitions(has_migrated boolean) returns bigint
language sql security definer
set search_path = macrocast, public, pg_temp
as $$
    select append_event('schema defined', 'schema', jsonb_object_agg(definitions.subject, definitions.hash))
    from definitions()
    where
        has_migrated
        or not exists (select from audit_event where kind = 'schema defined')
    having count(*) > 0
$$;

comment on function note_definitions is 'Notes what functions, views and triggers are, after scripts changed them.';

revoke execute on function note_definitions from public;
