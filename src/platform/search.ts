import { type RawBuilder, sql } from 'kysely';

/** Whether one of the texts holds what was typed, both folded by the database's `search_key`. */
export const holds = (typed: string, ...texts: readonly RawBuilder<unknown>[]): RawBuilder<boolean> =>
  sql<boolean>`strpos(search_key(concat_ws('|', ${sql.join(texts)})), search_key(${typed})) > 0`;
