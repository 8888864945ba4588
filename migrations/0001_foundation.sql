-- The floor everything stands on: counties, the event log, organisations and people, sessions, stored files.
-- The county leads every key, so that a county's rows cannot point at another's and a distributed PostgreSQL can
-- shard on it. A record that people change carries `version`, and (county, id, version) points at the event that
-- made it: a change without its event cannot be committed, whoever writes it.

create table county (
  county text primary key check (county ~ '^[0-9]{6}$'),
  name text not null,
  name_en text not null,
  demonstration boolean not null default false,
  pack_id text not null,
  pack_version text not null,
  pack_hash text not null,
  created_at timestamptz not null
);

create table event (
  county text not null references county (county),
  id uuid not null,
  type text not null check (type ~ '^[a-z-]+\.[a-z-]+$'),
  aggregate_type text not null,
  aggregate uuid not null,
  version integer not null check (version >= 1),
  actor_id uuid,
  organisation_id uuid,
  claimed_at timestamptz,
  received_at timestamptz not null,
  note text,
  body text not null,
  salt bytea not null check (octet_length(salt) = 32),
  digest bytea not null check (octet_length(digest) = 32),
  primary key (county, id),
  unique (county, aggregate, version)
);
create index event_by_time on event (county, received_at, id);

-- Edges of the thread: clause, obligation, inspection, finding, letter, item, decision, payment. Ends are ids of
-- records or of clauses; an edge is dated and signed by the event that drew it.
create table edge (
  county text not null,
  from_type text not null,
  from_id text not null,
  to_type text not null,
  to_id text not null,
  kind text not null,
  event_id uuid not null,
  drawn_at timestamptz not null,
  primary key (county, from_id, to_id, kind),
  foreign key (county, event_id) references event (county, id)
);
create index edge_backwards on edge (county, to_id, from_id);

create table organisation (
  county text not null references county (county),
  id uuid not null,
  version integer not null,
  kind text not null check (kind in ('leading-group', 'office', 'commerce-bureau', 'finance', 'audit', 'department', 'third-party', 'contractor')),
  name text not null,
  uscc text,
  legal_representative text,
  contact text,
  phone text,
  address text,
  active boolean not null default true,
  primary key (county, id),
  foreign key (county, id, version) references event (county, aggregate, version),
  check (kind <> 'contractor' or uscc is not null)
);
create unique index organisation_uscc on organisation (county, uscc) where uscc is not null;
create unique index organisation_single on organisation (county, kind) where kind in ('leading-group', 'office', 'commerce-bureau');

create table person (
  county text not null references county (county),
  id uuid not null,
  version integer not null,
  organisation_id uuid not null,
  name text not null,
  login text not null check (login ~ '^[a-z0-9][a-z0-9._-]{1,39}$'),
  password_hash text,
  title text,
  phone text,
  duties text[] not null default '{}',
  active boolean not null default true,
  primary key (county, id),
  unique (county, login),
  foreign key (county, organisation_id) references organisation (county, id),
  foreign key (county, id, version) references event (county, aggregate, version)
);
create index person_by_organisation on person (county, organisation_id);

-- 监督检查小组: members with their terms of service (一(三)).
create table group_membership (
  county text not null,
  id uuid not null,
  version integer not null,
  person_id uuid not null,
  role text not null check (role in ('lead', 'member', 'third-party')),
  from_on date not null,
  until_on date,
  primary key (county, id),
  foreign key (county, person_id) references person (county, id),
  foreign key (county, id, version) references event (county, aggregate, version),
  check (until_on is null or until_on >= from_on)
);
create index group_membership_by_person on group_membership (county, person_id);

-- 回避: who is related to which contractor, and how.
create table related_party (
  county text not null,
  id uuid not null,
  version integer not null,
  person_id uuid not null,
  contractor_id uuid not null,
  relation text not null check (relation in ('relative', 'shareholder', 'employment', 'tender', 'business', 'other')),
  statement text not null,
  from_on date not null,
  until_on date,
  primary key (county, id),
  foreign key (county, person_id) references person (county, id),
  foreign key (county, contractor_id) references organisation (county, id),
  foreign key (county, id, version) references event (county, aggregate, version)
);
create index related_party_by_person on related_party (county, person_id, contractor_id);

-- Sessions are operational, not records: opaque tokens, stored only as digests, revoked at once by revoked_at.
create table session (
  county text not null,
  token_hash bytea not null,
  person_id uuid not null,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  last_home_at timestamptz,
  primary key (county, token_hash),
  foreign key (county, person_id) references person (county, id)
);
create index session_by_person on session (county, person_id);

create table sign_in_attempt (
  county text not null,
  login text not null,
  failures integer not null default 0,
  first_failure_at timestamptz,
  locked_until timestamptz,
  primary key (county, login)
);

-- One-time codes: the first administrator's (printed in the terminal), and initial passwords handed to people.
create table set_up_code (
  county text not null default '000000',
  code_hash bytea not null,
  created_at timestamptz not null,
  used_at timestamptz,
  primary key (county, code_hash)
);

-- Evidence: a file is stored once under its SHA-256; what it shows, when and where, belongs to the evidence row.
create table evidence (
  county text not null references county (county),
  id uuid not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  name text not null,
  media_type text not null,
  size_bytes bigint not null check (size_bytes > 0),
  caption text,
  source text not null check (source in ('camera', 'gallery', 'file')),
  taken_at timestamptz,
  latitude double precision check (latitude between -90 and 90),
  longitude double precision check (longitude between -180 and 180),
  accuracy_metres double precision check (accuracy_metres >= 0),
  datum text check (datum in ('WGS84', 'GCJ02', 'CGCS2000')),
  uploaded_by uuid not null,
  organisation_id uuid not null,
  received_at timestamptz not null,
  primary key (county, id),
  foreign key (county, uploaded_by) references person (county, id),
  check ((latitude is null) = (longitude is null)),
  check (latitude is null or datum is not null)
);
create index evidence_by_hash on evidence (county, sha256);

-- Which record carries which evidence. `role` says as what: photo-before, photo-after, minutes, attendance, list, attachment.
create table evidence_use (
  county text not null,
  subject_type text not null,
  subject_id uuid not null,
  evidence_id uuid not null,
  role text not null,
  -- The contractor who may see it, where the subject concerns one.
  contractor_id uuid,
  used_at timestamptz not null,
  -- Only while its subject is a draft; a submitted record keeps what it carries.
  removed boolean not null default false,
  primary key (county, subject_id, evidence_id, role),
  foreign key (county, evidence_id) references evidence (county, id)
);
