// Runs the migrations on a server of its own and writes down what came out: schema.sql for reviewers, table types for
// the compiler. With --check it writes nothing and fails when the committed files say something else.
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '#platform/embedded-postgres.ts';
import { migrate } from '#platform/migrate.ts';

type Column = {
  table: string;
  name: string;
  type: string;
  typeOid: number;
  elementOid: number;
  enumLabels: string[] | null;
  notNull: boolean;
  identity: string;
  generated: string;
  defaultText: string | null;
};
type Fact = { subject: string; text: string };
type Catalog = {
  enums: Fact[];
  sequences: Fact[];
  columns: Column[];
  constraints: Fact[];
  indexes: Fact[];
  views: Fact[];
  functions: Fact[];
  triggers: Fact[];
  policies: Fact[];
  comments: Fact[];
  grants: Fact[];
};

const directory = await mkdtemp(join(tmpdir(), 'dushi-types-'));
try {
  const catalog = await migratedCatalog();
  const outputs = [
    { file: 'schema.sql', text: schemaOf(catalog) },
    { file: 'src/platform/tables.generated.ts', text: typesOf(catalog.columns) },
  ];
  if (process.argv.includes('--check')) {
    const stale = await Promise.all(outputs.map(driftOf));
    if (stale.some(Boolean)) process.exitCode = 1;
    else console.log('schema.sql and tables.generated.ts say what the migrations do.');
  } else {
    for (const { file, text } of outputs) await writeFile(file, text);
    console.log(`Wrote ${outputs.map((output) => output.file).join(' and ')}.`);
  }
} finally {
  await rm(directory, { recursive: true, force: true });
}

async function migratedCatalog(): Promise<Catalog> {
  const server = await startEmbeddedPostgres({ directory, settings: { synchronous_commit: 'off' } });
  try {
    await migrate(server.ownerUrl, 'migrations');
    const client = new pg.Client(server.ownerUrl);
    await client.connect();
    try {
      return await readCatalog(client);
    } finally {
      await client.end();
    }
  } finally {
    await server.stop();
  }
}

async function readCatalog(client: pg.Client): Promise<Catalog> {
  const facts = async (statement: string) => (await client.query<Fact>(statement)).rows;
  const columns = await client.query<Column>(`
    select c.relname as "table", a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
           a.atttypid::int as "typeOid", t.typelem::int as "elementOid",
           (select array_agg(e.enumlabel::text order by e.enumsortorder) from pg_enum e
             where e.enumtypid in (a.atttypid, nullif(t.typelem, 0))) as "enumLabels",
           a.attnotnull as "notNull", a.attidentity as identity, a.attgenerated as generated,
           pg_get_expr(d.adbin, d.adrelid) as "defaultText"
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      join pg_type t on t.oid = a.atttypid
      left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
     where c.relkind in ('r', 'p') and not c.relispartition
     order by c.relname, a.attnum`);
  return {
    columns: columns.rows,
    enums: await facts(`
      select t.typname as subject, format('create type %I as enum (%s);', t.typname,
             string_agg(quote_literal(e.enumlabel), ', ' order by e.enumsortorder)) as text
        from pg_type t join pg_namespace n on n.oid = t.typnamespace and n.nspname = 'public'
        join pg_enum e on e.enumtypid = t.oid group by t.typname order by 1`),
    sequences: await facts(`
      select c.relname as subject, format('create sequence %I;', c.relname) as text
        from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
       where c.relkind = 'S'
         and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'i') order by 1`),
    // Type n is NOT NULL, which PostgreSQL 18 also names; it stands with its column.
    constraints: await facts(`
      select c.relname as subject, format('constraint %I %s', k.conname, pg_get_constraintdef(k.oid, true)) as text
        from pg_constraint k join pg_class c on c.oid = k.conrelid
        join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
       where k.contype in ('p', 'u', 'f', 'c', 'x') and not c.relispartition
       order by c.relname, position(k.contype::text in 'puxfc'), k.conname`),
    indexes: await facts(`
      select c.relname as subject, pg_get_indexdef(i.indexrelid) || ';' as text
        from pg_index i join pg_class c on c.oid = i.indrelid
        join pg_class x on x.oid = i.indexrelid
        join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
       where not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
         and not x.relispartition
       order by c.relname, x.relname`),
    views: await facts(`
      select c.relname as subject, format('create %sview %I as%s%s',
             case when c.relkind = 'm' then 'materialized ' else '' end, c.relname, chr(10), pg_get_viewdef(c.oid)) as text
        from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
       where c.relkind in ('v', 'm') order by 1`),
    functions: await facts(`
      select p.proname as subject, pg_get_functiondef(p.oid) || ';' as text
        from pg_proc p join pg_namespace n on n.oid = p.pronamespace and n.nspname = 'public'
       where p.prokind in ('f', 'p') order by p.proname, pg_get_function_identity_arguments(p.oid)`),
    triggers: await facts(`
      select c.relname as subject, pg_get_triggerdef(t.oid) || ';' as text
        from pg_trigger t join pg_class c on c.oid = t.tgrelid
        join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
       where not t.tgisinternal order by c.relname, t.tgname`),
    policies: await facts(`
      select c.relname as subject, format('alter table %I enable row level security;', c.relname) as text
        from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public' where c.relrowsecurity
       union all
      select tablename, format('create policy %I on %I for %s to %s%s%s;', policyname, tablename, lower(cmd),
             array_to_string(roles, ', '), ' using (' || qual || ')', ' with check (' || with_check || ')')
        from pg_policies where schemaname = 'public' order by 1, 2`),
    comments: await facts(`
      select c.relname as subject, format('comment on %s is %L;', case when d.objsubid = 0
               then format('table %I', c.relname) else format('column %I.%I', c.relname, a.attname) end,
             d.description) as text
        from pg_description d join pg_class c on c.oid = d.objoid and d.classoid = 'pg_class'::regclass
        join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
        left join pg_attribute a on a.attrelid = c.oid and a.attnum = d.objsubid
       order by c.relname, d.objsubid`),
    grants: await facts(`
      select c.relname as subject, format('grant %s on %I to %s;',
             string_agg(lower(g.privilege_type), ', ' order by g.privilege_type), c.relname, coalesce(r.rolname, 'public')) as text
        from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
        cross join aclexplode(c.relacl) g left join pg_roles r on r.oid = g.grantee
       where g.grantee <> c.relowner group by c.relname, r.rolname
       union all
      select c.relname, format('grant %s (%s) on %I to %s;', lower(g.privilege_type),
             string_agg(quote_ident(a.attname), ', ' order by a.attnum), c.relname, coalesce(r.rolname, 'public'))
        from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
        join pg_attribute a on a.attrelid = c.oid cross join aclexplode(a.attacl) g
        left join pg_roles r on r.oid = g.grantee
       where g.grantee <> c.relowner group by c.relname, g.privilege_type, r.rolname
       union all
      select p.proname, format('grant execute on function %s to %s;', p.oid::regprocedure, coalesce(r.rolname, 'public'))
        from pg_proc p join pg_namespace n on n.oid = p.pronamespace and n.nspname = 'public'
        cross join aclexplode(p.proacl) g left join pg_roles r on r.oid = g.grantee
       where g.grantee <> p.proowner
       order by 1, 2`),
  };
}

function schemaOf(catalog: Catalog): string {
  const tables = [...new Set(catalog.columns.map((column) => column.table))];
  const about = (facts: Fact[], table: string) => facts.filter((fact) => fact.subject === table);
  const blocks = tables.map((table) =>
    [
      createTable(table, catalog),
      ...[catalog.indexes, catalog.triggers, catalog.policies, catalog.comments, catalog.grants]
        .flatMap((facts) => about(facts, table))
        .map((fact) => `${fact.text}\n`),
    ].join(''),
  );
  const rest = catalog.grants.filter((fact) => !tables.includes(fact.subject));
  const sections = [
    '-- Written by `npm run db:types` from the migrations, for reviewers to read its diff. Nobody edits it.\n',
    ...[catalog.enums, catalog.sequences, catalog.functions].flat().map((fact) => `${fact.text.trimEnd()}\n`),
    ...blocks,
    ...[catalog.views, rest].flat().map((fact) => `${fact.text}\n`),
  ];
  // There is one schema; its name before every table would only be in the way.
  return sections
    .join('\n')
    .replaceAll(/\bpublic\./g, '')
    .replaceAll(' USING btree ', ' ');
}

function createTable(table: string, catalog: Catalog): string {
  const lines = [
    ...catalog.columns.filter((column) => column.table === table).map(columnLine),
    ...catalog.constraints.filter((fact) => fact.subject === table).map((fact) => fact.text),
  ];
  return `create table ${table} (\n${lines.map((line) => `  ${line}`).join(',\n')}\n);\n`;
}

function columnLine(column: Column): string {
  const { defaultText } = column;
  const value = column.generated
    ? `generated always as (${defaultText}) ${column.generated === 'v' ? 'virtual' : 'stored'}`
    : defaultText !== null && `default ${defaultText}`;
  const identity =
    column.identity && `generated ${column.identity === 'a' ? 'always' : 'by default'} as identity`;
  return [column.name, column.type, column.notNull && 'not null', value, identity].filter(Boolean).join(' ');
}

function typesOf(columns: Column[]): string {
  const tables = Map.groupBy(columns, (column) => column.table);
  const types = [...tables].map(
    ([table, own]) =>
      `export type ${typeName(table)} = {\n${own.map((column) => `  ${column.name}: ${wrappedType(column)};\n`).join('')}};\n`,
  );
  const index = [...tables.keys()].map((table) => `  ${table}: ${typeName(table)};\n`).join('');
  const kinds = ['Generated', 'GeneratedAlways'].filter((kind) =>
    types.some((type) => type.includes(`: ${kind}<`)),
  );
  return [
    '// Written by `npm run db:types` from the migrations. Nobody edits it.\n',
    kinds.length > 0 ? `import type { ${kinds.join(', ')} } from 'kysely';\n\n` : '\n',
    types.join('\n'),
    `\nexport type Tables = {\n${index}};\n`,
  ].join('');
}

function typeName(table: string): string {
  return `${table.replace(/(?:^|_)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())}Table`;
}

function wrappedType(column: Column): string {
  const type = column.notNull ? typeOf(column) : `${typeOf(column)} | null`;
  if (column.generated || column.identity === 'a') return `GeneratedAlways<${type}>`;
  return column.defaultText !== null || column.identity ? `Generated<${type}>` : type;
}

/** As the parsers of platform/database.ts hand them over: dates and instants as text, whole numbers below 2^53. */
function typeOf(column: Column): string {
  const { builtins } = pg.types;
  const types = new Map<number, string>([
    [builtins.BOOL, 'boolean'],
    [builtins.INT2, 'number'],
    [builtins.INT4, 'number'],
    [builtins.INT8, 'number'],
    [builtins.FLOAT4, 'number'],
    [builtins.FLOAT8, 'number'],
    [builtins.NUMERIC, 'string'],
    [builtins.TEXT, 'string'],
    [builtins.VARCHAR, 'string'],
    [builtins.BPCHAR, 'string'],
    [builtins.UUID, 'string'],
    [builtins.DATE, 'string'],
    [builtins.TIMESTAMPTZ, 'string'],
    [builtins.JSON, 'unknown'],
    [builtins.JSONB, 'unknown'],
    [builtins.BYTEA, 'Uint8Array'],
  ]);
  const isArray = column.elementOid !== 0 && column.type.endsWith('[]');
  const scalar =
    column.enumLabels?.map((label) => `'${label}'`).join(' | ') ??
    types.get(isArray ? column.elementOid : column.typeOid);
  if (!scalar)
    throw new Error(`${column.table}.${column.name}: ${column.type} has no type here yet; add it to typeOf.`);
  if (!isArray) return scalar;
  return scalar.includes('|') ? `(${scalar})[]` : `${scalar}[]`;
}

async function driftOf({ file, text }: { file: string; text: string }): Promise<boolean> {
  const committed = await readFile(file, 'utf8').catch(() => '');
  if (committed === text) return false;
  const fresh = join(directory, 'fresh');
  await writeFile(fresh, text);
  const { stdout } = spawnSync('diff', ['-u', '--label', file, '--label', 'the migrations', file, fresh], {
    encoding: 'utf8',
  });
  console.error(
    `${file} is not what the migrations make. Run npm run db:types and commit the result.\n${stdout ?? ''}`,
  );
  return true;
}
