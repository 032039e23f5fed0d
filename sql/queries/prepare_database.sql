-- What migrations take for granted: the extension, the roles and the two schemas. Runs before every migration and
-- changes nothing that is right already, so that a migrator without superuser rights can migrate a prepared database.
-- Roles belong to the whole server: another database may be creating the same ones at this moment.
do $$
declare
    wanted record;
begin
    if not exists (select 1 from pg_catalog.pg_available_extensions where name = 'timescaledb') then
        raise exception
            'This PostgreSQL server has no timescaledb extension, macrocast needs TimescaleDB 2.x: install it, or start docker/timescaledb'
            using errcode = 'feature_not_supported';
    end if;
    if not exists (select 1 from pg_catalog.pg_extension where extname = 'timescaledb') then
        if current_setting('shared_preload_libraries') not like '%timescaledb%' then
            raise exception
                'This PostgreSQL server has TimescaleDB but does not load it; set shared_preload_libraries = timescaledb, restart'
                using errcode = 'feature_not_supported';
        end if;
        create extension timescaledb with schema public;
    end if;

    for wanted in
        select *
        from (values
            ('macrocast_owner', 'nologin'),
            ('macrocast_migrator', 'login'),
            ('macrocast_loader', 'login'),
            ('macrocast_trainer', 'login'),
            ('macrocast_scorer', 'login'),
            ('macrocast_api', 'login'),
            ('macrocast_analyst', 'login'),
            ('macrocast_approver', 'login'),
            ('macrocast_auditor', 'login')
        ) as role (name, login)
        where role.name not in (select rolname from pg_catalog.pg_roles)
    loop
        begin
            execute format('create role %I %s', wanted.name, wanted.login);
        exception
            when duplicate_object or unique_violation then null;
        end;
    end loop;

    if not pg_catalog.pg_has_role('macrocast_migrator', 'macrocast_owner', 'member') then
        grant macrocast_owner to macrocast_migrator;
    end if;
    if not exists (
        select 1
        from pg_catalog.pg_db_role_setting as setting
        inner join pg_catalog.pg_roles as role on setting.setrole = role.oid
        where role.rolname = 'macrocast_analyst' and setting.setdatabase = 0
    ) then
        alter role macrocast_analyst set statement_timeout = '60s';
        alter role macrocast_analyst set default_transaction_read_only = on;
        alter role macrocast_analyst set jit = off;
    end if;
    -- Later settings have a test of their own, for databases that were prepared before they came.
    if not exists (
        select 1
        from pg_catalog.pg_db_role_setting as setting
        inner join pg_catalog.pg_roles as role on setting.setrole = role.oid
        where role.rolname = 'macrocast_auditor' and setting.setdatabase = 0
    ) then
        alter role macrocast_analyst set idle_in_transaction_session_timeout = '10min';
        alter role macrocast_analyst set idle_session_timeout = '12h';
        alter role macrocast_api set statement_timeout = '10s';
        alter role macrocast_api set default_transaction_read_only = on;
        alter role macrocast_api set idle_in_transaction_session_timeout = '1min';
        alter role macrocast_api set jit = off;
        alter role macrocast_auditor set jit = off;
    end if;
    -- The auditor keeps a diary of its verifications, and has no right to write anything else.
    if exists (
        select 1
        from pg_catalog.pg_db_role_setting as setting
        inner join pg_catalog.pg_roles as role on setting.setrole = role.oid
        where
            role.rolname = 'macrocast_auditor'
            and setting.setdatabase = 0
            and 'default_transaction_read_only=on' = any(setting.setconfig)
    ) then
        alter role macrocast_auditor reset default_transaction_read_only;
    end if;

    if
        not has_database_privilege('macrocast_owner', current_database(), 'create')
        or not has_database_privilege('macrocast_owner', current_database(), 'temporary')
    then
        execute format('grant create, temporary on database %I to macrocast_owner', current_database());
    end if;
    if to_regnamespace('macrocast') is null then
        create schema macrocast authorization macrocast_owner;
    end if;
    if to_regnamespace('api') is null then
        create schema api authorization macrocast_owner;
    end if;
end
$$;
