-- 职责分离 S1, S2, S11 (一(四)、一(五)): who raised a finding does not bury it; who drafted, reviewed or signed a letter is three people, of
-- whom none closes its items. The rules refuse it with their clause; these are the second locks behind them. They look at what changes,
-- so that what was done before them stays as it was done.

create function finding_is_not_buried_by_its_finder() returns trigger language plpgsql as $$
begin
  if (new.withdrawn_by is distinct from old.withdrawn_by and new.withdrawn_by = new.found_by)
    or (new.lowered_by is distinct from old.lowered_by and new.lowered_by = new.found_by) then
    raise exception 'finding %: its finder does not decide about it', new.number
      using errcode = 'check_violation', constraint = 'finding_is_not_buried_by_its_finder';
  end if;
  return new;
end $$;
create trigger finding_is_not_buried_by_its_finder before update on finding
  for each row execute function finding_is_not_buried_by_its_finder();

create function letter_has_three_hands() returns trigger language plpgsql as $$
begin
  if (new.reviewed_by is distinct from old.reviewed_by and new.reviewed_by = new.drafted_by)
    or (new.signed_by is distinct from old.signed_by and new.signed_by in (new.drafted_by, new.reviewed_by)) then
    raise exception 'letter %: drafter, reviewer and signer are three people', new.id
      using errcode = 'check_violation', constraint = 'letter_has_three_hands';
  end if;
  return new;
end $$;
create trigger letter_has_three_hands before update on letter for each row execute function letter_has_three_hands();

create function item_is_not_closed_by_its_author() returns trigger language plpgsql as $$
begin
  if new.closed_by is distinct from old.closed_by and exists (select from letter l where l.county = new.county and l.id = new.letter_id
      and new.closed_by in (l.drafted_by, l.reviewed_by, l.signed_by)) then
    raise exception 'rectification %: whoever wrote the letter does not close its items', new.id
      using errcode = 'check_violation', constraint = 'item_is_not_closed_by_its_author';
  end if;
  return new;
end $$;
create trigger item_is_not_closed_by_its_author before update on rectification
  for each row execute function item_is_not_closed_by_its_author();
