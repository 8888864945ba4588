-- Second locks, after the privileges: the log only grows, a record only moves to the next version, nothing is deleted.

create function event_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'the event log is append-only' using errcode = 'insufficient_privilege';
end $$;
create trigger event_is_append_only before update or delete on event for each row execute function event_is_append_only();
create trigger event_is_never_truncated before truncate on event for each statement execute function event_is_append_only();
create trigger edge_is_append_only before update or delete on edge for each row execute function event_is_append_only();

create function record_moves_by_one() returns trigger language plpgsql as $$
begin
  if new.version <> old.version + 1 then
    raise exception '% %: version % does not follow %', tg_table_name, old.id, new.version, old.version
      using errcode = 'check_violation', constraint = 'record_moves_by_one';
  end if;
  return new;
end $$;

do $$
declare name text;
begin
  foreach name in array array['organisation', 'person', 'group_membership', 'related_party', 'project', 'plan', 'agreement',
    'instalment', 'facility', 'waiver', 'monthly_report', 'inspection', 'finding', 'letter', 'rectification', 'payment_decision', 'payment']
  loop
    execute format('create trigger record_moves_by_one before update on %I for each row execute function record_moves_by_one()', name);
  end loop;
end $$;

-- 一(二): what was submitted in writing stays as it was submitted; a correction is a revision of its own.
create function submitted_revision_is_final() returns trigger language plpgsql as $$
begin
  if exists (select from report_revision r where r.county = new.county and r.report_id = new.report_id
      and r.revision = new.revision and r.submitted_at is not null) then
    raise exception 'revision % of report % was submitted', new.revision, new.report_id
      using errcode = 'check_violation', constraint = 'submitted_revision_is_final';
  end if;
  return new;
end $$;
create trigger submitted_revision_is_final before update on report_revision for each row execute function submitted_revision_is_final();
create trigger submitted_revision_is_final before insert or update on report_figure for each row execute function submitted_revision_is_final();

-- A group role without login owns the privileges; the site's runtime login is a member of it.
do $$
begin
  if not exists (select from pg_roles where rolname = 'dushi_runtime') then
    create role dushi_runtime nologin;
  end if;
exception when duplicate_object then null;
end $$;

grant usage on schema public to dushi_runtime;
grant select, insert, update on all tables in schema public to dushi_runtime;
revoke update on event, edge, evidence, gate_evaluation, payment, inspection_item, inspection_figure,
  inspection_method, inspection_supplement, inspection_obligation, reinspection, reinspection_member, escalation from dushi_runtime;
