-- 抽查周期与落实 (一(四), D05, D06): for which days a draw is made, so that a second one over the same places is known for what it is; and
-- which inspection was planned from which draw, with the reason where others go than were drawn.

alter table draw
  add column period_from_on date,
  add column period_until_on date;
-- What was prepared before had no period said; the quarter is what its lists were prepared in.
alter table draw disable trigger user;
update draw set
  period_from_on = date_trunc('quarter', prepared_at at time zone 'Asia/Shanghai')::date,
  period_until_on = (date_trunc('quarter', prepared_at at time zone 'Asia/Shanghai') + interval '3 months - 1 day')::date;
alter table draw enable trigger user;
alter table draw
  alter column period_from_on set not null,
  alter column period_until_on set not null,
  add constraint draw_period_check check (period_from_on <= period_until_on);
create index draw_by_period on draw (county, period_until_on);

create function draw_period_is_frozen() returns trigger language plpgsql as $$
begin
  if (new.period_from_on, new.period_until_on) is distinct from (old.period_from_on, old.period_until_on) then
    raise exception 'draw %: its period is frozen', old.number using errcode = 'check_violation', constraint = 'draw_is_frozen';
  end if;
  return new;
end $$;
create trigger draw_period_is_frozen before update on draw for each row execute function draw_period_is_frozen();

alter table inspection
  add column draw_id uuid,
  -- Why others go than were drawn.
  add column draw_departure text,
  add constraint inspection_county_draw_id_fkey foreign key (county, draw_id) references draw (county, id),
  add constraint inspection_draw_departure_check
    check (draw_departure is null or (draw_id is not null and length(btrim(draw_departure)) >= 4));
-- What was drawn once is visited once; a visit that was called off is planned anew.
create unique index inspection_drawn_once on inspection (county, draw_id, facility_id)
  where draw_id is not null and state <> 'cancelled';

-- Second lock: nothing calls itself drawn that was not, in its period; and what was planned from a draw stays so.
create function inspection_follows_draw() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if (new.draw_id, new.draw_departure) is distinct from (old.draw_id, old.draw_departure)
        or (old.draw_id is not null and new.facility_id is distinct from old.facility_id) then
      raise exception 'inspection % was planned as it was', old.number
        using errcode = 'check_violation', constraint = 'inspection_follows_draw';
    end if;
  elsif new.draw_id is not null and not exists (select from draw d
      where d.county = new.county and d.id = new.draw_id and d.state in ('drawn', 'published')
        and new.planned_on between d.period_from_on and d.period_until_on
        and d.proof::jsonb -> 'outcome' -> 'drawn' @> jsonb_build_array(jsonb_build_object('object', new.facility_id))) then
    raise exception 'inspection %: its facility was not drawn for that day', new.number
      using errcode = 'check_violation', constraint = 'inspection_follows_draw';
  end if;
  return new;
end $$;
create trigger inspection_follows_draw before insert or update on inspection for each row execute function inspection_follows_draw();
