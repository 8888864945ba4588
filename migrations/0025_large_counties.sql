-- With 5,000 facilities a county holds a hundred thousand obligations, and few of them are reports or open: each list reads its own part.

create index obligation_reports on obligation (county, period, agreement_id) where kind = 'report' and not withdrawn;
