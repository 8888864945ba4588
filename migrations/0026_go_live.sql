-- 启用日: what fell due before the county began to use the register was kept elsewhere. It is neither owed nor missed here, and no gate
-- weighs it. Null: from the first day of the regime, as before.
alter table county add column go_live_on date;
