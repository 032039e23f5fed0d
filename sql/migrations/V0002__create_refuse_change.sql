-- History is append-only for everybody, superusers included: grants alone would let an owner rewrite it.
create function refuse_change() returns trigger
language plpgsql
as $$
begin
    raise exception '% is append-only: % refused', tg_table_name, lower(tg_op)
        using errcode = 'insufficient_privilege', hint = 'Add a row with a later known_at instead.';
end
$$;

comment on function refuse_change is 'Trigger that refuses any change of rows that are history.';

create procedure make_append_only(target regclass)
language plpgsql
as $$
begin
    execute format(
        'create trigger refuse_change before update or delete on %s for each row execute function refuse_change()',
        target
    );
    execute format(
        'create trigger refuse_truncate before truncate on %s for each statement execute function refuse_change()',
        target
    );
end
$$;

comment on procedure make_append_only is 'Puts the triggers on a table that refuse update, delete and truncate.';
