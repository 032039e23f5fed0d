-- What is expected of data, as data: a row that breaks a rule is quarantined, a load that breaks one is held until a
-- person approves it, or the breach is only noted. The rule nearest to a series counts: its own, its source's, the
-- general one.
create table quality_rule (
    rule_key text primary key generated always as (
        kind || coalesce(':' || source || coalesce('/' || series, ''), '')
    ) stored,
    kind text not null check (
        kind in (
            'range', 'ahead', 'revision', 'revised-share', 'withdrawn-share', 'quarantined-share', 'staleness'
        )
    ),
    source text,
    series text,
    action text not null check (action in ('quarantine', 'hold', 'note')),
    lower double precision,
    upper double precision,
    limit_value double precision,
    min_count integer not null default 0,
    description text not null,
    check (series is null or source is not null),
    check ((kind in ('range', 'ahead')) = (action = 'quarantine')),
    check ((kind = 'range') = (num_nonnulls(lower, upper) > 0)),
    check ((kind = 'range') = (limit_value is null)),
    check (kind <> 'quarantined-share' or series is null)
);

comment on table quality_rule is 'What is expected of data, in general, of a source or of a series.';
comment on column quality_rule.rule_key is 'kind, kind:source or kind:source/series, such as revision:boe/gdpkp.';
comment on column quality_rule.source is 'Code of the source; null: any.';
comment on column quality_rule.series is 'Code of the series in its source; null: any.';
comment on column quality_rule.action is
'quarantine: refuse the row; hold: keep the load back until a person approves it; note: only say so.';
comment on column quality_rule.limit_value is
'ahead, staleness: periods; revision: times the greatest revision before; shares: part of 1. Infinity: never.';
comment on column quality_rule.min_count is 'The rule says nothing with fewer revisions, periods or rows than these.';

insert into quality_rule (kind, source, series, action, lower, upper, limit_value, min_count, description) values
('ahead', null, null, 'quarantine', null, null, 1, 0, 'No value is known more than one period before its own begins.'),
('revision', null, null, 'hold', null, null, 5, 20, 'No revision exceeds five times the greatest before.'),
('revised-share', null, null, 'hold', null, null, 0.9, 50, 'A series known before is not restated nearly as a whole.'),
('withdrawn-share', null, null, 'hold', null, null, 0.2, 10, 'A known series does not lose a fifth of its values.'),
('quarantined-share', null, null, 'hold', null, null, 0.1, 100, 'At most a tenth of the rows of a load are bad.'),
('staleness', null, null, 'note', null, null, 24, 0, 'A series is not stated two dozen periods after its last value.'),
('revised-share', 'boe', null, 'note', null, null, 0.9, 50, 'Changes of the base year restate UK accounts.'),
('range', 'boe', 'unemp', 'quarantine', 0, 1, null, 0, 'A rate of unemployment is a fraction.');

create view rule_of_series as
select distinct on (series.series_id, quality_rule.kind)
    series.series_id,
    series.frequency,
    quality_rule.kind,
    quality_rule.rule_key,
    quality_rule.action,
    quality_rule.lower,
    quality_rule.upper,
    quality_rule.limit_value,
    quality_rule.min_count
from series
inner join source on series.source_id = source.source_id
inner join quality_rule
    on
        (quality_rule.source is null or source.code = quality_rule.source)
        and (quality_rule.series is null or series.code = quality_rule.series)
order by
    series.series_id asc,
    quality_rule.kind asc,
    quality_rule.series asc nulls last,
    quality_rule.source asc nulls last;

comment on view rule_of_series is 'The rule of each kind that counts for a series.';

create view rule_of_source as
select distinct on (source.source_id, quality_rule.kind)
    source.source_id,
    quality_rule.kind,
    quality_rule.rule_key,
    quality_rule.action,
    quality_rule.limit_value,
    quality_rule.min_count
from source
inner join quality_rule
    on (quality_rule.source is null or source.code = quality_rule.source) and quality_rule.series is null
order by source.source_id asc, quality_rule.kind asc, quality_rule.source asc nulls last;

comment on view rule_of_source is 'The rule of each kind that counts for a source as a whole.';

create function revision_size(
    value_before double precision, value_after double precision, transform text
) returns double precision
language sql immutable parallel safe
as $$
    select case
        when transform = 'log' and value_before <> 0 then abs(value_after / value_before - 1)
        else abs(value_after - value_before)
    end
$$;

comment on function revision_size is 'How far a value moved: relatively where models take logs, else in its unit.';

create table quality_finding (
    load_key uuid not null references load (load_key),
    token bigint not null,
    rule_key text not null references quality_rule (rule_key),
    series_id bigint references series (series_id),
    measured double precision,
    limit_value double precision,
    message text not null,
    found_at timestamptz not null default clock_timestamp(),
    unique nulls not distinct (load_key, token, rule_key, series_id)
);

comment on table quality_finding is 'What rules found in a load when it was to be published. Append-only.';
comment on column quality_finding.token is 'load.token of the attempt.';

call make_append_only('quality_finding');

alter table load drop constraint load_status_check;
alter table load add constraint load_status_check check (
    status in ('staged', 'held', 'publishing', 'published', 'rejected')
);

comment on column load.status is
'staged: rows come in; held: waits for a person, not visible; published: visible; rejected: given up.';

create table approval (
    load_key uuid primary key references load (load_key),
    decision text not null check (decision in ('approved', 'rejected')),
    actor text not null check (actor <> ''),
    reason text not null check (reason <> ''),
    decided_by text not null default session_user,
    decided_at timestamptz not null default clock_timestamp()
);

comment on table approval is 'What a person decided about a held load, and why. Append-only.';
comment on column approval.actor is 'Who decided.';
comment on column approval.decided_by is 'The role through which the decision came.';

call make_append_only('approval');

create function note_approval() returns trigger
language plpgsql security definer
set search_path = macrocast, public, pg_temp
as $$
begin
    perform append_event(
        'load decided', 'load/' || new.load_key,
        jsonb_build_object('decision', new.decision, 'reason', new.reason, 'through', new.decided_by), new.actor
    );
    return null;
end
$$;

comment on function note_approval is 'Trigger that notes what a person decided.';

create trigger note_approval after insert on approval for each row execute function note_approval();

create function note_rule() returns trigger
language plpgsql security definer
set search_path = macrocast, public, pg_temp
as $$
begin
    perform append_event(
        'rule ' || case tg_op when 'INSERT' then 'added' when 'UPDATE' then 'changed' else 'removed' end,
        'rule/' || (coalesce(new, old)).rule_key, to_jsonb(coalesce(new, old))
    );
    return null;
end
$$;

comment on function note_rule is 'Trigger that notes that other data are expected from now on.';

create trigger note_rule after insert or update or delete on quality_rule
for each row execute function note_rule();

-- Job roles publish by functions of the owner (views/R__6_publish.sql) and write no history by themselves.
revoke insert on observation, vintage, quarantine, forecast_run, forecast from macrocast_loader;
revoke update on load, forecast_run from macrocast_loader;
revoke update on forecast_run from macrocast_scorer;
grant update (status, message, token, job_run_id) on load to macrocast_loader;
grant update (message, token, job_run_id) on forecast_run to macrocast_scorer;
grant update (token) on forecast_run to macrocast_loader;

grant usage on schema api to macrocast_approver, macrocast_api;
grant usage on schema macrocast to macrocast_approver;
grant select, insert, update on quality_rule to macrocast_approver;
alter default privileges in schema api grant select on tables to macrocast_approver, macrocast_api;
grant select on all tables in schema api to macrocast_approver, macrocast_api;
