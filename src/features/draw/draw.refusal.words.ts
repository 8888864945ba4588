import type { Words } from '#kernel/words.ts';

export const drawRefusals = {
  'draw.not-found': {
    zh: '没有这次抽取，或者您无权查看。',
    en: 'There is no such draw, or it is not yours to see.',
  },
  'draw.not-permitted': {
    zh: '这一步不由您办理。',
    en: 'This is not yours to do.',
    next: {
      zh: '准备、填值、公布由办公室或商务局办理；启封、核对公开值和抽取也可由领导小组办理；承诺和公开由参与单位自己办理。',
      en: 'The office or the bureau prepares, enters the value and publishes; the leading group may also open seals, check the value and draw; each party commits and reveals for itself.',
    },
  },
  'draw.changed-meanwhile': { zh: '这次抽取刚有新的进展。', en: 'This draw has just moved on.' },
  'draw.wrong-state': {
    zh: '“{number}”现为“{state}”，不能办理这一步。',
    en: '“{number}” is at “{state}”; this step is not open to it.',
  },
  'draw.prepared-already': { zh: '这次抽取已经准备过了。', en: 'This draw has been prepared already.' },
  'draw.not-in-pack': {
    zh: '本县现行制度没有规定抽查抽取的办法。',
    en: 'The regime in force in this county does not provide for draws.',
  },
  'draw.kind-not-in-pack': {
    zh: '制度规定的抽查对象不含：{kinds}。',
    en: 'The regime does not have these drawn: {kinds}.',
  },
  'draw.weights-not-allowed': {
    zh: '制度不允许按风险加权抽取。',
    en: 'The regime does not allow draws weighted by risk.',
  },
  'draw.too-few-inspectors-each': {
    zh: '每个对象安排 {placed} 人，少于规定的 {least} 人。',
    en: '{placed} inspectors for each object are fewer than the {least} required.',
  },
  'draw.load-above-pack': {
    zh: '每人最多 {asked} 个，超过规定的 {most} 个。',
    en: '{asked} objects for one inspector are more than the {most} allowed.',
  },
  'draw.too-few-parties': {
    zh: '参与承诺的单位只有 {count} 个，至少要 {least} 个不同单位。',
    en: '{count} parties are named; it takes at least {least} different organisations.',
  },
  'draw.party-twice': {
    zh: '同一个单位只能作为一方，不能重复列入。',
    en: 'One organisation is one party and cannot be named twice.',
  },
  'draw.party-unknown': {
    zh: '有参与单位不存在或已停用。',
    en: 'A party does not exist or is no longer active.',
  },
  'draw.inspector-unknown': {
    zh: '有检查人员不在监督检查小组任期内。',
    en: 'Somebody chosen has no term in the inspection group today.',
  },
  'draw.public-value-known': {
    zh: '公开值产生日 {valueOn} 已到，此后不能再承诺；公开值必须在全部承诺之后才产生。',
    en: 'The public value of {valueOn} may be known already; it must come about after every commitment.',
    next: {
      zh: '放弃本次抽取，另选更晚的公开值重新准备。',
      en: 'Give this draw up and prepare one with a later value.',
    },
  },
  'draw.reveal-day-past': {
    zh: '公开随机数的截止日 {untilOn} 已过。',
    en: 'The last day for revealing, {untilOn}, lies in the past.',
  },
  'draw.nothing-to-draw': {
    zh: '所选条件下没有任何对象。',
    en: 'Nothing matches what was chosen.',
  },
  'draw.more-than-there-are': {
    zh: '要抽 {count} 个，名单只有 {of} 个。',
    en: '{count} are to be drawn and the list has {of}.',
  },
  'draw.fewer-than-strata': {
    zh: '共有 {strata} 层，抽 {count} 个不够每层一个。',
    en: 'There are {strata} strata; {count} are not enough for one of each.',
  },
  'draw.no-lead-among-inspectors': {
    zh: '检查人员中没有商务局在任的组长。',
    en: 'Nobody chosen may lead: a lead comes from the commerce bureau.',
  },
  'draw.former-unknown': { zh: '没有要重新抽取的那一次。', en: 'There is no such draw to repeat.' },
  'draw.not-drawn-yet': {
    zh: '“{number}”现为“{state}”，还没有抽取，谈不上重新抽取。',
    en: '“{number}” is at “{state}”: what has not been drawn cannot be drawn again.',
  },
  'draw.redrawn-already': {
    zh: '“{number}”已由“{by}”重新抽取过。',
    en: '“{number}” has been repeated already, by “{by}”.',
  },
  'draw.redraw-needs-reason': {
    zh: '重新抽取“{number}”必须写明理由；原来的结果仍然保留。',
    en: 'Repeating “{number}” takes a reason; its result stays on record.',
  },
  'draw.purpose-open': {
    zh: '“{number} {title}”的名单里有 {common} 个同样的对象，现为“{state}”，还没有抽完。',
    en: '“{number} {title}” has {common} of these objects in its list and stands at “{state}”.',
    next: {
      zh: '同一批对象不能同时有两次抽取：先把那一次办完；还有单位没有承诺的，可以写明理由放弃。',
      en: 'There are never two draws over the same objects at once: carry that one to its end, or give it up with a reason while a commitment is missing.',
    },
  },
  'draw.again-without-reason': {
    zh: '“{number} {title}”（{fromOn} 至 {untilOn}）的名单里有 {common} 个同样的对象，再抽取即为重新抽取，必须写明理由；换名称、增减对象或换一天都一样。',
    en: '“{number} {title}” ({fromOn} to {untilOn}) had {common} of these objects in its list. This repeats it and takes a reason; another title, a list that differs a little or another day make no difference.',
    next: {
      zh: '写明理由后提交；原来的结果保留，两次互相链接。',
      en: 'Give the reason and send it again: the first result stays, and the two are linked.',
    },
  },
  'draw.redraw-other': {
    zh: '要重新抽取的是最近一次“{number} {title}”，不是所选的那一次。',
    en: 'What this repeats is the newest, “{number} {title}”, and not the one named.',
    next: { zh: '从“{number}”的页面点“重新抽取”。', en: 'Choose “Draw again” on the page of “{number}”.' },
  },
  'draw.redraw-nothing-common': {
    zh: '与“{number}”既没有同样的对象，也不在同一周期，谈不上重新抽取。',
    en: 'This has no object in common with “{number}”, or is for another period: it does not repeat it.',
    next: { zh: '作为新的抽取准备。', en: 'Prepare it as a draw of its own.' },
  },
  'draw.value-after-period': {
    zh: '公开值 {valueOn} 才产生，检查周期 {untilOn} 已经结束，抽中了也来不及检查。',
    en: 'The public value comes about on {valueOn}, after the period for the visits has ended on {untilOn}.',
    next: {
      zh: '选更早的公开值，或者为下一周期抽取。',
      en: 'Choose an earlier value, or draw for the next period.',
    },
  },
  'draw.not-a-party': {
    zh: '贵单位不是“{number}”的参与方。',
    en: 'Your organisation is not a party to “{number}”.',
  },
  'draw.committed-already': {
    zh: '贵单位已对“{number}”作出承诺，不能更改。',
    en: 'Your organisation has committed to “{number}”; it cannot be changed.',
  },
  'draw.seal-differs': {
    zh: '密存的随机数与承诺不符，未予受理。',
    en: 'The sealed secret does not match the commitment; nothing was taken.',
  },
  'draw.reveal-differs': {
    zh: '这个随机数与“{name}”当初的承诺不符。',
    en: 'This secret is not the one “{name}” committed to.',
    next: {
      zh: '请核对是否抄错；找不到原来的随机数时，过了截止日由两人启封密存的一份。',
      en: 'Check for slips of the pen; if it is lost, two people open the sealed copy once the day has passed.',
    },
  },
  'draw.revealed-already': {
    zh: '这一方的随机数已经公开。',
    en: 'This party’s secret has been revealed already.',
  },
  'draw.reveal-day-open': {
    zh: '公开截止日 {untilOn} 还没有过，不能启封。',
    en: 'The seal stays closed until the last day for revealing, {untilOn}, has passed.',
  },
  'draw.seal-lost': {
    zh: '这一方的密存件不在这里：数据是从备份恢复的，备份不含尚未公开的密存件。',
    en: 'The sealed copy of this party is not here: the data came from a backup, which leaves out what has not been revealed.',
    next: {
      zh: '请该方用自己留存的随机数公开；它也没有的，放弃本次抽取，重新抽取。',
      en: 'Let the party reveal from its own copy; if it has none, abandon this draw and begin anew.',
    },
  },
  'draw.opening-proposed-already': {
    zh: '启封“{name}”的密存件已有人提议。',
    en: 'Opening the seal of “{name}” has been proposed already.',
  },
  'draw.opening-not-proposed': {
    zh: '还没有人提议启封“{name}”的密存件。',
    en: 'Nobody has proposed to open the seal of “{name}”.',
  },
  'draw.opening-four-eyes': {
    zh: '提议启封的人不能自己启封，须由另一人办理。',
    en: 'Who proposed the opening does not carry it out: it takes another person.',
  },
  'draw.commitments-missing': {
    zh: '还有单位没有承诺：{names}。全部承诺之前不能填公开值。',
    en: 'These have not committed: {names}. No public value is taken before all have.',
  },
  'draw.value-too-early': {
    zh: '公开值在 {valueOn} 才产生。',
    en: 'The public value comes about on {valueOn}.',
  },
  'draw.value-four-eyes': {
    zh: '填公开值的人不能自己核对和抽取，须由另一人办理。',
    en: 'Who entered the value does not check it or draw with it: it takes another person.',
  },
} as const satisfies Record<string, Words & { next?: Words }>;
