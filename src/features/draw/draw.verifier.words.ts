import type { Words } from '#kernel/words.ts';
import type { DrawRole } from './draw.model.ts';

/** What the verifier checks, in the order in which it does. A table of names, so that a missing one does not compile. */
export const checkWords = {
  readable: { zh: '文件格式完整', en: 'The file has the shape of a published draw' },
  sound: { zh: '名单和参数可以抽取', en: 'The lists and parameters can be drawn from' },
  weights: {
    zh: '每个权数都由公布的事由、次数和封顶算得',
    en: 'Each weight follows from the published terms, counts and caps',
  },
  lists: {
    zh: '名单、回避和参数与公布的摘要一致',
    en: 'Lists, recusals and parameters match the published digest',
  },
  parties: { zh: '至少三个不同单位全部参与', en: 'At least three different parties, each with its part' },
  commitments: { zh: '每个随机数与事先的承诺一致', en: 'Each secret matches the commitment made before' },
  seed: { zh: '种子由各方随机数和公开值得出', en: 'The seed follows from the secrets and the public value' },
  objects: { zh: '重新抽取得到同样的对象', en: 'Drawn again, the same objects come out' },
  inspectors: { zh: '重新分配得到同样的人员', en: 'Assigned again, the same inspectors come out' },
  file: { zh: '文件逐字未改', en: 'The file is unchanged to the letter' },
} as const satisfies Record<string, Words>;

export const drawRoleWords = {
  lead: { zh: '组长', en: 'Lead' },
  member: { zh: '成员', en: 'Member' },
  'third-party': { zh: '第三方', en: 'Third party' },
} as const satisfies Record<DrawRole, Words>;

export const verifierWords = {
  title: { zh: '抽查抽取核验', en: 'Repeat the draw' },
  intro: {
    zh: '本页不连接网络：打开即在您的浏览器里按公布的数据把抽取从头重做一遍，并逐项比对。',
    en: 'This page contacts nobody: your browser does the whole draw again from the published data and compares each step.',
  },
  agrees: {
    zh: '核验一致：任何人重做，结果都相同。',
    en: 'It agrees: whoever repeats it gets the same result.',
  },
  differs: {
    zh: '核验不一致：文件与公布的抽取不符。',
    en: 'It does not agree: the file is not the draw that took place.',
  },
  digest: { zh: '名单摘要', en: 'Digest of the lists' },
  digestHint: {
    zh: '请与承诺前公布的摘要比对：一致才说明名单未换。',
    en: 'Compare it with the digest published before anybody committed: only then are these the same lists.',
  },
  publicValue: { zh: '公开值', en: 'Public value' },
  source: { zh: '出处', en: 'Source' },
  seed: { zh: '种子', en: 'Seed' },
  result: { zh: '抽取结果', en: 'Result' },
  object: { zh: '对象', en: 'Object' },
  town: { zh: '乡镇', en: 'Town' },
  inspectors: { zh: '检查人员', en: 'Inspectors' },
  unfilled: { zh: '空缺', en: 'unfilled' },
  period: { zh: '检查周期', en: 'For visits' },
  weight: { zh: '权数', en: 'Weight' },
  weightStep: {
    zh: '{count} × {adds}，封顶 {most}，加 {gives}',
    en: '{count} × {adds}, {most} at most: +{gives}',
  },
  redraw: { zh: '重新抽取自', en: 'Repeats' },
  another: { zh: '核验另一个文件', en: 'Check another file' },
} as const satisfies Record<string, Words>;
