import type { Words } from '#kernel/words.ts';
import type { ValueGroup } from './regime.model.ts';

export const groupWords: Readonly<Record<ValueGroup, Words>> = {
  obligations: { zh: '监督任务', en: 'Obligations' },
  reports: { zh: '报告', en: 'Reports' },
  inspection: { zh: '检查', en: 'Inspection' },
  scoring: { zh: '评分', en: 'Scores' },
  rectification: { zh: '整改', en: 'Rectification' },
  escalation: { zh: '督办升级', en: 'Escalation' },
  gate: { zh: '拨付条件', en: 'Conditions of payment' },
  money: { zh: '资金', en: 'Money' },
  disqualification: { zh: '取消承办资格', en: 'Disqualification' },
  draws: { zh: '抽查', en: 'Spot checks' },
  training: { zh: '培训', en: 'Training' },
  assets: { zh: '资产', en: 'Assets' },
  disclosure: { zh: '公开', en: 'Publication' },
};

export const levelWords: Readonly<Record<'national' | 'province' | 'county', Words>> = {
  national: { zh: '国家层', en: 'Nation' },
  province: { zh: '省层', en: 'Province' },
  county: { zh: '本县', en: 'County' },
};

export const valuesWords = {
  title: { zh: '规则数值', en: 'The numbers of the regime' },
  lead: {
    zh: '选一天，看当天生效的每个数值：自何时起、依据哪一条、由哪一层规定、覆盖了什么。',
    en: 'Choose a day and see every number in force on it: since when, by which clause, said by which layer and over what.',
  },
  open: { zh: '规则数值', en: 'Numbers of the regime' },
  on: { zh: '日期', en: 'On' },
  search: { zh: '查找', en: 'Search' },
  searchHint: { zh: '如“重大”“暂缓”“宽限”', en: 'Such as “serious”, “withhold”, “grace”' },
  layers: { zh: '规则分层，后层优先', en: 'Layers; a later one goes before an earlier' },
  before: {
    zh: '当天制度尚未施行，自 {from} 起才有数值。',
    en: 'The regime was not in force on that day; its numbers hold from {from}.',
  },
  comes: {
    zh: '已批准的 {version} 版自 {comesOn} 起施行，以下是届时的数值。',
    en: 'Version {version} is approved and in force from {comesOn}; these are its numbers.',
  },
  nothing: { zh: '没有相符的数值。', en: 'No number fits.' },
  notYet: { zh: '当天尚无', en: 'None on that day' },
  from: { zh: '自 {from} 起', en: 'from {from}' },
  fromUntil: { zh: '{from} 至 {until}', en: '{from} to {until}' },
  history: { zh: '历次：', en: 'All values:' },
  comma: { zh: '；', en: '; ' },
  saidBy: { zh: '{layer}规定（{file} 第 {line} 行）', en: 'Said by: {layer} ({file}, line {line})' },
  overrides: {
    zh: '，覆盖{layer}的 {value}（{file} 第 {line} 行）',
    en: '; overrides {value} of: {layer} ({file}, line {line})',
  },
  overridesPart: {
    zh: '，补充{layer}（{file} 第 {line} 行）',
    en: '; adds to: {layer} ({file}, line {line})',
  },
} as const;
