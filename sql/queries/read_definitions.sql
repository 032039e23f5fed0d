-- Hash of everything that is defined and guarded, as it is now: asked of the catalogue by who audits, so that no
-- function of those who are audited stands between. Whether refusals and notes are on, verify_guards asks by name.
select
    defined.subject,
    encode(sha256(convert_to(defined.definition, 'UTF8')), 'hex') as hash
from (
    select
        format(
            'function/%s.%s(%s)', pg_namespace.nspname, pg_proc.proname,
            pg_get_function_identity_arguments(pg_proc.oid)
        ) as subject,
        concat_ws(
            ' ',
            case when pg_proc.prokind = 'a' then pg_aggregate::text else pg_get_functiondef(pg_proc.oid) end,
            pg_get_userbyid(pg_proc.proowner),
            (
                select string_agg(granted.item::text, ' ' order by granted.item::text)
                from unnest(coalesce(pg_proc.proacl, acldefault('f', pg_proc.proowner))) as granted (item)
            )
        ) as definition
    from pg_proc
    inner join pg_namespace on pg_proc.pronamespace = pg_namespace.oid -- noqa: ST09
    left join pg_aggregate on pg_proc.oid = pg_aggregate.aggfnoid
    where pg_namespace.nspname in ('macrocast', 'macrocast_guard', 'api')
    union all
    -- Where a function of ours names an operator, one of a schema of ours could stand in for that of the database.
    select
        format('operator/%s', pg_operator.oid::regoperator) as subject,
        pg_operator.oprcode::text as definition
    from pg_operator
    inner join pg_namespace on pg_operator.oprnamespace = pg_namespace.oid
    where pg_namespace.nspname in ('macrocast', 'macrocast_guard', 'api')
    union all
    select
        format('cast/%s as %s', format_type(pg_cast.castsource, null), format_type(pg_cast.casttarget, null))
            as subject,
        concat_ws(' ', nullif(pg_cast.castfunc, 0)::regprocedure::text, pg_cast.castcontext) as definition
    from pg_cast
    where
        -- Those of the database itself are older than anything made later.
        pg_cast.oid >= 16384
        and not exists (
            select 1
            from pg_depend
            where
                pg_depend.classid = 'pg_cast'::regclass
                and pg_depend.objid = pg_cast.oid
                and pg_depend.deptype = 'e'
        )
    union all
    -- What roles of ours are and may act as; who may act as them is the business of the server.
    select
        'role/' || pg_roles.rolname as subject,
        concat_ws(
            ' ', pg_roles.rolsuper, pg_roles.rolinherit, pg_roles.rolcreaterole, pg_roles.rolcreatedb,
            pg_roles.rolreplication, pg_roles.rolbypassrls,
            (
                select
                    string_agg(
                        pg_get_userbyid(pg_auth_members.roleid), ' ' order by pg_auth_members.roleid::regrole::text
                    )
                from pg_auth_members
                where pg_auth_members.member = pg_roles.oid
            ),
            (
                select string_agg(setting.entry, ' ' order by setting.entry)
                from pg_db_role_setting
                cross join lateral unnest(pg_db_role_setting.setconfig) as setting (entry)
                where
                    pg_db_role_setting.setrole = pg_roles.oid
                    -- How long and how much is for whoever runs the server to say.
                    and setting.entry !~ '(timeout|limit)='
                    and pg_db_role_setting.setdatabase in (
                        0, (
                            select pg_database.oid from pg_database
                            where pg_database.datname = current_database()
                        )
                    )
            )
        ) as definition
    from pg_roles
    where pg_roles.rolname like 'macrocast\_%'
    union all
    select
        format(
            '%s/%s.%s', case when pg_class.relkind in ('v', 'm') then 'view' else 'table' end, pg_namespace.nspname,
            pg_class.relname
        ) as subject,
        concat_ws(
            ' ', pg_get_userbyid(pg_class.relowner), pg_class.relpersistence, pg_class.reloptions::text,
            pg_class.relrowsecurity, pg_class.relforcerowsecurity, obj_description(pg_class.oid, 'pg_class'),
            case when pg_class.relkind in ('v', 'm') then pg_get_viewdef(pg_class.oid) end,
            (
                select
                    string_agg(
                        concat_ws(
                            ' ', pg_attribute.attname, format_type(pg_attribute.atttypid, pg_attribute.atttypmod),
                            pg_attribute.attnotnull, pg_attribute.attacl::text,
                            pg_get_expr(pg_attrdef.adbin, pg_attrdef.adrelid),
                            col_description(pg_class.oid, pg_attribute.attnum)
                        ), ', ' order by pg_attribute.attnum
                    )
                from pg_attribute
                left join pg_attrdef
                    on pg_attribute.attrelid = pg_attrdef.adrelid and pg_attribute.attnum = pg_attrdef.adnum
                where
                    pg_attribute.attrelid = pg_class.oid
                    and pg_attribute.attnum > 0
                    and not pg_attribute.attisdropped
            )
        ) as definition
    from pg_class
    inner join pg_namespace on pg_class.relnamespace = pg_namespace.oid
    where
        pg_namespace.nspname in ('macrocast', 'macrocast_guard', 'api')
        and pg_class.relkind in ('r', 'p', 'v', 'm', 'f')
    union all
    select
        format('trigger/%s.%s.%s', pg_namespace.nspname, pg_class.relname, pg_trigger.tgname) as subject,
        concat_ws(
            ' ', pg_get_triggerdef(pg_trigger.oid),
            case when pg_trigger.tgname !~ '^(refuse|note)_' then pg_trigger.tgenabled end
        ) as definition
    from pg_trigger
    inner join pg_class on pg_trigger.tgrelid = pg_class.oid
    inner join pg_namespace on pg_class.relnamespace = pg_namespace.oid
    inner join pg_proc on pg_trigger.tgfoid = pg_proc.oid
    where
        pg_namespace.nspname = 'macrocast'
        and not pg_trigger.tgisinternal
        -- TimescaleDB puts its own on hypertables.
        and not exists (
            select 1
            from pg_depend
            where
                pg_depend.classid = 'pg_proc'::regclass
                and pg_depend.objid = pg_proc.oid
                and pg_depend.deptype = 'e'
        )
    union all
    select
        'event trigger/' || pg_event_trigger.evtname as subject,
        concat_ws(
            ' ', pg_event_trigger.evtevent, pg_event_trigger.evttags::text,
            pg_event_trigger.evtfoid::regprocedure::text
        ) as definition
    from pg_event_trigger
    where pg_event_trigger.evtname like 'macrocast\_%'
    union all
    select
        format('constraint/%s.%s.%s', pg_namespace.nspname, pg_class.relname, pg_constraint.conname) as subject,
        pg_get_constraintdef(pg_constraint.oid) as definition
    from pg_constraint
    inner join pg_class on pg_constraint.conrelid = pg_class.oid
    inner join pg_namespace on pg_class.relnamespace = pg_namespace.oid
    where pg_namespace.nspname = 'macrocast'
    union all
    select
        format('index/%s.%s', pg_namespace.nspname, pg_class.relname) as subject,
        pg_get_indexdef(pg_index.indexrelid) as definition
    from pg_index
    inner join pg_class on pg_index.indexrelid = pg_class.oid
    inner join pg_namespace on pg_class.relnamespace = pg_namespace.oid
    where pg_namespace.nspname = 'macrocast'
    union all
    select
        format('rewrite rule/%s.%s.%s', pg_namespace.nspname, pg_class.relname, pg_rewrite.rulename) as subject,
        pg_get_ruledef(pg_rewrite.oid) as definition
    from pg_rewrite
    inner join pg_class on pg_rewrite.ev_class = pg_class.oid
    inner join pg_namespace on pg_class.relnamespace = pg_namespace.oid
    where pg_namespace.nspname in ('macrocast', 'api') and pg_class.relkind not in ('v', 'm')
    union all
    select
        format('policy/%s.%s.%s', pg_namespace.nspname, pg_class.relname, pg_policy.polname) as subject,
        concat_ws(
            ' ', pg_policy.polcmd, pg_policy.polroles::text, pg_get_expr(pg_policy.polqual, pg_policy.polrelid),
            pg_get_expr(pg_policy.polwithcheck, pg_policy.polrelid)
        ) as definition
    from pg_policy
    inner join pg_class on pg_policy.polrelid = pg_class.oid
    inner join pg_namespace on pg_class.relnamespace = pg_namespace.oid
    union all
    select
        format('rights/%s.%s', pg_namespace.nspname, pg_class.relname) as subject,
        (
            select string_agg(granted.item::text, ' ' order by granted.item::text)
            from unnest(coalesce(pg_class.relacl, acldefault('r', pg_class.relowner))) as granted (item)
        ) as definition
    from pg_class
    inner join pg_namespace on pg_class.relnamespace = pg_namespace.oid
    where
        pg_namespace.nspname in ('macrocast', 'macrocast_guard', 'api')
        and pg_class.relkind in ('r', 'p', 'v', 'm', 'f')
    union all
    select
        'rights/schema ' || pg_namespace.nspname as subject,
        concat_ws(
            ' ', pg_get_userbyid(pg_namespace.nspowner),
            (
                select string_agg(granted.item::text, ' ' order by granted.item::text)
                from unnest(coalesce(pg_namespace.nspacl, acldefault('n', pg_namespace.nspowner))) as granted (item)
            )
        ) as definition
    from pg_namespace
    where pg_namespace.nspname in ('macrocast', 'macrocast_guard', 'api')
    union all
    select
        concat_ws(
            ' ', 'rights/default of', pg_get_userbyid(pg_default_acl.defaclrole), 'in', pg_namespace.nspname, 'on',
            pg_default_acl.defaclobjtype
        ) as subject,
        (
            select string_agg(granted.item::text, ' ' order by granted.item::text)
            from unnest(pg_default_acl.defaclacl) as granted (item)
        ) as definition
    from pg_default_acl
    left join pg_namespace on pg_default_acl.defaclnamespace = pg_namespace.oid
) as defined
