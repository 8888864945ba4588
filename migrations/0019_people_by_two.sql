-- 人员与单位由两人管理 (等保: 系统管理员分权; D13): who is in the county, with which duties, is proposed by one administrator and confirmed
-- by another. Nobody signs in with a password that somebody else has set: a person is given a one-time code, and chooses the password.

-- What two administrators granted one person: to choose a password, once, before it expires. The code itself is made when one of the
-- two takes it to hand it over; only its digest is kept.
create table sign_in_code (
  county text not null,
  id uuid not null,
  person_id uuid not null,
  occasion text not null check (occasion in ('first', 'reset')),
  granted_at timestamptz not null,
  -- Who proposed and who confirmed: either may take the code to hand it over. One alone at set-up.
  granted_by uuid[] not null check (cardinality(granted_by) between 1 and 2),
  code_hash bytea,
  taken_by uuid,
  taken_at timestamptz,
  expires_at timestamptz,
  used_at timestamptz,
  -- A later grant takes the place of this one.
  void_at timestamptz,
  primary key (county, id),
  foreign key (county, person_id) references person (county, id),
  foreign key (county, taken_by) references person (county, id),
  check ((code_hash is null) = (taken_by is null) and (taken_by is null) = (taken_at is null) and (taken_at is null) = (expires_at is null)),
  check (used_at is null or (code_hash is not null and used_at <= expires_at)),
  check (used_at is null or void_at is null),
  check (taken_by is null or taken_by = any (granted_by)),
  -- Whoever it is for does not hand it to himself.
  check (not (person_id = any (granted_by)))
);
create unique index sign_in_code_open on sign_in_code (county, person_id) where used_at is null and void_at is null;

-- A code is taken once, used once or void once, and nothing else of it changes.
create function sign_in_code_is_spent_once() returns trigger language plpgsql as $$
begin
  if old.used_at is not null or old.void_at is not null
    or (old.code_hash is not null and (new.code_hash, new.taken_by, new.expires_at) is distinct from (old.code_hash, old.taken_by, old.expires_at))
    or (new.person_id, new.occasion, new.granted_at, new.granted_by) is distinct from (old.person_id, old.occasion, old.granted_at, old.granted_by)
  then
    raise exception 'sign-in code % was spent', old.id using errcode = 'check_violation', constraint = 'sign_in_code_is_spent_once';
  end if;
  return new;
end $$;
create trigger sign_in_code_is_spent_once before update on sign_in_code for each row execute function sign_in_code_is_spent_once();

-- 谁给了谁什么: the acts on people and organisations, newest first.
create index event_of_administration on event (county, received_at desc, id desc) where aggregate_type in ('organisation', 'person', 'sign-in-code');

-- 停用的单位不是领导小组、办公室、商务局: a county cannot lose the bodies the regime stands on, whoever writes the row.
create function single_organisation_stays() returns trigger language plpgsql as $$
begin
  if old.kind in ('leading-group', 'office', 'commerce-bureau') and old.active and not new.active and new.kind = old.kind then
    raise exception 'the % of county % cannot be closed', old.kind, old.county
      using errcode = 'check_violation', constraint = 'single_organisation_stays';
  end if;
  return new;
end $$;
create trigger single_organisation_stays before update on organisation for each row execute function single_organisation_stays();

grant select, insert, update on sign_in_code to dushi_runtime;
