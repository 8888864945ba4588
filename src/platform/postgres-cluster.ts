import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Account,
  canEnter,
  chooseAccount,
  giveToAccount,
  letAccountPass,
  makeOwned,
  rewrite,
} from '#platform/postgres-account.ts';
import { findPrograms, type Programs, runProgram } from '#platform/postgres-programs.ts';

export type Place = {
  directory: string;
  /** `directory/postgres` */
  cluster: string;
  /** The same folder, named so that the account can open it. */
  clusterAsSeen: string;
  reachable: boolean;
  account: Account | undefined;
  programs: Programs;
};

/** Folders, their owners, and programs that the account can run. */
export async function preparePlace(directory: string, log: (line: string) => void): Promise<Place> {
  const cluster = join(directory, 'postgres');
  const account = await chooseAccount(directory, cluster);
  await letAccountPass(directory, account);
  await giveToAccount(cluster, account);
  const reachable = canEnter(account, directory);
  // A colon or semicolon would end the entry in LD_LIBRARY_PATH.
  const linkable = reachable && !/[:;]/.test(directory);
  const programs = await findPrograms({
    account,
    linkFolder: linkable ? join(directory, 'postgres-programs', 'links') : undefined,
    copyFolders: [...(linkable ? [join(directory, 'postgres-programs')] : []), '/var/cache/dushi'],
    log,
  });
  if (!reachable && programs.major < 16) throw new Error(behindClosedFolder(directory));
  // Under a closed folder the account cannot walk to the data by name, but it may stay where it is put.
  const clusterAsSeen = reachable ? cluster : '/proc/self/cwd';
  return { directory, cluster, clusterAsSeen, reachable, account, programs };
}

const behindClosedFolder = (directory: string) =>
  `数据库账户无法进入 ${directory} 的上级目录，PostgreSQL 15 因此不能运行：请换一个数据目录，或使用 PostgreSQL 16 以上版本。\n` +
  `The database's account cannot enter a folder above ${directory}, and PostgreSQL 15 cannot run so: choose another data directory, or PostgreSQL 16 or later.`;

export type Secrets = { owner: string; runtime: string };

const secretsFile = (directory: string) => join(directory, 'secrets', 'postgres.json');

export async function readSecrets(directory: string): Promise<Secrets> {
  return JSON.parse(await readFile(secretsFile(directory), 'utf8')) as Secrets;
}

/** The cluster, its roles and its database, made when missing. */
export async function prepareCluster(place: Place, log: (line: string) => void): Promise<Secrets> {
  const { directory, cluster, programs } = place;
  const kept = await readSecrets(directory).catch(() => undefined);
  const secrets = kept ?? { owner: randomSecret(), runtime: randomSecret() };
  const version = await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (version === undefined) {
    log('creating the database');
    if (!kept) await keepSecrets(directory, secrets);
    await createCluster(place, secrets);
    return secrets;
  }
  if (Number(version) !== programs.major)
    throw new Error(otherVersion(cluster, version.trim(), programs.major));
  if (!kept) {
    log('the passwords of the database were lost; setting new ones');
    await runSql(
      place,
      cluster,
      passwordsOf(secrets).map((role) => `alter role ${role}`),
    );
    await keepSecrets(directory, secrets);
  }
  return secrets;
}

const randomSecret = () => randomBytes(24).toString('base64url');

const otherVersion = (cluster: string, data: string, programs: number) =>
  `${cluster} 中的数据由 PostgreSQL ${data} 创建，现有程序为 ${programs} 版：请用原版本执行 dushi backup，再用新版本执行 dushi restore。\n` +
  `The data in ${cluster} were made by PostgreSQL ${data} and the programs are version ${programs}: run dushi backup with the old version, then dushi restore with the new one.`;

async function keepSecrets(directory: string, secrets: Secrets): Promise<void> {
  const file = secretsFile(directory);
  await mkdir(join(directory, 'secrets'), { mode: 0o700, recursive: true });
  await writeFile(`${file}.new`, `${JSON.stringify(secrets)}\n`, { mode: 0o600, flush: true });
  await rename(`${file}.new`, file);
}

/** Made beside its place and moved there when complete, so that a power cut leaves a whole cluster or none. */
async function createCluster(place: Place, secrets: Secrets): Promise<void> {
  const { directory, cluster, account, programs } = place;
  const draft = `${cluster}.new`;
  await rm(draft, { recursive: true, force: true });
  await makeOwned(draft, account);
  // From 17 on PostgreSQL sorts and folds Unicode by itself; a library of the system may change under the indexes.
  const builtin = programs.major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : [];
  const layout = ['--encoding=UTF8', '--locale=C', ...builtin, '--data-checksums', '--no-instructions'];
  await runProgram(programs, 'initdb', {
    args: ['-D', asSeen(place, draft), '-U', 'dushi_admin', '--auth=reject', ...layout],
    cwd: draft,
    account,
  });
  await rewrite(join(draft, 'pg_hba.conf'), 'local all dushi_admin reject\nlocal all all scram-sha-256\n');
  await runSql(place, draft, rolesAndDatabase(secrets));
  await rename(draft, cluster);
  const parent = await open(directory);
  await parent.sync();
  await parent.close();
}

const asSeen = (place: Place, folder: string) => (place.reachable ? folder : '/proc/self/cwd');

/** `dushi_admin`, the superuser, has no password: it works only here, in single-user mode, by who may open the files. */
function rolesAndDatabase(secrets: Secrets): string[] {
  return [
    'create role dushi_runtime nologin',
    ...passwordsOf(secrets).map((role) => `create role ${role}`),
    'alter role dushi_owner login createdb createrole',
    'grant dushi_runtime to dushi_owner with admin option',
    'grant pg_read_all_settings to dushi_owner',
    'alter role dushi_app login',
    'grant dushi_runtime to dushi_app',
    "alter role dushi_app set idle_in_transaction_session_timeout = '30s'",
    "alter role dushi_app set lock_timeout = '5s'",
    "alter role dushi_app set statement_timeout = '60s'",
    'create database dushi owner dushi_owner',
    'revoke all on database dushi, postgres, template1 from public',
    'grant connect on database dushi to dushi_runtime',
  ];
}

const passwordsOf = (secrets: Secrets) => [
  `dushi_owner password '${secrets.owner}'`,
  `dushi_app password '${secrets.runtime}'`,
];

/** In single-user mode every line is a statement. Errors must not repeat it: it may be one that sets a password. */
async function runSql(place: Place, cluster: string, statements: readonly string[]): Promise<void> {
  const { account, programs } = place;
  const strict = ['-c', 'exit_on_error=on', '-c', 'log_min_error_statement=panic'];
  await runProgram(programs, 'postgres', {
    args: ['--single', '-D', asSeen(place, cluster), ...strict, 'postgres'],
    cwd: cluster,
    account,
    input: `${statements.join('\n')}\n`,
  });
}
