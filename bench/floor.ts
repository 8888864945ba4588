// The floor: the least a server could do to write the same rows. It checks nothing, knows nobody and keeps no types.
import { createServer } from 'node:http';
import pg from 'pg';

const pool = new pg.Pool({ ...JSON.parse(process.env.FLOOR_TARGET ?? '{}'), max: 10 });

type Body = {
  updateInspection: unknown[];
  inserts: { table: string; columns: string[]; rows: unknown[][] }[];
};

createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', async () => {
    const { updateInspection, inserts } = JSON.parse(Buffer.concat(chunks).toString()) as Body;
    const client = await pool.connect();
    try {
      await client.query('begin');
      for (const { table, columns, rows } of inserts) {
        if (table === 'inspection_method')
          await client.query(
            `update inspection set version = 2, state = 'submitted', started_at = now(), ended_at = now(), content_digest = 'x', summary = $3, verdict_operation = 'partly' where county = $1 and id = $2`,
            updateInspection,
          );
        const values = rows
          .map((row, at) => `(${row.map((_, column) => `$${at * columns.length + column + 1}`).join(',')})`)
          .join(',');
        await client.query(`insert into ${table} (${columns.join(',')}) values ${values}`, rows.flat());
      }
      await client.query('commit');
      response.end('{"ok":true}');
    } catch (error) {
      await client.query('rollback');
      response.statusCode = 500;
      response.end(String(error));
    } finally {
      client.release();
    }
  });
}).listen(0, '127.0.0.1', function (this: import('node:net').Server) {
  const address = this.address();
  console.log(`ready: http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`);
});
