import type { Words } from '#kernel/words.ts';
import type { PackFaultCode } from './regime.faults.pack.model.ts';

// What is wrong in a rule pack and how to mend it, for the jurist who wrote it. Each sentence ends with what to do.

export const packFaultWords: Readonly<Record<PackFaultCode, Words>> = {
  'pack.unknown-key': {
    zh: '没有“{key}”这一项。改用这里允许的项：{known}；多余的请删去。',
    en: 'There is no key “{key}” here. Use one of {known}, or delete it.',
  },
  'pack.unknown-key-near': {
    zh: '没有“{key}”这一项，是否为“{near}”？请改为“{near}”，或者删去。',
    en: 'There is no key “{key}” here. Did you mean “{near}”? Change it, or delete it.',
  },
  'pack.missing-key': {
    zh: '缺少“{key}”。请补写（{expected}）。',
    en: 'The key “{key}” is missing. Add it ({expected}).',
  },
  'pack.missing-dated': {
    zh: '缺少“{key}”。请补写一个有起始日期的数：name（可省）、unit、values，每个值有 from、value、basis。',
    en: 'The key “{key}” is missing. Add a dated number: name (may be left out), unit and values, each value with from, value and basis.',
  },
  'pack.dated-wanted': {
    zh: '这里写的是 {got}，应为有起始日期的数。请写 unit 和 values，每个值有 from、value、basis。',
    en: '{got} stands where a dated number is expected. Write unit and values, each value with from, value and basis.',
  },
  'pack.words-comma': {
    zh: '逗号之后的“{key}”被读成了另一项。大括号里的文字带逗号时，请给整句加引号。',
    en: 'What follows the comma, “{key}”, was read as a key of its own. Put quotes around a text with a comma inside braces.',
  },
  'pack.quotes-wanted': {
    zh: '{got} 被读成了数，这里应为文字。请加引号，如 "{got}"。',
    en: '{got} was read as a number where a text is expected. Put quotes around it: "{got}".',
  },
  'pack.wrong-type': {
    zh: '这里写的是 {got}，应为 {expected}。请改写成 {expected}。',
    en: '{got} stands where {expected} is expected. Rewrite it as {expected}.',
  },
  'pack.wrong-choice': {
    zh: '“{key}”不能是 {got}。请从下列值中选一个：{choices}。',
    en: '“{key}” cannot be {got}. Choose one of: {choices}.',
  },
  'pack.wrong-choice-near': {
    zh: '“{key}”不能是 {got}，是否为“{near}”？请从下列值中选一个：{choices}。',
    en: '“{key}” cannot be {got}. Did you mean “{near}”? Choose one of: {choices}.',
  },
  'pack.too-small': {
    zh: '{got} 太小。请改为不小于 {least} 的数。',
    en: '{got} is too small. Write {least} or more.',
  },
  'pack.too-large-number': {
    zh: '{got} 太大。请改为不大于 {most} 的数；比例写成 0 到 1 之间的小数，如 0.3。',
    en: '{got} is too large. Write {most} or less; a share is written from 0 to 1, such as 0.3.',
  },
  'pack.not-whole': {
    zh: '{got} 不是整数。请改为整数；金额以分为单位。',
    en: '{got} is not a whole number. Write a whole number; money is counted in fen.',
  },
  'pack.empty-text': {
    zh: '这里没有文字。请补写；中文和英文都要有。',
    en: 'There is no text here. Write it; both Chinese and English are needed.',
  },
  'pack.too-few': {
    zh: '条目太少。请至少写 {least} 条。',
    en: 'There are too few entries. Write at least {least}.',
  },
  'pack.wrong-count': {
    zh: '条目数不对。请写满 {exactly} 条，不多不少。',
    en: 'The number of entries is wrong. Write exactly {exactly}.',
  },
  'pack.bad-date': {
    zh: '{got} 不是一个日期。请按 2021-03-18 的样子写真实存在的日期。',
    en: '{got} is no day. Write a day that exists, in the form 2021-03-18.',
  },
  'pack.bad-slug': {
    zh: '{got} 不能作标识。请用小写英文单词，以连字符或点相连，如 station.goods-flow。',
    en: '{got} cannot be an id. Use lower-case words joined by hyphens or dots, such as station.goods-flow.',
  },
  'pack.bad-duty': {
    zh: '{got} 不是职责编号。请写 D01 到 D32 中的一个。',
    en: '{got} is no duty. Write one of D01 to D32.',
  },
  'pack.bad-id': {
    zh: '{got} 不能作规则包编号。请写地名拼音加年份，如 tongcheng-2021；国家层、省层不写年份。',
    en: '{got} cannot be the id of a pack. Write the place and the year, such as tongcheng-2021; a layer of the nation or a province has no year.',
  },
  'pack.bad-jurisdiction': {
    zh: '{got} 不是行政区划代码。请写加引号的六位数字，如 "421222"。',
    en: '{got} is no code of a county. Write six digits in quotes, such as "421222".',
  },
  'pack.no-variant': {
    zh: '{got} 不合任何一种写法。请选用其中一种：{choices}。',
    en: '{got} is none of the ways to write this. Use one of them: {choices}.',
  },
  'pack.id-not-file': {
    zh: '编号“{id}”与文件名“{file}”不一致。请把文件改名为 {id}.yaml，或者改编号。',
    en: 'The id “{id}” is not the name of the file “{file}”. Rename the file to {id}.yaml, or change the id.',
  },
  'pack.layer-missing': {
    zh: '同一目录中没有“{name}.yaml”。请把下层文件放在旁边，或者删去 extends。',
    en: 'There is no {name}.yaml in the same folder. Put the lower layer beside this file, or delete “extends”.',
  },
  'pack.layer-missing-near': {
    zh: '同一目录中没有“{name}.yaml”，是否为“{near}”？请改 extends。',
    en: 'There is no {name}.yaml in the same folder. Did you mean “{near}”? Change “extends”.',
  },
  'pack.layer-order': {
    zh: '“{level}”层不能建立在“{below}”层之上。请让县建立在省上、省建立在国家上，改 extends 或 level。',
    en: 'A layer of level “{level}” cannot stand on one of level “{below}”. A county stands on a province and a province on the nation: change “extends” or “level”.',
  },
  'pack.withdrawn-nothing': {
    zh: '下层没有名为“{name}”的条目可撤。请核对名称，或者删去这一条。',
    en: 'No layer below has an entry “{name}” to withdraw. Check the name, or delete this entry.',
  },
  'pack.clause-prefix': {
    zh: '条款编号“{id}”不以“{prefix}”开头。请改为以“{prefix}”开头。',
    en: 'The clause id “{id}” does not begin with “{prefix}”. Begin it with “{prefix}”.',
  },
  'pack.clause-parent': {
    zh: '“{id}”的上级条款“{parent}”没有写在它前面。请先写上级条款，或者改正编号。',
    en: 'The parent “{parent}” of “{id}” does not stand before it. Put the parent first, or correct its id.',
  },
  'pack.clause-unknown': {
    zh: '没有编号为“{name}”的条款。请改为 clauses 中已有的编号，或者先补写这一条款。',
    en: 'There is no clause “{name}”. Use an id that stands under “clauses”, or add the clause first.',
  },
  'pack.clause-unknown-near': {
    zh: '没有编号为“{name}”的条款，是否为“{near}”？请改正，或者先补写这一条款。',
    en: 'There is no clause “{name}”. Did you mean “{near}”? Change it, or add the clause first.',
  },
  'pack.quote-unfaithful': {
    zh: '“{quote}”不是条款“{clause}”的原文。请照条款原文摘录；摘自上位文件的，请写 instrument。',
    en: '“{quote}” does not stand in clause “{clause}”. Quote it as printed there; where it stands in a superior document, name it as the instrument.',
  },
  'pack.note-missing': {
    zh: '本地补充规定没有说明。请写 note：原文未定什么，为何这样定。',
    en: 'A local supplement has no note. Add a note: what the text leaves open, and why this was chosen.',
  },
  'pack.id-doubled': {
    zh: '“{name}”在第 {first} 条和第 {second} 条重复。请给其中一条改名，或者删去一条。',
    en: '“{name}” is both entry {first} and entry {second}. Rename one of them, or delete one.',
  },
  'pack.dates-unsorted': {
    zh: '{from} 写在 {newer} 之后却更晚。请把新值放在最前，按日期从新到旧排列。',
    en: '{from} stands after {newer} and is later. Put the newest value first and go back in time.',
  },
  'pack.dates-overlap': {
    zh: '同一天 {from} 有两个值。请只留一个，或者改其中一个的起始日期。',
    en: 'Two values begin on {from}. Keep one, or change the day of the other.',
  },
  'pack.dates-gap': {
    zh: '制度自 {inForceFrom} 起施行，这里最早的值却自 {oldest} 起。请补写自 {inForceFrom} 起的值。',
    en: 'The regime is in force from {inForceFrom} and the oldest value here begins on {oldest}. Add a value from {inForceFrom}.',
  },
  'pack.unit-mismatch': {
    zh: '这里的数不能以 {got} 为单位。请改为：{choices}。',
    en: 'A number of this kind cannot be in {got}. Change the unit to one of: {choices}.',
  },
  'pack.day-kind': {
    zh: '这里写 {unit}，而相应的 days 写 {days}。请把两处改成同一种日。',
    en: 'The unit here is {unit} and “days” says {days}. Change one of them so that both name the same kind of day.',
  },
  'pack.area-weights': {
    zh: '各内容权重自 {day} 起合计 {sum}，总分是 {base}。请调整权重，使合计等于 {base}。',
    en: 'From {day} the weights of the areas add up to {sum}, and the base is {base}. Change them so that they add up to {base}.',
  },
  'pack.item-weights': {
    zh: '“{area}”各检查项权重自 {day} 起合计 {sum}，该内容的权重是 {weight}。请调整检查项的权重，或者改内容权重。',
    en: 'From {day} the items of “{area}” add up to {sum}, and its weight is {weight}. Change the weights of the items, or that of the area.',
  },
  'pack.area-unweighted': {
    zh: '“{area}”有计分的检查项，却没有内容权重。请在 areaWeights 中补写。',
    en: '“{area}” has items with points and no weight of its own. Add it to “areaWeights”.',
  },
  'pack.plan-sum': {
    zh: '分期比例自 {day} 起合计 {sum}，应为 1。请调整各期比例。',
    en: 'From {day} the instalments add up to {sum}, and must to 1. Change the shares.',
  },
  'pack.ladder-order': {
    zh: '自 {day} 起，“{step}”在逾期满 {days} 天，不晚于前一级的 {before} 天，前一级永远用不上。请改为大于 {before} 的天数，或者删去一级。',
    en: 'From {day} the rung “{step}” begins {days} days overdue, no later than the one before ({before}), so one of them is never reached. Write more than {before} days, or delete a rung.',
  },
  'pack.progress-ladder-order': {
    zh: '自 {day} 起，“{step}”低于 {below} 时启动，不低于前一级的 {before}，永远用不上。请改为小于 {before} 的比例，或者调换顺序。',
    en: 'From {day} the rung “{step}” begins below {below}, which is not below the one before ({before}), so it is never reached. Write less than {before}, or change the order.',
  },
  'pack.bands-order': {
    zh: '自 {day} 起，档次“{id}”从 {from} 分起，不低于前一档的 {before} 分。请从高到低排列。',
    en: 'From {day} the band “{id}” begins at {from}, no lower than the one before ({before}). Put the bands from the best down.',
  },
  'pack.bands-last': {
    zh: '最后一档“{id}”从 {from} 分起，再低的分数没有档次。请把它改为从 0 起。',
    en: 'The last band “{id}” begins at {from}, and lower totals have none. Let it begin at 0.',
  },
  'pack.band-unreachable': {
    zh: '自 {day} 起，档次“{id}”从 {from} 分起，而最高只有 {most} 分，永远达不到。请降低起点。',
    en: 'From {day} the band “{id}” begins at {from}, and the most there is to get is {most}. Lower where it begins.',
  },
  'pack.procedure-order': {
    zh: '“{step}”不能在“{before}”之后。请按法定顺序排列：{order}。',
    en: '“{step}” cannot follow “{before}”. Put the steps in the order of the law: {order}.',
  },
  'pack.procedure-missing': {
    zh: '取消资格的程序缺少“{step}”，没有它决定不合法。请补写这一步。',
    en: 'The procedure of disqualification lacks “{step}”, without which no decision is lawful. Add the step.',
  },
  'pack.not-before-after-within': {
    zh: '自 {day} 起，“{step}”须隔 {earliest} 天以上，又须在 {latest} 天以内，无法做到。请改其中一个。',
    en: 'From {day} “{step}” may not come before {earliest} days and must come within {latest}: that cannot be. Change one of them.',
  },
  'pack.duty-uncarried': {
    zh: '没有条款承载职责 {duty}。请在相应条款的 duties 中写上 {duty}。',
    en: 'No clause carries the duty {duty}. Add {duty} to the “duties” of the clause it rests on.',
  },
  'pack.due-day-missing': {
    zh: '报告“{id}”没有报送日。请补写 dueDay（期间结束后次月的第几日）。',
    en: 'The report “{id}” has no due day. Add “dueDay”, the day of the month after the period.',
  },
  'pack.due-day-unwanted': {
    zh: '检查“{id}”不应有报送日 dueDay。请删去，或者把 kind 改为 report。',
    en: 'The inspection “{id}” cannot have a “dueDay”. Delete it, or change “kind” to report.',
  },
  'pack.kinds-missing': {
    zh: '“{id}”针对站点中心，却没有写哪几类。请补写 facilityKinds。',
    en: '“{id}” is about facilities and does not say of which kinds. Add “facilityKinds”.',
  },
  'pack.kinds-unwanted': {
    zh: '“{id}”不针对站点中心，不应有 facilityKinds。请删去，或者把 subject 改为 facility。',
    en: '“{id}” is not about facilities and cannot have “facilityKinds”. Delete it, or change “subject” to facility.',
  },
  'pack.phase-missing': {
    zh: '“{id}”针对站点中心，却没有写建设还是运营阶段。请补写 phase。',
    en: '“{id}” is about facilities and does not say in which phase. Add “phase”.',
  },
  'pack.anchor-operation': {
    zh: '“{id}”从运营之日起算，却不是运营阶段的事。请把 phase 改为 operation，或者换起算点。',
    en: '“{id}” is counted from the day of operation and is not of that phase. Change “phase” to operation, or count from elsewhere.',
  },
  'pack.once-exactly': {
    zh: '“{id}”只做一次，count 应为 exactly。请改正。',
    en: '“{id}” is done once, so its “count” is exactly. Change it.',
  },
  'pack.coverage-empty': {
    zh: '“{id}”的覆盖要求既没有比例也没有最少个数。请补写 share 或 atLeast，全覆盖的请删去 coverage。',
    en: 'The coverage of “{id}” names neither a share nor a least number. Add “share” or “atLeast”, or delete “coverage” where every one is meant.',
  },
  'pack.coverage-anchor': {
    zh: '“{id}”只要求检查一部分，又从“{anchor}”起算：各对象的期间互不相同，无从在其中取一部分。请把 anchor 改为 calendar 或 last-done，或者删去 coverage，每个对象都查。',
    en: '“{id}” asks for a part, and is counted from “{anchor}”: each subject then has periods of its own, of which no part can be taken. Make “anchor” calendar or last-done, or delete “coverage”, so that every one is visited.',
  },
  'pack.coverage-once': {
    zh: '“{id}”只做一次，没有期间，不能只要求一部分。请删去 coverage，或者改写 every。',
    en: '“{id}” is owed once and has no period of which a part could be taken. Delete “coverage”, or rewrite “every”.',
  },
  'pack.until-not-after': {
    zh: '“{id}”自 {until} 起停用，却有一个自 {from} 起的值。请把停用日期改到该日之后，或者删去这个值。',
    en: '“{id}” is retired from {until}, and one of its values begins on {from}. Let it be retired after that day, or delete the value.',
  },
  'pack.item-retired': {
    zh: '检查项“{item}”自 {until} 起停用，不再检查，评分却还要用它。请从 scoring.items 中删去，把它的分值分给同一内容的其他检查项；或者删去 until。',
    en: 'The check item “{item}” is retired from {until} and asked for no longer, yet the scale counts it. Take it out of “scoring.items” and give its points to others of the same area, or delete “until”.',
  },
  'pack.per-case-above-weight': {
    zh: '“{item}”每例扣 {perCase} 分，超过该项权重 {weight} 分。请减小 perCase，或者增大权重。',
    en: '“{item}” takes {perCase} points for each case and weighs {weight}. Lower “perCase”, or raise the weight.',
  },
  'pack.quorum-zero': {
    zh: '“{key}”为 0，等于无人到会也能决定。请写大于 0 的比例，如 0.667。',
    en: '“{key}” is 0: nobody would have to be there. Write a share above 0, such as 0.667.',
  },
  'pack.share-missing': {
    zh: '“{id}”是暂缓条件，却没有暂缓比例。请补写 withholdShare，或者把 class 改为 hard-stop 或 warning。',
    en: '“{id}” is a ground and has no share to withhold. Add “withholdShare”, or change “class” to hard-stop or warning.',
  },
  'pack.share-unwanted': {
    zh: '“{id}”不是暂缓条件，不应有暂缓比例。请删去 withholdShare，或者把 class 改为 ground。',
    en: '“{id}” is no ground and cannot have a share to withhold. Delete “withholdShare”, or change “class” to ground.',
  },
  'pack.draw-period': {
    zh: '抽查周期不能是 {got} 个月：一年不能等分。请改为 1、2、3、4、6 或 12。',
    en: 'A period of {got} months does not divide the year. Write 1, 2, 3, 4, 6 or 12.',
  },
  'pack.weight-cap': {
    zh: '“{id}”自 {day} 起每次加 {adds}，封顶却只有 {most}。请把 most 改为不小于 {adds} 的数，或者改 adds。',
    en: 'From {day} “{id}” adds {adds} for each and at most {most} in all. Change “most” to {adds} or more, or change “adds”.',
  },
  'pack.weight-twice': {
    zh: '“{id}”与“{before}”都按 {raisedBy} 加权，同一事由会算两次。请合并为一条，或者改 raisedBy。',
    en: '“{id}” and “{before}” both weigh {raisedBy}: one fact would count twice. Join them, or change “raisedBy”.',
  },
  'pack.cap-empty': {
    zh: '上限“{id}”没有数额。请补写 share、fen 或 perUnitFen 中的一个。',
    en: 'The cap “{id}” names no amount. Add “share”, “fen” or “perUnitFen”.',
  },
  'pack.floors-above-whole': {
    zh: '各项下限自 {day} 起合计 {sum}，超过全部资金。请调低，使合计不超过 1。',
    en: 'From {day} the floors add up to {sum}, more than all the money. Lower them to 1 together.',
  },
  'pack.item-unknown': {
    zh: '没有名为“{name}”的检查项。请改为 checkItems 中已有的，或者先补写。',
    en: 'There is no check item “{name}”. Use an id that stands under “checkItems”, or add the item first.',
  },
  'pack.item-unknown-near': {
    zh: '没有名为“{name}”的检查项，是否为“{near}”？请改正，或者先补写。',
    en: 'There is no check item “{name}”. Did you mean “{near}”? Change it, or add the item first.',
  },
  'pack.prices-missing': {
    zh: '允许按单价拨付，却没有单价。请补写 unitPrices，或者从 kinds 中删去 unit-price。',
    en: 'Payment by unit price is allowed and there is no price. Add “unitPrices”, or delete unit-price from “kinds”.',
  },
  'pack.reimbursement-missing': {
    zh: '允许先建后补，却没有补助比例。请补写 reimbursementShare，或者从 kinds 中删去 reimbursement。',
    en: 'Reimbursement is allowed and there is no share. Add “reimbursementShare”, or delete reimbursement from “kinds”.',
  },
  'pack.severity-order': {
    zh: '自 {day} 起“{graver}”问题的期限 {days} 天，比“{lighter}”的 {than} 天还长。请缩短，或者对调。',
    en: 'From {day} a finding that is {graver} has {days} days, longer than one that is {lighter} ({than}). Shorten it, or change the two over.',
  },
  'pack.band-unknown': {
    zh: '没有名为“{name}”的档次。请改为已有的档次（{known}），没有计分的请删去 least。',
    en: 'There is no band “{name}”. Use one of the bands ({known}), or delete “least” where nothing is scored.',
  },
  'pack.step-by': {
    zh: '“{step}”不能由“{by}”办理：陈述申辩由承办企业（contractor）提出，集体研究和决定由领导小组（leading-group）作出，其余各步由领导小组或者办公室办理。请改 by。',
    en: '“{step}” cannot be taken by “{by}”: the statement is the contractor’s, deliberation and decision are the leading group’s, every other step is the leading group’s or the office’s. Change “by”.',
  },
  'pack.step-on-request': {
    zh: '“{step}”不能应请求才办，只有听证（hearing）可以；这样写，没有人请求就会漏掉。请把 onRequest 改为 false。',
    en: '“{step}” cannot take place on request, as only the hearing may: it would be left out where nobody asked. Write “onRequest: false”.',
  },
  'pack.statement-days': {
    zh: '陈述申辩没有写明天数，或者天数为 0，等于没有给承办企业时间，不能据以立案。请写明 within，至少 1 天。',
    en: 'The statement has no days, or none at all: the contractor gets no time and no case can be opened. Write “within” with at least 1.',
  },
  'pack.not-before-idle': {
    zh: '陈述申辩自告知送达起就可以提出，notBefore 不起作用。请删去。',
    en: 'A contractor may speak from the service of the notice on: “notBefore” would do nothing. Delete it.',
  },
  'pack.majority-whole': {
    zh: '须超过到会人数的全部，任何表决都达不到。请改为小于 1 的数。',
    en: 'More than all of those present is never reached. Write a share below 1.',
  },
  'pack.share-never': {
    zh: '“{name}”：低于零的进度没有，这一项永远不会发生。请改为大于 0 的数，或者删去这一项。',
    en: '“{name}”: no progress lies below nothing, so it never happens. Write a share above 0, or delete the entry.',
  },
  'pack.step-too-fine': {
    zh: '总分只计到百分之一，不能按 {got} 取整。请改为 0.01 或者更大的数。',
    en: 'Totals are kept in hundredths and cannot be rounded to {got}. Write 0.01 or more.',
  },
  'pack.area-doubled': {
    zh: '“{area}”的分值写了两次。请合并为一项。',
    en: '“{area}” has its weight twice. Make one entry of the two.',
  },
  'pack.bonus-nowhere': {
    zh: '最多可加 {max} 分，却没有加分项目，谁也得不到。请把有关项目写成 bonus，或者把 bonusMax 改为 0。',
    en: 'Up to {max} extra points, and no item that earns any. Make an item a bonus, or write 0 for “bonusMax”.',
  },
  'pack.bonus-capped': {
    zh: '“{item}”是加分项目，而 bonusMax 为 0，永远加不上。请写明 bonusMax，或者删去这一项目。',
    en: '“{item}” earns extra points and “bonusMax” is 0: it never counts. Raise “bonusMax”, or delete the item.',
  },
  'pack.unrectified-max': {
    zh: '每个未及时整改的问题扣 {perItem} 分，合计却至多扣 {max} 分，一个问题也扣不满。请改其中一个。',
    en: '{perItem} points off for each problem and {max} at most for all: not even one is taken in full. Change one of them.',
  },
  'pack.penalty-unscored': {
    zh: '本县不计分，月报迟报扣分不起作用。请删去 latePenaltyPoints，或者补写 scoring。',
    en: 'Nothing is scored here, so points off for a late report come off nothing. Delete “latePenaltyPoints”, or add “scoring”.',
  },
  'pack.late-days-idle': {
    zh: '写了迟报几天才扣分，却没有写扣几分。请补写 latePenaltyPoints，或者删去 lateAfterDays。',
    en: 'It says after how many days a report costs points and not how many. Add “latePenaltyPoints”, or delete “lateAfterDays”.',
  },
  'pack.band-unscored': {
    zh: '本县不计分，“score-band”永远算作达到。请补写 scoring，或者删去这一条件。',
    en: 'Nothing is scored here, so “score-band” would always be met. Add “scoring”, or delete the condition.',
  },
  'pack.least-missing': {
    zh: '没有写明从哪一档起全额拨付，“score-band”永远算作达到。请在 least 中写上档次的 id。',
    en: 'It does not say from which band on all is paid, so “score-band” would always be met. Name the band’s id in “least”.',
  },
  'pack.least-idle': {
    zh: '“{id}”不看这个 least：score-band 写档次的 id，progress 写比例，其他条件不写。请改正或者删去。',
    en: '“{id}” does not read this “least”: score-band takes a band’s id, progress a share, and the others none. Correct it or delete it.',
  },
  'pack.proportional-idle': {
    zh: '“{id}”不得突破，未达到即全部暂缓，proportional 不起作用。请删去，或者把 class 改为 ground。',
    en: '“{id}” is a hard stop and withholds everything: “proportional” would do nothing. Delete it, or change “class” to ground.',
  },
  'pack.cap-unjudged': {
    zh: '写了“{id}”，拨付条件中却没有 within-cap，拨付时没有人核对。请补上这一条件，或者删去。',
    en: '“{id}” is written and no payment is held against it: the gate lacks “within-cap”. Add the condition, or delete this.',
  },
  'pack.prices-idle': {
    zh: '写了单价，却不允许按单价拨付。请在 kinds 中加上 unit-price，或者删去 unitPrices。',
    en: 'There are unit prices and payment by them is not allowed. Add unit-price to “kinds”, or delete “unitPrices”.',
  },
  'pack.reimbursement-idle': {
    zh: '写了补助比例，却不允许先建后补。请在 kinds 中加上 reimbursement，或者删去 reimbursementShare。',
    en: 'There is a share to reimburse and reimbursement is not allowed. Add reimbursement to “kinds”, or delete “reimbursementShare”.',
  },
  'pack.term-missing': {
    zh: '没有写“{term}”在本县叫什么。请在 vocabulary.terms 中补写，或者用 extends 建立在国家层上。',
    en: 'What “{term}” is called here is not said. Add it to “vocabulary.terms”, or stand on the nation’s layer with “extends”.',
  },
};

/** Of the file itself, before anything in it is understood. */
export const sourceFaultWords = {
  'pack.unreadable': {
    zh: '读不到这个文件（{says}）。请核对路径，并以 UTF-8 保存。',
    en: 'The file cannot be read ({says}). Check the path, and save it as UTF-8.',
  },
  'pack.too-large': {
    zh: '文件有 {bytes} 字节，超过上限 {most} 字节。请删去不属于规则的内容。',
    en: 'The file has {bytes} bytes, more than the {most} allowed. Delete what is no rule.',
  },
  'pack.yaml-tab': {
    zh: '这一行用制表符缩进。请改为空格，每级两个。',
    en: 'This line is indented with a tab. Change it to spaces, two for each level.',
  },
  'pack.yaml-duplicate-key': {
    zh: '“{key}”在同一处写了两次。请删去一个。',
    en: '“{key}” is written twice in the same place. Delete one.',
  },
  'pack.yaml-anchor': {
    zh: '不允许使用锚点“&{name}”。请删去锚点，把内容在每一处写全。',
    en: 'Anchors such as “&{name}” are not allowed. Delete it, and write the content out wherever it holds.',
  },
  'pack.yaml-alias': {
    zh: '不允许使用引用“*{name}”。请把内容在此写全；文字以星号开头的请加引号。',
    en: 'Aliases such as “*{name}” are not allowed. Write the content out here; put quotes around text that begins with an asterisk.',
  },
  'pack.yaml-tag': {
    zh: '不允许使用标签“{tag}”。请删去标签，只写内容。',
    en: 'Tags such as “{tag}” are not allowed. Delete it, and write the content alone.',
  },
  'pack.yaml-indent': {
    zh: '缩进不对齐。请让同一级的各行从同一列开始，下一级多两个空格。',
    en: 'The indentation does not line up. Begin lines of one level in the same column, and the next level two spaces further.',
  },
  'pack.yaml-unclosed': {
    zh: '引号或括号没有闭合。请补上对应的 "、] 或 }。',
    en: 'A quote or bracket is not closed. Add the matching ", ] or }.',
  },
  'pack.yaml-colon': {
    zh: '这一行读不出“项: 值”。请在冒号后加空格；文字里有冒号的请加引号。',
    en: 'This line does not read as “key: value”. Put a space after the colon, and quotes around text that contains one.',
  },
  'pack.yaml-documents': {
    zh: '一个文件里有两份文档（---）。请删去分隔行，一个文件只写一份。',
    en: 'There are two documents (---) in one file. Delete the dividing line: one file, one pack.',
  },
  'pack.yaml-syntax': {
    zh: '这里不合 YAML 写法（{says}）。请对照手册中的例子改写，含特殊符号的文字加引号。',
    en: 'This is not valid YAML ({says}). Rewrite it like the examples in the manual, with quotes around text that holds special characters.',
  },
} as const satisfies Readonly<Record<string, Words>>;
