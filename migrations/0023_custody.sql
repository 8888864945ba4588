-- Evidence belongs to whoever brought its bytes, damaged bytes are known as damaged, and what a check of the whole county found
-- is kept. Knowing a fingerprint is not having the file: letters and dossiers print it.

-- 谁上传: an organisation that itself sent these bytes, whole. Only it may register them as its evidence.
create table evidence_upload (
  county text not null,
  organisation_id uuid not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  person_id uuid not null,
  size_bytes bigint not null check (size_bytes > 0),
  received_at timestamptz not null,
  primary key (county, organisation_id, sha256),
  foreign key (county, organisation_id) references organisation (county, id),
  foreign key (county, person_id) references person (county, id)
);

-- What was registered before uploads were recorded counts as brought by its organisation.
insert into evidence_upload (county, organisation_id, sha256, person_id, size_bytes, received_at)
select distinct on (e.county, e.organisation_id, e.sha256) e.county, e.organisation_id, e.sha256, e.uploaded_by, e.size_bytes, e.received_at
from evidence e join organisation o on o.county = e.county and o.id = e.organisation_id
order by e.county, e.organisation_id, e.sha256, e.received_at, e.id;

-- 受损: the stored bytes are not those of the record. Open until the true bytes were brought again.
create table evidence_damage (
  county text not null references county (county),
  id uuid not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  kind text not null check (kind in ('missing', 'empty', 'altered')),
  found_by text not null check (found_by in ('reading', 'check', 'restore')),
  found_at timestamptz not null,
  repaired_at timestamptz,
  primary key (county, id),
  check (repaired_at is null or repaired_at >= found_at)
);
create unique index evidence_damage_open on evidence_damage (county, sha256) where repaired_at is null;

-- 核验: one run over events, records and files, and what it found. `faults` counts all; the first of them are kept below.
create table verification (
  county text not null references county (county),
  id uuid not null,
  asked_by text not null check (asked_by in ('night', 'person', 'command', 'restore')),
  started_at timestamptz not null,
  ended_at timestamptz not null,
  events bigint not null check (events >= 0),
  records bigint not null check (records >= 0),
  files bigint not null check (files >= 0),
  bytes bigint not null check (bytes >= 0),
  faults bigint not null check (faults >= 0),
  primary key (county, id),
  check (ended_at >= started_at)
);
create index verification_by_time on verification (county, ended_at);

create table verification_fault (
  county text not null,
  verification_id uuid not null,
  position integer not null check (position >= 1),
  kind text not null check (kind ~ '^[a-z-]+$'),
  subject_type text not null,
  subject text not null,
  detail text,
  primary key (county, verification_id, position),
  foreign key (county, verification_id) references verification (county, id)
);

grant select, insert on evidence_upload, verification, verification_fault to dushi_runtime;
grant select, insert, update on evidence_damage to dushi_runtime;
