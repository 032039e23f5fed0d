-- A view that takes a data version has a column data_version_id; the reader names one, and 0 means everything there is.
create or replace view macrocast.moment as
select
    data_version_id,
    as_of,
    last_load_id
from macrocast.data_version
union all
select
    0 as data_version_id,
    'infinity'::timestamptz as as_of,
    coalesce(max(load_id), 0) as last_load_id
from macrocast.load;

comment on view macrocast.moment is 'The data versions, and number 0 for everything that is known now.';
