-- A load may be whole by its own count and yet lack what its bodies speak of, such as the second page of an answer. It
-- says so before it is published, and for good.
alter table load add column lacks text;

comment on column load.lacks is 'What its bodies speak of and it was not given, in words; null: nothing.';

grant update (lacks) on load to macrocast_loader;
