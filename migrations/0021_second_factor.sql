-- S13, 等保三 8.1.4.1 d): a password alone neither pays, approves, signs nor changes people. A person proves a second factor (a code that
-- changes every thirty seconds, or a passkey) and what is so marked asks for a proof not older than five minutes. Ten recovery codes,
-- kept only as digests, stand in for a lost one; who has lost those too is helped by two administrators.

-- Whether those acts ask it of everybody; a county set up from now on begins with yes.
alter table county add column second_factor boolean not null default false;

create table second_factor (
  county text not null,
  id uuid not null,
  person_id uuid not null,
  kind text not null check (kind in ('totp', 'passkey')),
  name text not null,
  created_at timestamptz not null,
  -- Null until the person has shown once that it works; until then it proves nothing.
  confirmed_at timestamptz,
  used_at timestamptz,
  secret bytea,
  -- The last thirty seconds a code was taken from: each serves once.
  last_step bigint,
  credential_id text,
  public_key bytea,
  sign_count bigint,
  transports text[] not null default '{}',
  primary key (county, id),
  foreign key (county, person_id) references person (county, id),
  check (case kind when 'totp' then secret is not null and length(secret) >= 20
    else credential_id is not null and public_key is not null and sign_count is not null end)
);
create index second_factor_by_person on second_factor (county, person_id);
create unique index second_factor_credential on second_factor (county, credential_id);

create table recovery_code (
  county text not null,
  person_id uuid not null,
  code_hash bytea not null,
  used_at timestamptz,
  primary key (county, person_id, code_hash),
  foreign key (county, person_id) references person (county, id)
);

alter table session add column proven_at timestamptz;
-- What a passkey is asked to sign next; it serves once and for five minutes.
alter table session add column challenge text;
alter table session add column challenge_at timestamptz;

grant select, insert, update, delete on second_factor, recovery_code to dushi_runtime;
