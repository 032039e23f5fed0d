-- What a table refuses, who may touch it and which triggers are on is part of what the last migration left, as
-- functions and views are; and so is what guards from outside (queries/guard_database.sql).
create or replace function definitions() returns table (subject text, hash text)
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
        where pg_namespace.nspname in ('macrocast', 'macrocast_guard', 'api') and pg_proc.prokind in ('f', 'p')
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
            -- That refusals and notes are on is asked for by name (queries/verify_guards.sql).
            concat_ws(
                ' ', pg_get_triggerdef(pg_trigger.oid),
                case when pg_trigger.tgname !~ '^(refuse|note)_' then pg_trigger.tgenabled end
            )
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
        union all
        select
            format('constraint/%s.%s', pg_constraint.conrelid::regclass, pg_constraint.conname),
            pg_get_constraintdef(pg_constraint.oid)
        from pg_constraint
        inner join pg_namespace on pg_constraint.connamespace = pg_namespace.oid
        where pg_namespace.nspname = 'macrocast' and pg_constraint.conrelid <> 0
        union all
        select
            'index/' || pg_index.indexrelid::regclass,
            pg_get_indexdef(pg_index.indexrelid)
        from pg_index
        inner join pg_class on pg_index.indexrelid = pg_class.oid
        inner join pg_namespace on pg_class.relnamespace = pg_namespace.oid
        where pg_namespace.nspname = 'macrocast'
        union all
        select
            format('rewrite rule/%s.%s', pg_rewrite.ev_class::regclass, pg_rewrite.rulename),
            pg_get_ruledef(pg_rewrite.oid)
        from pg_rewrite
        inner join pg_class on pg_rewrite.ev_class = pg_class.oid
        inner join pg_namespace on pg_class.relnamespace = pg_namespace.oid
        where pg_namespace.nspname in ('macrocast', 'api') and pg_class.relkind <> 'v'
        union all
        select
            'rights/' || pg_class.oid::regclass,
            (
                select string_agg(granted.item::text, ' ' order by granted.item::text)
                from unnest(
                        coalesce(pg_class.relacl, acldefault('r', pg_class.relowner))
                    ) as granted (item)
            )
        from pg_class
        inner join pg_namespace on pg_class.relnamespace = pg_namespace.oid
        where pg_namespace.nspname in ('macrocast', 'api') and pg_class.relkind in ('r', 'v')
    ) as defined
$$;

comment on function definitions is
'Hash of each function, view, trigger, constraint, index, rewrite rule and set of rights of ours as it is now.';

-- Who is called what on a leaderboard, and where data come from, is stated row by row too.
call note_rows_of('method');
call note_rows_of('source');

create trigger note_changes after update on method
referencing old table as before_change new table as after_change
for each statement execute function note_changes();
create trigger note_changes after update on source
referencing old table as before_change new table as after_change
for each statement execute function note_changes();
