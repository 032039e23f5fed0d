-- What refuses change, and is missing or switched off.
with own_trigger as (
    select
        pg_trigger.tgrelid as relation,
        pg_trigger.tgname as name,
        pg_trigger.tgtype as kind,
        split_part(pg_get_triggerdef(pg_trigger.oid), ' FOR EACH ', 2) as action
    from pg_trigger
    where
        not pg_trigger.tgisinternal
        -- TimescaleDB puts its own on hypertables.
        and not exists (
            select 1
            from pg_depend
            where
                pg_depend.classid = 'pg_proc'::regclass
                and pg_depend.objid = pg_trigger.tgfoid
                and pg_depend.deptype = 'e'
        )
)

select
    format('trigger/%s.%s.%s', pg_namespace.nspname, relation.relname, pg_trigger.tgname) as subject,
    'it is switched off' as finding
from pg_trigger
inner join pg_class as relation on pg_trigger.tgrelid = relation.oid
inner join pg_namespace on relation.relnamespace = pg_namespace.oid
where
    pg_trigger.tgname ~ '^(refuse|note)_'
    and pg_trigger.tgenabled not in ('O', 'A')
union all
select
    'chunk/' || pg_inherits.inhrelid::regclass as subject,
    'it lacks the trigger refuse_truncate' as finding
from pg_inherits
where
    pg_inherits.inhparent in ('macrocast.observation'::regclass, 'macrocast.forecast'::regclass)
    and not exists (
        select 1
        from pg_trigger
        where pg_trigger.tgrelid = pg_inherits.inhrelid and pg_trigger.tgname = 'refuse_truncate'
    )
union all
select
    format('trigger/%s.%s', on_chunk.relation::regclass, on_chunk.name) as subject,
    'it is not that of the table' as finding
from own_trigger as on_chunk
inner join pg_inherits as chunk on on_chunk.relation = chunk.inhrelid
where
    chunk.inhparent in ('macrocast.observation'::regclass, 'macrocast.forecast'::regclass)
    and not exists (
        select 1
        from own_trigger as original
        where
            original.relation = chunk.inhparent
            and original.name = on_chunk.name
            and original.kind = on_chunk.kind
            and original.action = on_chunk.action
    )
union all
select
    'chunk/' || chunk.inhrelid::regclass as subject,
    format('it lacks the trigger %s', original.name) as finding
from pg_inherits as chunk
inner join own_trigger as original on chunk.inhparent = original.relation
where
    chunk.inhparent in ('macrocast.observation'::regclass, 'macrocast.forecast'::regclass)
    -- For each row, which chunks have, too.
    and mod(original.kind, 2) = 1
    and not exists (
        select 1
        from own_trigger as on_chunk
        where on_chunk.relation = chunk.inhrelid and on_chunk.name = original.name
    )
union all
select
    'chunk/' || chunk.inhrelid::regclass as subject,
    format('%s may %s it', pg_get_userbyid(granted.grantee), lower(granted.privilege_type)) as finding
from pg_inherits as chunk
inner join pg_class on chunk.inhrelid = pg_class.oid
cross join lateral aclexplode(pg_class.relacl) as granted
where
    chunk.inhparent in ('macrocast.observation'::regclass, 'macrocast.forecast'::regclass)
    and granted.grantee <> pg_class.relowner
    and granted.privilege_type <> 'SELECT'
union all
select
    'chunk/' || chunk.inhrelid::regclass as subject,
    'it hides rows by policies' as finding
from pg_inherits as chunk
inner join pg_class on chunk.inhrelid = pg_class.oid
where
    chunk.inhparent in ('macrocast.observation'::regclass, 'macrocast.forecast'::regclass)
    and pg_class.relrowsecurity
union all
select
    'table/' || wanted.name as subject,
    format('it lacks the trigger %s', wanted.trigger_name) as finding
from (
    select
        names.name,
        triggers.trigger_name
    from unnest(
            array[
                'raw_payload', 'observation', 'vintage', 'quarantine', 'data_version', 'model_version', 'run_model',
                'forecast', 'backtest_forecast', 'accuracy', 'blessing', 'audit_event', 'approval', 'quality_finding',
                'seasonal_adjustment', 'series_attribute', 'series_base'
            ]
        ) as names (name)
    cross join (values ('refuse_change'), ('refuse_truncate')) as triggers (trigger_name)
    union all
    select
        names.name,
        'note_rows' as trigger_name
    from unnest(
            array[
                'approval',
                'backtest_forecast',
                'method',
                'quality_finding',
                'series',
                'series_attribute',
                'series_base',
                'source'
            ]
        ) as names (name)
    union all
    values
    ('load', 'refuse_change_of_published'),
    ('load', 'note_load'),
    ('load', 'refuse_undecided'),
    ('method', 'note_changes'),
    ('series', 'note_changes'),
    ('source', 'note_changes'),
    ('forecast_run', 'refuse_change_of_published'),
    ('forecast_run', 'note_run'),
    ('observation', 'refuse_late_rows'),
    ('observation', 'refuse_orphans'),
    ('observation', 'keep_newest'),
    ('forecast_run', 'keep_forecast_newest'),
    ('vintage', 'refuse_late_rows'),
    ('vintage', 'refuse_orphans'),
    ('quarantine', 'refuse_late_rows'),
    ('seasonal_adjustment', 'refuse_late_rows'),
    ('forecast', 'refuse_late_rows')
) as wanted
where not exists (
        select 1
        from pg_trigger
        where pg_trigger.tgrelid = to_regclass('macrocast.' || wanted.name) and pg_trigger.tgname = wanted.trigger_name
    )
union all
select
    'event trigger/' || wanted.name as subject,
    'it is missing or switched off; a superuser creates it by running migrate' as finding
from unnest(
        array[
            'macrocast_refuse_drop', 'macrocast_refuse_silence', 'macrocast_refuse_rename', 'macrocast_refuse_rewrite',
            'macrocast_refuse_rule'
        ]
    ) as wanted (name)
where not exists (
        select 1
        from pg_event_trigger
        where pg_event_trigger.evtname = wanted.name and pg_event_trigger.evtenabled in ('O', 'A')
    )
union all
select
    'load/' || load.load_key as subject,
    format('a person rejected it, and it is %s', load.status) as finding
from load
inner join approval on load.load_key = approval.load_key
where approval.decision = 'rejected' and load.status <> 'rejected'
union all
select
    format('newest/%s/%s', series_id, period_start) as subject,
    'the newest value is not what the history says' as finding
from wrong_newest
union all
select
    format('latest/%s/%s', series_id, method) as subject,
    'the newest forecast is not what the history says' as finding
from wrong_forecast_newest
order by subject
