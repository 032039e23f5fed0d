-- Not every history has a moment from which it is known; a new row is the way in all of them.
create or replace function refuse_change() returns trigger
language plpgsql
as $$
begin
    raise exception '% is append-only: % refused', tg_table_name, lower(tg_op)
        using errcode = 'insufficient_privilege', hint = 'History stays as it is: a correction is a new row.';
end
$$;
