-- 评分: what a contract came to in a period, computation by computation; steps taken towards one whose progress lies behind; what an
-- instalment by quantity or by verified investment was settled at.

create table score (
  county text not null references county (county),
  id uuid not null,
  version integer not null,
  agreement_id uuid not null,
  contractor_id uuid not null,
  from_on date not null,
  to_on date not null,
  state text not null check (state in ('open', 'computed', 'confirmed', 'withdrawn')),
  opened_by uuid not null,
  opened_on date not null,
  computation integer,
  computed_by uuid,
  confirmed_by uuid,
  confirmed_at timestamptz,
  -- The one that binds: kept while a newer one waits for confirmation.
  confirmed_computation integer,
  primary key (county, id),
  foreign key (county, agreement_id) references agreement (county, id),
  foreign key (county, contractor_id) references organisation (county, id),
  foreign key (county, id, version) references event (county, aggregate, version),
  check (to_on >= from_on),
  check ((computation is null) = (computed_by is null)),
  check (state <> 'open' or computation is null),
  check (state not in ('computed', 'confirmed') or computation is not null),
  check (state <> 'confirmed' or (confirmed_computation is not null and confirmed_computation = computation and confirmed_by <> computed_by)),
  check ((confirmed_by is null) = (confirmed_at is null) and (confirmed_by is null) = (confirmed_computation is null))
);
-- Of two who open the same period at once, one is the first.
create unique index score_period on score (county, agreement_id, from_on, to_on) where state <> 'withdrawn';
create index score_by_contractor on score (county, contractor_id, to_on);

-- A computation is a fact of its day, under the pack of its day; a newer scale leaves it alone.
create table score_computation (
  county text not null,
  score_id uuid not null,
  number integer not null check (number >= 1),
  version integer not null,
  judged_on date not null,
  facts_digest text not null,
  base_hundredths integer not null check (base_hundredths >= 0),
  bonus_hundredths integer not null check (bonus_hundredths >= 0),
  total_hundredths integer not null check (total_hundredths >= 0),
  band text not null,
  result jsonb not null,
  -- The scale it was computed with: its bands, names and rounding.
  scale jsonb not null,
  computed_by uuid not null,
  computed_at timestamptz not null,
  pack_id text not null,
  pack_version text not null,
  pack_hash text not null,
  primary key (county, score_id, number),
  foreign key (county, score_id) references score (county, id),
  foreign key (county, score_id, version) references event (county, aggregate, version),
  foreign key (county, computed_by) references person (county, id)
);

-- 进度: the steps of the pack's ladder that a named person took towards a contract, once each.
create table progress_step (
  county text not null,
  id uuid not null,
  version integer not null,
  agreement_id uuid not null,
  step text not null check (step in ('first', 'second', 'interview', 'circular', 'suspend-payment')),
  planned_share numeric(9, 6) not null,
  actual_share numeric(9, 6) not null,
  note text not null,
  taken_by uuid not null,
  taken_on date not null,
  pack_id text not null,
  pack_version text not null,
  pack_hash text not null,
  primary key (county, id),
  unique (county, agreement_id, step),
  foreign key (county, agreement_id) references agreement (county, id),
  foreign key (county, taken_by) references person (county, id),
  foreign key (county, id, version) references event (county, aggregate, version)
);

create trigger record_moves_by_one before update on score for each row execute function record_moves_by_one();

grant select, insert, update on score to dushi_runtime;
grant select, insert on score_computation, progress_step to dushi_runtime;

-- 工作日或自然日: which days the period is counted in, as the pack of its day had it.
alter table rectification add column day_kind text not null default 'working-days' check (day_kind in ('working-days', 'days'));

-- 结算: what an instalment by unit price, or by a share of verified investment, comes to; the newest one counts, none is rewritten.
create table settlement (
  county text not null,
  id uuid not null,
  version integer not null,
  instalment_id uuid not null,
  kind text not null check (kind in ('unit-price', 'reimbursement')),
  unit_price_id text,
  line_key uuid,
  quantity numeric(18, 4),
  unit_fen bigint,
  investment_fen bigint,
  share numeric(7, 6),
  -- All that is due so far, before what other instalments settled or paid of it.
  gross_fen bigint not null check (gross_fen >= 0),
  earlier_fen bigint not null check (earlier_fen >= 0),
  due_fen bigint not null check (due_fen > 0 and due_fen <= gross_fen - earlier_fen),
  note text not null,
  settled_by uuid not null,
  settled_at timestamptz not null,
  pack_id text not null,
  pack_version text not null,
  pack_hash text not null,
  primary key (county, id),
  foreign key (county, instalment_id) references instalment (county, id),
  foreign key (county, settled_by) references person (county, id),
  foreign key (county, id, version) references event (county, aggregate, version),
  check ((kind = 'unit-price') = (unit_price_id is not null and line_key is not null and quantity is not null and unit_fen is not null)),
  check ((kind = 'reimbursement') = (investment_fen is not null and share is not null))
);
create index settlement_by_instalment on settlement (county, instalment_id, settled_at);
grant select, insert on settlement to dushi_runtime;
