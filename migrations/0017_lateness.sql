-- Lateness is the contractor's own. The days a report lay with the county before it was handed back (退回, 复查未到位) move the
-- deadline, and how many they were is kept beside it. Items handed back before this day keep the deadline they were told.

alter table rectification add column county_days integer not null default 0 check (county_days >= 0);
