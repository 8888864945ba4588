-- 双随机抽取 (D05, D06): lists frozen first, then commitments, reveals, the public value and the draw. What was settled at one step
-- can be changed by nobody at a later one; the triggers below say so to whoever writes, the program included.

create table draw (
  county text not null references county (county),
  id uuid not null,
  version integer not null,
  number text not null,
  title text not null,
  state text not null check (state in ('prepared', 'committing', 'revealing', 'revealed', 'valued', 'drawn', 'published', 'abandoned')),
  -- Canonical JSON, as it was hashed.
  lists text not null,
  lists_digest text not null check (lists_digest ~ '^[0-9a-f]{64}$'),
  objects integer not null check (objects >= 1),
  size integer not null check (size between 1 and objects),
  public_value_name text not null,
  public_value_source text not null,
  public_value_on date not null,
  reveal_until_on date not null,
  redraw_of uuid,
  redraw_reason text,
  prepared_by uuid not null,
  prepared_at timestamptz not null,
  public_value text,
  public_value_by uuid,
  -- Canonical JSON of what came out: the file that is published.
  proof text,
  seed text check (seed ~ '^[0-9a-f]{64}$'),
  drawn_by uuid,
  drawn_at timestamptz,
  published_by uuid,
  published_at timestamptz,
  abandon_reason text,
  pack_id text not null,
  pack_version text not null,
  pack_hash text not null,
  primary key (county, id),
  unique (county, number),
  foreign key (county, redraw_of) references draw (county, id),
  foreign key (county, prepared_by) references person (county, id),
  foreign key (county, id, version) references event (county, aggregate, version),
  check ((redraw_of is null) = (redraw_reason is null)),
  check ((public_value is null) = (public_value_by is null)),
  -- Two people look at the public value: one enters it, another draws with it.
  check (drawn_by is null or drawn_by <> public_value_by),
  check ((state in ('drawn', 'published')) = (proof is not null and seed is not null and drawn_by is not null and drawn_at is not null)),
  check (state <> 'valued' or public_value is not null),
  check ((state = 'published') = (published_at is not null)),
  check ((state = 'abandoned') = (abandon_reason is not null))
);
-- A draw is repeated once; to repeat again is to repeat the repetition, and the chain stays whole.
create unique index draw_redrawn_once on draw (county, redraw_of) where redraw_of is not null and state <> 'abandoned';
create index draw_by_time on draw (county, prepared_at, id);

-- 抽〔year〕n: one row per year.
create table draw_series (
  county text not null references county (county),
  year integer not null,
  last_number integer not null check (last_number >= 1),
  primary key (county, year)
);

create table draw_party (
  county text not null,
  draw_id uuid not null,
  organisation_id uuid not null,
  name text not null,
  commitment text check (commitment ~ '^[0-9a-f]{64}$'),
  committed_by uuid,
  committed_at timestamptz,
  secret text check (secret ~ '^[0-9a-f]{64}$'),
  revealed_by uuid,
  revealed_at timestamptz,
  opening_reason text,
  opening_proposed_by uuid,
  opened_by uuid,
  opened_on date,
  primary key (county, draw_id, organisation_id),
  foreign key (county, draw_id) references draw (county, id),
  foreign key (county, organisation_id) references organisation (county, id),
  check ((commitment is null) = (committed_by is null)),
  check (secret is null or commitment is not null),
  check (secret is null or (revealed_by is null) <> (opened_by is null)),
  check ((opening_reason is null) = (opening_proposed_by is null)),
  check (opened_by is null or (opening_proposed_by is not null and opened_by <> opening_proposed_by and opened_on is not null))
);

-- What each party sealed when it committed. The program puts it here and can never look: it is given no right to read, and the
-- function below answers only in the transaction of an opening by two people after the day for revealing has passed.
create table draw_seal (
  county text not null,
  draw_id uuid not null,
  organisation_id uuid not null,
  secret text not null check (secret ~ '^[0-9a-f]{64}$'),
  primary key (county, draw_id, organisation_id),
  foreign key (county, draw_id, organisation_id) references draw_party (county, draw_id, organisation_id)
);

create function open_draw_seal(of_county text, of_draw uuid, of_organisation uuid) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select s.secret
  from draw_seal s
  join draw_party p on p.county = s.county and p.draw_id = s.draw_id and p.organisation_id = s.organisation_id
  join draw d on d.county = s.county and d.id = s.draw_id
  where s.county = of_county and s.draw_id = of_draw and s.organisation_id = of_organisation
    and d.state = 'revealing' and p.secret is null and p.opening_reason is not null
    and p.opened_by <> p.opening_proposed_by and p.opened_on > d.reveal_until_on
$$;
revoke execute on function open_draw_seal(text, uuid, uuid) from public;

create function draw_is_frozen() returns trigger language plpgsql as $$
begin
  if (new.number, new.title, new.lists, new.lists_digest, new.objects, new.size, new.public_value_name, new.public_value_source,
      new.public_value_on, new.reveal_until_on, new.redraw_of, new.redraw_reason, new.prepared_by, new.prepared_at)
    is distinct from
     (old.number, old.title, old.lists, old.lists_digest, old.objects, old.size, old.public_value_name, old.public_value_source,
      old.public_value_on, old.reveal_until_on, old.redraw_of, old.redraw_reason, old.prepared_by, old.prepared_at) then
    raise exception 'draw %: its lists are frozen', old.number using errcode = 'check_violation', constraint = 'draw_is_frozen';
  end if;
  if old.proof is not null and (new.proof, new.seed, new.public_value, new.public_value_by, new.drawn_by, new.drawn_at)
    is distinct from (old.proof, old.seed, old.public_value, old.public_value_by, old.drawn_by, old.drawn_at) then
    raise exception 'draw %: what was drawn stays', old.number using errcode = 'check_violation', constraint = 'draw_is_frozen';
  end if;
  if new.state = 'abandoned' and old.state not in ('prepared', 'committing') then
    raise exception 'draw %: all have committed, there is no way back', old.number
      using errcode = 'check_violation', constraint = 'draw_is_frozen';
  end if;
  if new.state in ('revealing', 'revealed', 'valued', 'drawn', 'published') and exists (select from draw_party p
      where p.county = new.county and p.draw_id = new.id
        and (p.commitment is null or (new.state not in ('revealing') and p.secret is null))) then
    raise exception 'draw %: a part of a party is missing', old.number using errcode = 'check_violation', constraint = 'draw_is_frozen';
  end if;
  return new;
end $$;
create trigger draw_is_frozen before update on draw for each row execute function draw_is_frozen();
create trigger record_moves_by_one before update on draw for each row execute function record_moves_by_one();

create function draw_party_is_bound() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.commitment is not null or new.secret is not null
        or not exists (select from draw d where d.county = new.county and d.id = new.draw_id and d.state = 'prepared') then
      raise exception 'the parties of a draw are named when it is prepared' using errcode = 'check_violation', constraint = 'draw_party_is_bound';
    end if;
    return new;
  end if;
  if new.name is distinct from old.name
      or (old.commitment is not null and (new.commitment, new.committed_by, new.committed_at)
        is distinct from (old.commitment, old.committed_by, old.committed_at))
      or (old.secret is not null and new is distinct from old)
      or (old.opening_reason is not null and (new.opening_reason, new.opening_proposed_by)
        is distinct from (old.opening_reason, old.opening_proposed_by)) then
    raise exception 'what % committed to stays', old.name using errcode = 'check_violation', constraint = 'draw_party_is_bound';
  end if;
  if new.secret is not null and old.secret is null and exists (select from draw_party p
      where p.county = new.county and p.draw_id = new.draw_id and p.commitment is null) then
    raise exception 'nothing is revealed before all have committed' using errcode = 'check_violation', constraint = 'draw_party_is_bound';
  end if;
  return new;
end $$;
create trigger draw_party_is_bound before insert or update on draw_party for each row execute function draw_party_is_bound();

grant select, insert, update on draw, draw_party, draw_series to dushi_runtime;
grant insert on draw_seal to dushi_runtime;
grant execute on function open_draw_seal(text, uuid, uuid) to dushi_runtime;
