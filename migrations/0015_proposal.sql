-- 提请事项 (四眼: D11, D23): what one person proposes has no effect until another confirms it. The row holds the content of an act that
-- does not yet exist in its own table; who may confirm is written down when it is proposed, so that lists and locks ask the row alone.

create table proposal (
  county text not null references county (county),
  id uuid not null,
  version integer not null,
  kind text not null,
  -- What would change or come into being.
  subject_type text not null,
  subject_id uuid not null,
  content jsonb not null,
  -- What the confirming person is shown: title and before → after, as they stood on the day of the proposal.
  shown jsonb not null,
  basis jsonb not null,
  reason text not null,
  confirm_bodies text[] not null check (cardinality(confirm_bodies) > 0),
  confirm_duty text,
  confirm_other_body boolean not null,
  -- Persons whom it concerns: they do not confirm it.
  confirm_not uuid[] not null,
  state text not null check (state in ('open', 'confirmed', 'refused', 'withdrawn')),
  proposed_by uuid not null,
  organisation_id uuid not null,
  proposed_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  decision_reason text,
  primary key (county, id),
  foreign key (county, proposed_by) references person (county, id),
  foreign key (county, organisation_id) references organisation (county, id),
  foreign key (county, decided_by) references person (county, id),
  foreign key (county, id, version) references event (county, aggregate, version),
  check ((state = 'open') = (decided_by is null) and (decided_by is null) = (decided_at is null)),
  check (state in ('open', 'withdrawn') or decided_by <> proposed_by),
  check (state <> 'withdrawn' or decided_by = proposed_by),
  check (state not in ('confirmed', 'refused') or not (decided_by = any (confirm_not))),
  check (state <> 'refused' or length(btrim(decision_reason)) >= 4)
);
-- One open proposal of a kind about one subject: the second is told of the first.
create unique index proposal_one_open on proposal (county, kind, subject_id) where state = 'open';
create index proposal_by_subject on proposal (county, subject_id, proposed_at);
create index proposal_by_day on proposal (county, state, proposed_at, id);

-- What was proposed stays as it was proposed; it is decided once.
create function proposal_is_fixed() returns trigger language plpgsql as $$
begin
  if old.state <> 'open' or (to_jsonb(new) - '{version,state,decided_by,decided_at,decision_reason}'::text[])
    is distinct from (to_jsonb(old) - '{version,state,decided_by,decided_at,decision_reason}'::text[])
  then
    raise exception 'proposal % stands as it was made', old.id using errcode = 'check_violation', constraint = 'proposal_is_fixed';
  end if;
  return new;
end $$;
create trigger proposal_is_fixed before update on proposal for each row execute function proposal_is_fixed();
create trigger record_moves_by_one before update on proposal for each row execute function record_moves_by_one();

grant select, insert, update on proposal to dushi_runtime;
