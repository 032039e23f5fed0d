-- How a series was adjusted belongs to the load that brought it: it is stated in the load's audit event
-- (views/R__0_audit_content.sql) and takes no row after the publication.
create trigger refuse_late_rows after insert on seasonal_adjustment
referencing new table as inserted for each statement execute function refuse_late_rows('load_key');
