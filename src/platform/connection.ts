import pg from 'pg';

/** Where a PostgreSQL is and as whom; fits `pg.Pool`. */
export type ConnectionTarget = {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
};

/** Reads a `postgres://` address. A socket folder may stand in `?host=`. */
export function connectionTarget(address: string): ConnectionTarget {
  const url = new URL(address);
  if (!/^postgres(ql)?:$/.test(url.protocol)) throw new Error('The address must begin with postgres://');
  return {
    host: url.searchParams.get('host') ?? decodeURIComponent(url.hostname || 'localhost'),
    port: Number(url.port || 5432),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)) || 'postgres',
  };
}

/** A connection of its own. Its loss is told by the query that meets it: as an event nobody hears it would end the process. */
export function clientOf(target: ConnectionTarget): pg.Client {
  const client = new pg.Client(target);
  client.on('error', () => {});
  return client;
}
