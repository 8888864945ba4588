-- What looks the same is the same: ＴＣ－００１ is TC-001 to whoever reads a list (uniqueness), and 〔2026〕035号 is [2026]35 to whoever looks
-- for it (search). Two functions say how texts are folded; src/kernel/fold.ts says the same in the page, and a test holds them together.

-- For what identifies a record: width, case, blanks, dashes of every kind and marks nobody sees. A dash stays a dash: 1-11 is not 11-1.
create function identity_key(value text) returns text language sql immutable strict parallel safe as $$
  select regexp_replace(regexp_replace(lower(normalize(value, NFKC)),
    E'[\u0001-\u0020\u007f-\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]', '', 'g'),
    E'[\u2010-\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63]', '-', 'g')
$$;

-- For what is looked for: also without brackets, dots, dashes, 第, and the zeros a document's number begins with.
create function search_key(value text) returns text language sql immutable strict parallel safe as $$
  select regexp_replace(regexp_replace(regexp_replace(identity_key(value),
    E'([\\])\u3015\u3011])\u7b2c?0+(?=[0-9])', '\1', 'g'),
    E'(^|[^0-9])0+(?=[0-9]+\u53f7)', '\1', 'g'),
    E'[-()\\[\\]{}\u3008-\u3011\u3014-\u301b\u00b7\u2022\u30fb\u7b2c]', '', 'g')
$$;

-- A key that is taken, and by whom. Records of before that share one stay as they are: the oldest holds it, and no new one comes beside it.
create table taken_key (
  county text not null references county (county),
  kind text not null check (kind in ('facility.number', 'agreement.number', 'agreement.lot', 'organisation.name', 'payment.voucher')),
  -- Within what it is one's own: the kind of an organisation, the project of a lot.
  scope text not null default '',
  key text not null,
  holder uuid not null,
  primary key (county, kind, scope, key)
);
create index taken_key_by_holder on taken_key (county, kind, holder);

-- Arguments: the kind, the column, the column that names the record, the column of the scope. The refusal carries the trigger's name, as a
-- broken constraint does, and the record that holds the key.
create function key_is_taken() returns trigger language plpgsql as $$
declare
  row jsonb := to_jsonb(new);
  mine text := identity_key(row ->> tg_argv[1]);
  within text := coalesce(row ->> tg_argv[3], '');
  took boolean;
  existing text;
begin
  if mine is null then return new; end if;
  if exists (select from taken_key t where t.county = new.county and t.kind = tg_argv[0] and t.scope = within
      and t.key = mine and t.holder = new.id) then
    return new;
  end if;
  if tg_op = 'UPDATE' then
    -- One of two that shared a key before may be amended in all else.
    if identity_key(to_jsonb(old) ->> tg_argv[1]) = mine and coalesce(to_jsonb(old) ->> tg_argv[3], '') = within then
      return new;
    end if;
    if not exists (select from taken_key t where t.county = new.county and t.kind = tg_argv[0] and t.scope = within and t.key = mine) then
      update taken_key t set scope = within, key = mine
        where t.county = new.county and t.kind = tg_argv[0] and t.holder = new.id;
      if found then return new; end if;
    end if;
  end if;
  insert into taken_key (county, kind, scope, key, holder) values (new.county, tg_argv[0], within, mine, new.id)
    on conflict do nothing returning true into took;
  if took is null then
    execute format('select concat_ws('' '', %s) from %I r join taken_key t on t.county = r.county and t.holder = r.id
      where t.county = $1 and t.kind = $2 and t.scope = $3 and t.key = $4', 
      case when tg_argv[1] = tg_argv[2] then format('r.%I', tg_argv[1]) else format('r.%I, r.%I', tg_argv[1], tg_argv[2]) end, tg_table_name)
      into existing using new.county, tg_argv[0], within, mine;
    raise exception '% “%” is taken', tg_argv[0], row ->> tg_argv[1]
      using errcode = 'unique_violation', constraint = tg_name, detail = coalesce(existing, row ->> tg_argv[1]);
  end if;
  return new;
end $$;

insert into taken_key (county, kind, scope, key, holder)
  select county, 'facility.number', '', identity_key(number), id from facility order by id on conflict do nothing;
insert into taken_key (county, kind, scope, key, holder)
  select county, 'agreement.number', '', identity_key(number), id from agreement order by id on conflict do nothing;
insert into taken_key (county, kind, scope, key, holder)
  select county, 'agreement.lot', project_id::text, identity_key(lot), id from agreement where lot is not null order by id on conflict do nothing;
insert into taken_key (county, kind, scope, key, holder)
  select county, 'organisation.name', kind, identity_key(name), id from organisation where kind <> 'contractor' order by id on conflict do nothing;
insert into taken_key (county, kind, scope, key, holder)
  select county, 'payment.voucher', '', identity_key(voucher), id from payment order by id on conflict do nothing;

create trigger facility_number_taken before insert or update of number on facility
  for each row execute function key_is_taken('facility.number', 'number', 'name');
create trigger agreement_number_taken before insert or update of number on agreement
  for each row execute function key_is_taken('agreement.number', 'number', 'name');
create trigger agreement_lot_taken before insert or update of lot on agreement
  for each row execute function key_is_taken('agreement.lot', 'lot', 'name', 'project_id');
-- Contractors are told apart by their credit code: two companies of two provinces may bear one name.
create trigger organisation_name_taken before insert or update of name, kind on organisation
  for each row when (new.kind <> 'contractor') execute function key_is_taken('organisation.name', 'name', 'name', 'kind');
create trigger payment_voucher_taken before insert or update of voucher on payment
  for each row execute function key_is_taken('payment.voucher', 'voucher', 'voucher');

grant select, insert, update on taken_key to dushi_runtime;
