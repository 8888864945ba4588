-- 启用新版本 (五, D32): which pack a county is under since when, proposed by one and activated by another; the packs themselves, so
-- that what was decided under one can be read when its file is gone; and scores carried over to another scale.

create table regime_snapshot (
  county text not null references county (county),
  hash text not null,
  pack_id text not null,
  pack_version text not null,
  pack jsonb not null,
  kept_at timestamptz not null,
  primary key (county, hash)
);

create table regime_activation (
  county text not null references county (county),
  id uuid not null,
  version integer not null,
  state text not null check (state in ('proposed', 'approved', 'applied', 'declined')),
  from_id text not null,
  from_version text not null,
  from_hash text not null,
  pack_id text not null,
  pack_version text not null,
  pack_hash text not null,
  effect_on date not null,
  -- What becomes of open rectifications, and of scores where the scale changes.
  rectifications text not null check (rectifications in ('keep', 'move')),
  scores text check (scores in ('clamp', 'rescale', 'anew')),
  reasons text not null check (length(btrim(reasons)) >= 4),
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  declined_reason text,
  applied_on date,
  primary key (county, id),
  foreign key (county, from_hash) references regime_snapshot (county, hash),
  foreign key (county, pack_hash) references regime_snapshot (county, hash),
  foreign key (county, proposed_by) references person (county, id),
  foreign key (county, decided_by) references person (county, id),
  foreign key (county, id, version) references event (county, aggregate, version),
  check (from_hash <> pack_hash),
  check (decided_by is null or decided_by <> proposed_by),
  check ((state = 'proposed') = (decided_by is null) and (decided_by is null) = (decided_at is null)),
  check ((state = 'applied') = (applied_on is not null) and (applied_on is null or applied_on >= effect_on)),
  check ((state = 'declined') = (declined_reason is not null))
);
-- One change of regime at a time.
create unique index regime_activation_open on regime_activation (county) where state in ('proposed', 'approved');
create index regime_activation_by_day on regime_activation (county, effect_on);

create function regime_activation_is_fixed() returns trigger language plpgsql as $$
begin
  if (new.from_id, new.from_version, new.from_hash, new.pack_id, new.pack_version, new.pack_hash, new.effect_on, new.rectifications, new.scores, new.reasons, new.proposed_by, new.proposed_at)
    is distinct from (old.from_id, old.from_version, old.from_hash, old.pack_id, old.pack_version, old.pack_hash, old.effect_on, old.rectifications, old.scores, old.reasons, old.proposed_by, old.proposed_at)
    or not ((old.state = 'proposed' and new.state in ('approved', 'declined')) or (old.state = 'approved' and new.state = 'applied'))
    or (old.decided_by is not null and new.decided_by is distinct from old.decided_by)
  then
    raise exception 'activation % stands as it was proposed', old.id using errcode = 'check_violation', constraint = 'regime_activation_is_fixed';
  end if;
  return new;
end $$;
create trigger regime_activation_is_fixed before update on regime_activation for each row execute function regime_activation_is_fixed();
create trigger record_moves_by_one before update on regime_activation for each row execute function record_moves_by_one();

-- Second lock: a county changes its pack by an activation whose day has come, and in no other way. (One of before snapshots goes by
-- the file until it keeps what it goes by.)
create function county_pack_by_activation() returns trigger language plpgsql as $$
begin
  if (new.pack_id, new.pack_version, new.pack_hash) is distinct from (old.pack_id, old.pack_version, old.pack_hash)
    and exists (select from regime_snapshot s where s.county = old.county and s.hash = old.pack_hash)
    and not exists (select from regime_activation a where a.county = new.county and a.state = 'approved' and a.from_hash = old.pack_hash
      and a.pack_id = new.pack_id and a.pack_version = new.pack_version and a.pack_hash = new.pack_hash)
  then
    raise exception 'county % changes its regime without an activation', new.county using errcode = 'check_violation', constraint = 'county_pack_by_activation';
  end if;
  return new;
end $$;
create trigger county_pack_by_activation before update on county for each row execute function county_pack_by_activation();

-- A confirmed score as it stands under another scale; the score itself stays as it was computed. Null: it counts no longer (重新评分).
create table score_carry (
  county text not null,
  score_id uuid not null,
  version integer not null,
  computation integer not null,
  activation_id uuid not null,
  how text not null check (how in ('clamp', 'rescale', 'anew')),
  total_hundredths integer check (total_hundredths >= 0),
  band text,
  scale jsonb,
  carried_on date not null,
  primary key (county, score_id, activation_id),
  foreign key (county, score_id, computation) references score_computation (county, score_id, number),
  foreign key (county, activation_id) references regime_activation (county, id),
  foreign key (county, score_id, version) references event (county, aggregate, version),
  check ((how = 'anew') = (total_hundredths is null) and (total_hundredths is null) = (band is null) and (band is null) = (scale is null))
);

grant select, insert on regime_snapshot, score_carry to dushi_runtime;
grant select, insert, update on regime_activation to dushi_runtime;
