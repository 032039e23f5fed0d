create or replace view api.audit_event as
select
    event_id,
    happened_at,
    actor,
    kind,
    subject,
    content,
    encode(hash, 'hex') as hash
from macrocast.audit_event;

comment on view api.audit_event is
'What was published, held, decided, blessed, migrated or died, in that order; macrocast audit verify proves it.';
comment on column api.audit_event.event_id is 'Counts from 1 without a gap.';
comment on column api.audit_event.happened_at is 'When, by the clock of the database.';
comment on column api.audit_event.actor is 'The role that was logged in, or the person an approval names.';
comment on column api.audit_event.kind is 'What happened, such as load published.';
comment on column api.audit_event.subject is 'To what, such as load/1b2c... or run/1b2c....';
comment on column api.audit_event.content is
'What was published, as row counts and hashes of rows; or what was decided and why.';
comment on column api.audit_event.hash is 'SHA-256 over the event and the hash of the one before.';
