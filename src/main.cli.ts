import { randomUUID } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';

const usage = `督实 Dushi

  dushi serve [--data DIR] [--port 8321] [--host 127.0.0.1] [--https] [--host-name NAME]…
                                                                        启动 start the product
  dushi build-web                                                       生成网页 build the pages
  dushi migrate [--data DIR]                                            升级数据库 bring the database up to date
  dushi demo [--data DIR] [--seed N]                                    在空目录中生成示范县 build the demonstration county in an empty directory
  dushi backup TARGET [--every 24h --keep 14d] [--recipient age1…] [--data DIR]
                                                                        备份到空目录或 s3://桶/前缀，写后读回核对；--every 定时，--recipient 加密
                                                                        back up into an empty folder or s3://bucket/prefix and read it back; dated with --every, sealed with --recipient
  dushi restore SOURCE [--identity FILE] [--allow-damaged] [--data DIR] 从备份恢复到空数据目录并核验 restore into an empty data directory, and verify it
  dushi verify [--data DIR]                                             核验每个事件、记录和佐证文件 check every event, record and file of evidence
  dushi thread ID [--data DIR] [--county CODE]                          一条记录的来龙去脉 the thread of a record or clause, as JSON
  dushi draw verify FILE                                                核验一次抽取，重做并逐项比对 repeat a published draw and compare each step
  dushi simulate [--pack A] --pack B[@DAY] --from DAY --to DAY [--data DIR] [--county CODE] [--national] [--json]
                                                                        试算两套规则的差异；B@DAY：自该日起采用 B；不写 A：与现行规则比较
                                                                        what would change between two rule packs; B@DAY: B from that day on; without A: beside what is in force
  dushi rules check PATH                                                检查规则包 check a rule pack, or a folder of them
  dushi help                                                            本页 this text

  DUSHI_HOST_NAME      对外的网址，逗号分隔；链接用第一个 the names it is reached by, with commas; links use the first
  DUSHI_DATA           数据目录 the data directory (default ./data)
  DATABASE_URL         使用自己的 PostgreSQL（≥ 15）a PostgreSQL of your own, as a role that owns no table
  DATABASE_OWNER_URL   表的所有者，用于升级 the owner of the tables, for migrations`;

type Flags = Readonly<Record<string, string | true>>;

/** `--name value`, `--name=value`, or `--name` alone. */
export function parseFlags(parts: readonly string[]): {
  flags: Flags;
  words: string[];
  all: (name: string) => readonly string[];
} {
  const flags: Record<string, string | true> = {};
  const said: { readonly name: string; readonly value: string }[] = [];
  const set = (name: string, value: string) => {
    flags[name] = value;
    said.push({ name, value });
  };
  const words: string[] = [];
  for (let at = 0; at < parts.length; at += 1) {
    const part = parts[at] ?? '';
    if (!part.startsWith('--')) {
      words.push(part);
      continue;
    }
    const [name = '', value] = part.slice(2).split(/=(.*)/s);
    const next = parts[at + 1];
    if (value !== undefined) set(name, value);
    else if (next !== undefined && !next.startsWith('--')) {
      set(name, next);
      at += 1;
    } else flags[name] = true;
  }
  return {
    flags,
    words,
    all: (name) => said.filter((one) => one.name === name).map(({ value }) => value),
  };
}

const dataPathOf = (flags: Flags): string =>
  resolve(typeof flags.data === 'string' ? flags.data : (process.env.DUSHI_DATA ?? 'data'));

const textOf = (flag: string | true | undefined) => (typeof flag === 'string' ? flag : undefined);
const backupWish = (flags: Flags, all: (name: string) => readonly string[]) => ({
  recipients: all('recipient'),
  every: flags.every === true ? '24h' : textOf(flags.every),
  keep: textOf(flags.keep),
});

/** `all` gives every value of a flag that may be said more than once. */
type Command = (
  flags: Flags,
  words: readonly string[],
  all: (name: string) => readonly string[],
) => Promise<number>;
const commands: Readonly<Record<string, Command>> = {
  serve,
  async 'build-web'() {
    const { buildWebIfStale } = await import('../scripts/build-web.ts');
    await buildWebIfStale();
    // The rule packs are read once now, so that no start has to.
    const { loadedRegimes } = await import('#features/regime/regime.service.ts');
    loadedRegimes();
    return 0;
  },
  async migrate(flags) {
    const { openStorage } = await import('./main.storage.ts');
    const storage = await openStorage(dataPathOf(flags));
    await storage.close();
    return 0;
  },
  demo,
  async backup(flags, [target], all) {
    if (!target) throw new Error('请写明备份目录。Name the folder to back up into: dushi backup DIR');
    const { backupCommand } = await import('./main.keeping.ts');
    return backupCommand(dataPathOf(flags), { target, ...backupWish(flags, all) });
  },
  async restore(flags, [source]) {
    if (!source) throw new Error('请写明备份目录。Name the backup folder: dushi restore DIR');
    const { restoreCommand } = await import('./main.keeping.ts');
    return restoreCommand(dataPathOf(flags), {
      source,
      identity: textOf(flags.identity),
      allowDamaged: flags['allow-damaged'] === true,
    });
  },
  async verify(flags) {
    const { verifyCommand } = await import('./main.keeping.ts');
    return verifyCommand(dataPathOf(flags));
  },
  async thread(flags, [id]) {
    if (!id) throw new Error('请写明记录编号或条款编号。Name a record or a clause: dushi thread ID');
    const dataPath = dataPathOf(flags);
    if (!process.env.DATABASE_URL && !existsSync(dataPath))
      throw new Error(`没有数据目录 ${dataPath}。There is no data directory ${dataPath}.`);
    const { placesOf, threadOf } = await import('#features/thread/thread.service.ts');
    const { systemNow } = await import('#platform/clock.ts');
    const { openDatabase } = await import('#platform/database.ts');
    const { openForOwner } = await import('./main.storage.ts');
    const storage = await openForOwner(dataPath);
    const database = openDatabase(storage.owner, { maxConnections: 2 });
    try {
      const all = await placesOf(database.db, id);
      const places = all.filter(({ county }) => typeof flags.county !== 'string' || county === flags.county);
      const [place] = places;
      if (!place) throw new Error(`没有编号为 ${id} 的记录。Nothing has the id ${id}.`);
      if (places.length > 1) {
        const counties = places.map(({ county }) => county).join(', ');
        throw new Error(
          `几个县都有，请用 --county 指明：Several counties have it, name one with --county: ${counties}`,
        );
      }
      const now = systemNow();
      const thread = await threadOf({ db: database.db, county: place.county, now }, place.start, 'keeper');
      if (!thread.ok) throw new Error(`没有编号为 ${id} 的记录。Nothing has the id ${id}.`);
      console.log(JSON.stringify(thread.value, null, 2));
      return 0;
    } finally {
      await database.close();
      await storage.close();
    }
  },
  async draw(_flags, [act, file]) {
    if (act !== 'verify' || !file)
      throw new Error('请写明要核验的文件。Name the file to check: dushi draw verify FILE');
    const { readFile } = await import('node:fs/promises');
    const { verifyText } = await import('#features/draw/draw.proof.rules.ts');
    const { checkWords, verifierWords } = await import('#features/draw/draw.verifier.words.ts');
    const { sha256Hex } = await import('#platform/secrets.ts');
    const text = await readFile(resolve(file), 'utf8').catch(() => {
      throw new Error(`读不到文件 ${file}。${file} cannot be read.`);
    });
    const { ok, checks, proof } = verifyText(text, sha256Hex);
    for (const check of checks) {
      const { zh, en } = checkWords[check.name];
      console.log(`${check.ok ? '✓' : '✗'} ${zh} ${en}`);
    }
    if (proof) console.log(`\n${verifierWords.digest.zh} ${verifierWords.digest.en}: ${proof.listsDigest}`);
    const { zh, en } = ok ? verifierWords.agrees : verifierWords.differs;
    (ok ? console.log : console.error)(`${zh}\n${en}`);
    return ok ? 0 : 1;
  },
  rules,
  async simulate(flags, _words, all) {
    const { simulateCommand } = await import('./main.simulate.ts');
    return simulateCommand({
      packs: all('pack'),
      from: String(flags.from ?? ''),
      to: String(flags.to ?? ''),
      dataPath: dataPathOf(flags),
      county: typeof flags.county === 'string' ? flags.county : undefined,
      national: flags.national === true,
      json: flags.json === true,
    });
  },
  async help() {
    console.log(usage);
    return 0;
  },
};

export async function runCommand(parts: readonly string[]): Promise<number> {
  const { flags, words, all } = parseFlags(parts);
  const [name = 'help', ...rest] = words;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    console.error(`没有“${name}”这个命令。There is no command “${name}”.\n\n${usage}`);
    return 2;
  }
  try {
    return await command(flags, rest, all);
  } catch (error) {
    if ((error as { code?: string }).code === 'EADDRINUSE') {
      console.error('端口已被占用，请用 --port 换一个端口。The port is taken: choose another with --port.');
      return 1;
    }
    console.error(error instanceof Error ? error.message : String(error));
    if (process.env.DUSHI_DEBUG) console.error(error);
    return 1;
  }
}

/** Every fault at its line, in both languages, as a compiler tells it. */
async function rules(_flags: Flags, [act, path]: readonly string[]): Promise<number> {
  if (act !== 'check' || !path)
    throw new Error('请写明规则包文件。Name the rule pack: dushi rules check PATH');
  const { checkPackFile, countsOf, faultLines } = await import('#features/regime/regime.check.document.ts');
  const { packFileIds, packFileOf } = await import('#platform/rule-packs.ts');
  const folder = statSync(resolve(path), { throwIfNoEntry: false })?.isDirectory() === true;
  const files = folder
    ? packFileIds(resolve(path)).map((id) => packFileOf(id, resolve(path)))
    : [resolve(path)];
  let faulty = 0;
  for (const file of files) {
    const { faults, pack } = checkPackFile(file);
    faulty += faults.length;
    for (const fault of faults) console.error(faultLines(fault));
    if (faults.length > 0) continue;
    const { clauses = 0, checkItems = 0, obligations = 0, parameters = 0 } = pack ? countsOf(pack) : {};
    console.log(
      pack
        ? `✓ ${pack.id}  条款 ${clauses}、检查项 ${checkItems}、监督任务 ${obligations}、数值 ${parameters} · ${clauses} clauses, ${checkItems} check items, ${obligations} obligations, ${parameters} values`
        : `✓ ${file}  下层，供县级规则包使用 · a layer for packs of counties`,
    );
  }
  if (faulty > 0) console.error(`\n${faulty} 处错误 · ${faulty} fault${faulty === 1 ? '' : 's'}`);
  return faulty > 0 ? 1 : 0;
}

async function serve(
  flags: Flags,
  _words: readonly string[],
  all: (name: string) => readonly string[],
): Promise<number> {
  const started = performance.now();
  const { endForGood, endWithSupervisor, isSupervised, superviseServer, tellSupervisor } = await import(
    './main.supervise.ts'
  );
  if (!isSupervised()) return superviseServer(process.argv.slice(2));
  endWithSupervisor();
  const { startServer } = await import('./main.server.ts');
  const https = flags.https === true;
  const host = typeof flags.host === 'string' ? flags.host : '127.0.0.1';
  if (!https && host !== '127.0.0.1' && host !== 'localhost' && host !== '::1') {
    console.error(
      '未启用 https 时只允许本机访问。请在反向代理后加 --https。\nWithout https only this machine may connect. Add --https behind a TLS proxy.',
    );
    return 2;
  }
  const hostNames = [...all('host-name'), ...(process.env.DUSHI_HOST_NAME ?? '').split(/[\s,]+/)].filter(
    Boolean,
  );
  if (https && hostNames.length === 0)
    console.error(
      '没有写明对外的网址，只应答 localhost。请加 --host-name，如 --host-name dushi.example.gov.cn。\n' +
        'No name is given to be reached by, so only localhost is answered. Add --host-name, such as --host-name dushi.example.gov.cn.',
    );
  const target = textOf(flags.backup);
  const server = await startServer({
    dataPath: dataPathOf(flags),
    port: Number(flags.port ?? process.env.PORT ?? 8321),
    host,
    https,
    hostNames,
    ...(target === undefined
      ? {}
      : {
          backups: await (await import('./main.keeping.ts')).servedBackups({
            target,
            ...backupWish(flags, all),
          }),
        }),
    print: (line) => console.log(line),
  });
  const { systemNow } = await import('#platform/clock.ts');
  const { brokenPacks } = await import('#features/regime/regime.service.ts');
  for (const { id, complaint } of brokenPacks())
    console.error(
      `规则包 ${id} 有误，未提供使用，其他规则包不受影响。The rule pack ${id} has faults and is not offered; the others are not touched.\n${complaint}`,
    );
  console.log(
    `督实已就绪 · Dushi is ready: ${server.address}  (${((performance.now() - started) / 1000).toFixed(1)} s)`,
  );
  tellSupervisor();
  return new Promise((done) => {
    let stopping = false;
    const stop = (code: number) => {
      if (stopping) return;
      stopping = true;
      server.stop().then(
        () => done(code),
        (error) => {
          console.error(error);
          done(1);
        },
      );
    };
    process.once('SIGINT', () => stop(0));
    process.once('SIGTERM', () => stop(0));
    // What nobody caught: the state of this process is unknown, so it ends in order and is started again.
    const unheard = (error: unknown) => {
      console.error(`[${systemNow().toString()}] incident ${randomUUID().slice(0, 10)}`, error);
      setTimeout(() => process.exit(1), 15_000).unref();
      stop(1);
    };
    process.on('uncaughtException', unheard);
    process.on('unhandledRejection', unheard);
    // A terminal that was closed takes no more lines, and that is no reason to end.
    for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
    void server.failed.then(({ why, forGood }) => {
      console.error(why);
      stop(forGood ? endForGood : 1);
    });
  });
}

/** Fills an empty data directory with the demonstration county and writes beside it what was planted for detection. */
async function demo(flags: Flags): Promise<number> {
  const seed = Number(flags.seed ?? 1);
  if (!Number.isSafeInteger(seed) || seed < 0 || seed > 0xffff_ffff)
    throw new Error('种子须为非负整数。The seed is a whole number, 0 or more: dushi demo --seed 7');
  const data = dataPathOf(flags);
  const started = performance.now();
  const { openStorage } = await import('./main.storage.ts');
  const { isEmpty } = await import('#features/organisation/organisation.session.service.ts');
  const { systemNow } = await import('#platform/clock.ts');
  const { DataDirectoryUnfinished } = await import('#platform/data-directory.ts');
  const { demonstrateIn } = await import('./main.demo.ts');
  const storage = await openStorage(data);
  try {
    if (!(await isEmpty(storage.database.db)))
      throw new Error(
        `${data} 中已有一个县，示范县只能建在空目录里。\n${data} already holds a county; the demonstration is built only in an empty directory.`,
      );
    let told = 0;
    const { truth, counts } = await demonstrateIn(storage, {
      now: systemNow(),
      seed,
      progress(share) {
        const tenth = Math.floor(share * 10);
        if (tenth > told) console.log(`正在建造 · Building ${tenth * 10} %`);
        told = Math.max(told, tenth);
      },
    }).catch((error: unknown) => {
      console.error(new DataDirectoryUnfinished(data).message);
      throw error;
    });
    for (const { name, count } of counts) console.log(`${String(count).padStart(7)}  ${name.zh} ${name.en}`);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(
      `示范县已建成 · The demonstration county is ready (${seconds} s): ${data}\n${truth.length} 处预设异常列在 truth.json · ${truth.length} planted anomalies are listed in truth.json`,
    );
    return 0;
  } finally {
    await storage.close();
  }
}
