-- 移交 (一(四) 取消承办资格后的资产移交; 二(六) 明确权属): under which contract a facility stood from which day. What is owed there, and by
-- whom, follows from it; the first holding is the registration.

create table facility_holding (
  county text not null,
  facility_id uuid not null,
  from_on date not null,
  agreement_id uuid not null,
  -- The event of the facility that says so: what its register shows before belongs to the holder before.
  version integer not null,
  reason text not null default '',
  primary key (county, facility_id, from_on),
  unique (county, facility_id, version),
  foreign key (county, facility_id) references facility (county, id),
  foreign key (county, agreement_id) references agreement (county, id),
  foreign key (county, facility_id, version) references event (county, aggregate, version),
  check (version = 1 or length(btrim(reason)) >= 4)
);
create index facility_holding_by_agreement on facility_holding (county, agreement_id);

insert into facility_holding (county, facility_id, from_on, agreement_id, version)
select county, id, construction_started_on, agreement_id, 1 from facility;

-- Second locks: a holding follows the last one and never goes back to before it; a facility stands under another contract only with
-- the holding that says so.
create function facility_holding_follows() returns trigger language plpgsql as $$
begin
  if exists (select from facility_holding h where h.county = new.county and h.facility_id = new.facility_id
      and (h.from_on >= new.from_on or h.version >= new.version)) then
    raise exception 'facility % is held by somebody from % or later', new.facility_id, new.from_on
      using errcode = 'check_violation', constraint = 'facility_holding_follows';
  end if;
  return new;
end $$;
create trigger facility_holding_follows before insert on facility_holding for each row execute function facility_holding_follows();

create function facility_moves_by_holding() returns trigger language plpgsql as $$
begin
  if new.agreement_id <> old.agreement_id and not exists (select from facility_holding h where h.county = new.county
      and h.facility_id = new.id and h.version = new.version and h.agreement_id = new.agreement_id) then
    raise exception 'facility % changes its contract without a holding', new.id
      using errcode = 'check_violation', constraint = 'facility_moves_by_holding';
  end if;
  return new;
end $$;
create trigger facility_moves_by_holding before update on facility for each row execute function facility_moves_by_holding();

grant select, insert on facility_holding to dushi_runtime;
