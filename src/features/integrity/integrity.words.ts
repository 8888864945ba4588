import type { Words } from '#kernel/words.ts';
import type { Asker, FaultKind } from './integrity.model.ts';

export const faultWords: Readonly<Record<FaultKind, Words>> = {
  'event-altered': {
    zh: '事件被改动，与其摘要不符',
    en: 'An event was altered: it does not match its digest',
  },
  'version-missing': {
    zh: '缺少版本：中间的事件不见了',
    en: 'A version is missing: an event in between is gone',
  },
  'event-without-record': { zh: '有事件而没有记录', en: 'Events without their record' },
  'record-without-event': { zh: '有记录而没有产生它的事件', en: 'A record without the event that made it' },
  'record-not-current': {
    zh: '记录不是最后一次事件之后的样子',
    en: 'A record that is not as its last event left it',
  },
  'guard-missing': {
    zh: '防改动的数据库约束被停用或删除',
    en: 'A guard of the database against changes is off or gone',
  },
  'file-missing': { zh: '佐证文件缺失', en: 'A file of evidence is missing' },
  'file-empty': { zh: '佐证文件是空的', en: 'A file of evidence is empty' },
  'file-altered': { zh: '佐证文件与其指纹不符', en: 'A file of evidence does not match its fingerprint' },
};

export const askerWords: Readonly<Record<Asker, Words>> = {
  night: { zh: '每日自动', en: 'Daily, by itself' },
  person: { zh: '人工发起', en: 'Asked for here' },
  command: { zh: '命令行', en: 'By command' },
  restore: { zh: '恢复备份之后', en: 'After a restore' },
};

export const damageWords = {
  missing: { zh: '缺失', en: 'Missing', tone: 'bad' },
  empty: { zh: '空文件', en: 'Empty', tone: 'bad' },
  altered: { zh: '内容不符', en: 'Altered', tone: 'bad' },
} as const;

export const runStates = {
  whole: { zh: '全部相符', en: 'As it was written', tone: 'good' },
  faulty: { zh: '有不符之处', en: 'Faults found', tone: 'bad' },
} as const;

export const integrityRefusals = {
  'integrity.not-permitted': {
    zh: '证据完整性由管理员和审计部门查看。',
    en: 'Administrators and audit look after the integrity of evidence.',
  },
} as const satisfies Readonly<Record<string, Words>>;

export const words = {
  integrity: { zh: '证据完整性', en: 'Integrity' },
  means: {
    zh: '每晚重算每个事件的摘要，核对每条记录的版本和每个佐证文件的指纹。能发现改动、缺失和损坏；不能发现有数据库所有者权限的人连同摘要一起重写，这要靠留在外部的备份来比对。',
    en: 'Every night each event’s digest, each record’s versions and each file’s fingerprint are computed again. That finds what was changed, lost or damaged. It does not find what the owner of the database rewrote together with its digest: for that, compare with a backup kept elsewhere.',
  },
  lastCheck: { zh: '最近一次核验', en: 'Last check' },
  never: { zh: '尚未核验', en: 'Not checked yet' },
  neverMeans: {
    zh: '每天凌晨自动核验，也可以现在开始。',
    en: 'It is checked every night by itself, or now.',
  },
  checkedAt: { zh: '时间', en: 'Time' },
  result: { zh: '结果', en: 'Result' },
  askedBy: { zh: '由谁发起', en: 'Asked for' },
  events: { zh: '事件', en: 'Events' },
  records: { zh: '记录', en: 'Records' },
  files: { zh: '佐证文件', en: 'Files' },
  faults: { zh: '不符', en: 'Faults' },
  faultList: { zh: '最近一次核验发现', en: 'What the last check found' },
  fault: { zh: '不符之处', en: 'Fault' },
  subject: { zh: '对象', en: 'Subject' },
  faultNext: {
    zh: '请不要继续修改有关记录；先备份现状，再由两人对照可信的备份查明。',
    en: 'Change nothing more in these records: back up what is there, then let two people compare it with a trusted backup.',
  },
  damaged: { zh: '受损的佐证文件', en: 'Damaged files of evidence' },
  noDamage: { zh: '没有受损的文件。', en: 'No file is damaged.' },
  damageNext: {
    zh: '请持有原件的人在任何一处上传同一文件：指纹一致即自动修复。也可以从备份中取回，放回 evidence 目录后再核验。',
    en: 'Let whoever holds the original upload the same file anywhere: once the fingerprint agrees it is repaired. Or take it from a backup, put it back into the evidence folder and check again.',
  },
  file: { zh: '文件', en: 'File' },
  state: { zh: '状况', en: 'State' },
  uploadedBy: { zh: '上传人', en: 'Uploaded by' },
  foundAt: { zh: '发现时间', en: 'Found' },
  belongsTo: { zh: '所属记录', en: 'Belongs to' },
  nothing: { zh: '未用于任何记录', en: 'No record carries it' },
  runs: { zh: '历次核验', en: 'Checks so far' },
  check: { zh: '立即核验', en: 'Check now' },
  checkMeans: {
    zh: '重算全部事件和文件，不影响他人使用；数据多时要几分钟，结束后本页自动更新。',
    en: 'Computes all events and files again. Others work on meanwhile; with much data it takes minutes, and this page follows by itself.',
  },
  running: { zh: '正在核验…', en: 'Checking…' },
  backup: { zh: '备份', en: 'Backup' },
  lastGood: { zh: '最近一次完整备份', en: 'Last whole backup' },
  verified: { zh: '读回核对', en: 'Read back' },
  place: { zh: '位置', en: 'Place' },
  sealed: { zh: '已加密', en: 'sealed' },
  noBackup: {
    zh: '没有完整的备份。请管理服务器的人运行 dushi backup，或在启动时加 --backup。',
    en: 'There is no whole backup. Whoever runs the server should run dushi backup, or start it with --backup.',
  },
  backupFault: { zh: '最近一次备份失败（{at}）：{fault}', en: 'The last backup failed ({at}): {fault}' },
  wholeShort: { zh: '数据完整性：{at} 核验，全部相符', en: 'Integrity: checked {at}, all as it was written' },
  faultyShort: {
    zh: '数据完整性：{at} 核验，{faults} 处不符，{damaged} 个文件受损',
    en: 'Integrity: checked {at}; faults: {faults}, damaged files: {damaged}',
  },
  neverShort: { zh: '数据完整性：尚未核验', en: 'Integrity: not checked yet' },
  backupShort: { zh: '最近备份 {at}', en: 'last backup {at}' },
  noBackupShort: { zh: '尚无备份', en: 'no backup yet' },
  backupFaultShort: { zh: '最近一次备份失败', en: 'the last backup failed' },
} as const satisfies Readonly<Record<string, Words>>;
