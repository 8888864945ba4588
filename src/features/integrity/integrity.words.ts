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
