import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

// A statement that waits for a row lock goes on with the newest version of the row it locks, and with everything else as it was
// when the statement began. So what is locked and what is read from other tables are two statements, the lock first.

const stores = globSync('src/**/*.store.ts');

/** The one that may: its team can be older than the record, and whatever changes the team moves the version, which is compared. */
const known = ['src/features/inspection/inspection.submit.store.ts: findForSubmission'];

/** The functions of a store that lock rows and, in the same statement, give back what stands in another table. */
function lockingReaders(text: string): string[] {
  const parts = text.split(/^(?=(?:export )?(?:async )?(?:function|const) )/m);
  return parts.flatMap((part) => {
    const name = /^(?:export )?(?:async )?(?:function|const) (\w+)/.exec(part)?.[1] ?? '?';
    const statements = part.split(/\bawait\b|\breturn\b/);
    const mixed = statements.some(
      (statement) =>
        /\bfor (?:no key )?update\b|\.forUpdate\(|\.forNoKeyUpdate\(/.test(statement) &&
        (/\bselect\b/i.test(columnsOf(statement)) || (statement.match(/selectFrom\(/g) ?? []).length > 1),
    );
    return mixed ? [name] : [];
  });
}

/** What an SQL text selects: from its first `select` to the `from` that belongs to it. */
function columnsOf(statement: string): string {
  const start = /\bselect\b/.exec(statement);
  if (!start) return '';
  const rest = statement.slice(start.index + start[0].length);
  let depth = 0;
  for (let at = 0; at < rest.length; at += 1) {
    if (rest[at] === '(') depth += 1;
    else if (rest[at] === ')') depth -= 1;
    else if (depth === 0 && /^\sfrom\s/.test(rest.slice(at, at + 6))) return rest.slice(0, at);
  }
  return rest;
}

test('the probe sees a lock that reads another table beside it', () => {
  const planted = `
export async function findForUpdate(tx: Tx) {
  const { rows } = await sql\`select i.id, (select json_agg(m) from member m where m.of = i.id) as team from inspection i for update of i\`.execute(tx);
  return rows[0];
}
const built = (tx: Tx) =>
  tx.selectFrom('letter').select((eb) => eb.selectFrom('letter_item').select('id').as('first')).forUpdate().execute();
export async function lockedByAnother(tx: Tx) {
  await sql\`select 1 from project p where p.id in (select project_id from agreement) for update\`.execute(tx);
}
export async function lockedFirst(tx: Tx) {
  await sql\`select 1 from instalment where id = 1 for update\`.execute(tx);
  return sql\`select (select count(*) from payment) as n from instalment\`.execute(tx);
}`;
  expect(lockingReaders(planted)).toEqual(['findForUpdate', 'built']);
});

test('whoever locks a row reads what belongs to it afterwards', () => {
  expect(stores.length).toBeGreaterThan(20);
  const found = stores.flatMap((file) =>
    lockingReaders(readFileSync(file, 'utf8')).map((name) => `${file}: ${name}`),
  );
  expect(found.filter((name) => !known.includes(name))).toEqual([]);
  expect(
    known.filter((name) => !found.includes(name)),
    'no longer there: take it off the list',
  ).toEqual([]);
});
