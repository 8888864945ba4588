-- 资金上限 (D11, D23; 严格落实方案): what is promised by contracts and what is paid never exceed the project's money, whoever writes.
-- Old rows above it stay as they are; nothing more is added to them.

-- What contracts hold of a project: their sum; of a terminated one, what was paid.
create function project_promised_fen(of_county text, of_project uuid, but_not uuid) returns bigint language sql stable as $$
  select coalesce(sum(case when a.state = 'terminated'
    then (select coalesce(sum(p.amount_fen), 0) from payment p where p.county = a.county and p.agreement_id = a.id)
    else a.amount_fen end), 0)::bigint
  from agreement a where a.county = of_county and a.project_id = of_project and a.id is distinct from but_not
$$;

create function agreement_within_project() returns trigger language plpgsql as $$
declare money_fen bigint;
begin
  if tg_op = 'UPDATE' and new.amount_fen <= old.amount_fen and new.project_id = old.project_id
    and (new.state = old.state or new.state = 'terminated') then
    return new;
  end if;
  select central_fen + local_fen into money_fen from project where county = new.county and id = new.project_id for no key update;
  if project_promised_fen(new.county, new.project_id, new.id) + new.amount_fen > money_fen then
    raise exception 'contracts exceed the money of the project' using errcode = 'check_violation', constraint = 'agreement_within_project';
  end if;
  return new;
end $$;
create trigger agreement_within_project before insert or update on agreement for each row execute function agreement_within_project();

create function project_covers_contracts() returns trigger language plpgsql as $$
begin
  if new.central_fen + new.local_fen < old.central_fen + old.local_fen
    and new.central_fen + new.local_fen < project_promised_fen(new.county, new.id, null) then
    raise exception 'the money of the project would not cover its contracts' using errcode = 'check_violation', constraint = 'project_covers_contracts';
  end if;
  return new;
end $$;
create trigger project_covers_contracts before update on project for each row execute function project_covers_contracts();

create function payment_within_project() returns trigger language plpgsql as $$
declare money_fen bigint; of_project uuid; paid_fen bigint;
begin
  select project_id into of_project from agreement where county = new.county and id = new.agreement_id;
  select central_fen + local_fen into money_fen from project where county = new.county and id = of_project for no key update;
  select coalesce(sum(p.amount_fen), 0) into paid_fen from payment p join agreement a on a.county = p.county and a.id = p.agreement_id
    where a.county = new.county and a.project_id = of_project;
  if paid_fen + new.amount_fen > money_fen then
    raise exception 'payments exceed the money of the project' using errcode = 'check_violation', constraint = 'payment_within_project';
  end if;
  return new;
end $$;
create trigger payment_within_project before insert on payment for each row execute function payment_within_project();
