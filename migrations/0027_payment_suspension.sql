-- 暂停拨付 is the last step of the ladder, and stopped nothing. The step now writes a suspension of the contract it was taken on, which
-- the gate and the database read; two people lift it: one proposes, another confirms. What it follows from is an event of the
-- item (or of the contract's progress), so the suspension needs none of its own; its lifting does.
-- Steps taken before this day stop payments too, where the item is still open.

create table payment_suspension (
  county text not null,
  id uuid not null,
  agreement_id uuid not null,
  cause uuid not null,
  cause_version integer not null,
  rectification_id uuid,
  progress_step_id uuid,
  from_on date not null,
  lifted_on date,
  lifted_by uuid,
  lifted_version integer,
  proposal_id uuid,
  primary key (county, id),
  foreign key (county, agreement_id) references agreement (county, id),
  foreign key (county, cause, cause_version) references event (county, aggregate, version),
  foreign key (county, rectification_id) references rectification (county, id),
  foreign key (county, progress_step_id) references progress_step (county, id),
  foreign key (county, lifted_by) references person (county, id),
  foreign key (county, id, lifted_version) references event (county, aggregate, version),
  foreign key (county, proposal_id) references proposal (county, id),
  check ((rectification_id is null) <> (progress_step_id is null)),
  check (cause = coalesce(rectification_id, progress_step_id)),
  check ((lifted_on is null) = (lifted_by is null)),
  check ((lifted_on is null) = (lifted_version is null)),
  check ((lifted_on is null) = (proposal_id is null))
);
create unique index payment_suspension_standing on payment_suspension (county, cause) where (lifted_on is null);
create index payment_suspension_of_agreement on payment_suspension (county, agreement_id);

insert into payment_suspension (county, id, agreement_id, cause, cause_version, rectification_id, from_on)
select distinct on (r.county, r.id) r.county, gen_random_uuid(), r.agreement_id, r.id, e.version, r.id,
  (e.received_at at time zone 'Asia/Shanghai')::date
from rectification r
join event e on e.county = r.county and e.aggregate = r.id and e.type = 'rectification.escalated'
where r.state <> 'closed' and e.body::jsonb ->> 'step' = 'suspend-payment' and (e.body::jsonb ->> 'round')::int = r.reopened_count
order by r.county, r.id, e.version desc;
insert into payment_suspension (county, id, agreement_id, cause, cause_version, progress_step_id, from_on)
select county, gen_random_uuid(), agreement_id, id, version, id, taken_on from progress_step where step = 'suspend-payment';

create function payment_suspension_is_lifted_by_two() returns trigger language plpgsql as $$
begin
  if (new.agreement_id, new.cause, new.cause_version, new.from_on) is distinct from (old.agreement_id, old.cause, old.cause_version, old.from_on)
    or old.lifted_on is not null
  then
    raise exception 'suspension % is only ever lifted', old.id using errcode = 'check_violation', constraint = 'payment_suspension_is_fixed';
  end if;
  if not exists (select from proposal p where p.county = new.county and p.id = new.proposal_id and p.kind = 'disbursement.lift-suspension'
    and p.subject_id = new.id and p.proposed_by <> new.lifted_by)
  then
    raise exception 'suspension % is lifted by two people', old.id using errcode = 'check_violation', constraint = 'payment_suspension_two_people';
  end if;
  return new;
end $$;
create trigger payment_suspension_is_lifted_by_two before update on payment_suspension
  for each row execute function payment_suspension_is_lifted_by_two();

-- Fires after payment_within_contract, which locks the contract: whoever suspends it has locked it too.
create function payment_without_suspension() returns trigger language plpgsql as $$
begin
  if exists (select from payment_suspension s where s.county = new.county and s.agreement_id = new.agreement_id and s.lifted_on is null) then
    raise exception 'payments on this contract are suspended' using errcode = 'check_violation', constraint = 'payment_without_suspension';
  end if;
  return new;
end $$;
create trigger payment_without_suspension before insert on payment for each row execute function payment_without_suspension();

grant select, insert, update on payment_suspension to dushi_runtime;
