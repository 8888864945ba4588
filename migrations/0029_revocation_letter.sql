-- 撤销函 (一(四), D07): an issued letter never changes, so what is wrong in it is undone by a new letter that names it. The revocation is a
-- letter of the same series and the same three hands. When it is served, the letter it names is revoked, the items not closed yet
-- end as revoked, and their findings are free for a new letter. Nothing that was issued is rewritten: the old paper stays as it was.
-- Every letter of before this day is a supervision letter.

alter table letter add column kind text not null default 'supervision' check (kind in ('supervision', 'revocation'));
alter table letter add column replaces uuid;
alter table letter add column reason text;
alter table letter add foreign key (county, replaces) references letter (county, id);
alter table letter add check ((kind = 'supervision') = (replaces is null));
alter table letter add check ((kind = 'supervision') = (reason is null));
alter table letter add check (replaces <> id);
alter table letter drop constraint letter_state_check;
alter table letter add constraint letter_state_check
  check (state in ('draft', 'reviewed', 'signed', 'issued', 'served', 'acknowledged', 'closed', 'voided', 'revoked'));
alter table letter add check (state <> 'revoked' or (number is not null and pdf_sha256 is not null and signed_by is not null));
-- One revocation of a letter, ever, but for drafts given up.
create unique index letter_revoked_once on letter (county, replaces) where (state <> 'voided');

alter table rectification drop constraint rectification_state_check;
alter table rectification add constraint rectification_state_check
  check (state in ('ordered', 'reported', 'returned', 'verified', 'not-verified', 'closed', 'revoked'));

-- An item of a revoked letter stays in its words; its finding may stand in another letter.
alter table letter_item add column revoked boolean not null default false;
drop index letter_item_once;
create unique index letter_item_once on letter_item (county, finding_id) where (not removed and not revoked);

create or replace function letter_item_is_fixed() returns trigger language plpgsql as $$
declare letter_state text;
begin
  select l.state into letter_state from letter l where l.county = new.county and l.id = new.letter_id;
  if tg_op = 'UPDATE' and letter_state in ('issued', 'served', 'acknowledged', 'closed') and new.revoked and not old.revoked
    and (new.id, new.letter_id, new.finding_id, new.ordinal, new.requirement, new.working_days, new.removed)
      is not distinct from (old.id, old.letter_id, old.finding_id, old.ordinal, old.requirement, old.working_days, old.removed)
    and exists (select from letter l where l.county = new.county and l.replaces = new.letter_id and l.state = 'served')
  then
    return new;
  end if;
  if letter_state is distinct from 'draft' or new.revoked then
    raise exception 'letter % is no longer a draft', new.letter_id using errcode = 'check_violation', constraint = 'letter_item_is_fixed';
  end if;
  return new;
end $$;

create function letter_is_revoked_by_another() returns trigger language plpgsql as $$
begin
  if (new.kind, new.replaces) is distinct from (old.kind, old.replaces)
    or (old.state not in ('draft', 'reviewed', 'signed') and new.reason is distinct from old.reason)
    or old.state = 'revoked' and (
      (new.title, new.preamble, new.number, new.number_year, new.issuer_code, new.pdf_sha256, new.content_digest, new.state)
      is distinct from (old.title, old.preamble, old.number, old.number_year, old.issuer_code, old.pdf_sha256, old.content_digest, old.state))
    or (new.state = 'revoked' and old.state <> 'revoked' and not exists (
      select from letter l where l.county = new.county and l.replaces = new.id and l.state = 'served'))
  then
    raise exception 'letter % is revoked by another letter, and by nothing else', old.id
      using errcode = 'check_violation', constraint = 'letter_is_fixed';
  end if;
  return new;
end $$;
create trigger letter_is_revoked_by_another before update on letter for each row execute function letter_is_revoked_by_another();
