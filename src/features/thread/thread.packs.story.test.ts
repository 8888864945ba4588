import { describe, expect, test } from 'vitest';
import { aBaseline } from '#testing/baseline.ts';
import { theGroup } from '#testing/findings.ts';
import { allDone, proposed, requested } from '#testing/gate.ts';
import { aSignedInspection } from '#testing/inspections.ts';
import { reported, servedLetter, verified } from '#testing/letters.ts';
import { aCounty, refusalOf } from '#testing/world.ts';

// One thread, walked whole under the regime of each county that ships: the program is the same, the numbers are the pack's.

type Told = {
  readonly packId: string;
  /** What the station in operation since 18 November 2025 owes by the pack's own rule, and its last day. */
  readonly obligation: { readonly ruleId: string; readonly subject: string; readonly dueOn: string };
  /** Served on Friday 10 April 2026. */
  readonly due: { readonly serious: string; readonly major: string; readonly ordinary: string };
  /** How far a major problem has climbed by 6 May. */
  readonly escalation: string;
  /** What an overdue item withholds of an instalment of 900,000 元, and everything else that is met withholds nothing. */
  readonly withheldFen: number;
  /** What a serious problem withholds that is still open. */
  readonly seriousFen: number;
  /** What still stops the money when everything is put right, and what may then be paid. */
  readonly stops: readonly string[];
  readonly recommendedFen: number;
  readonly reinspectors: number;
  readonly letterCode: string;
  readonly letterName: string;
  readonly clauses: { readonly rectification: string; readonly payment: string };
};

const counties: readonly Told[] = [
  {
    packId: 'tongcheng-2021',
    obligation: { ruleId: 'operation.village-station', subject: 'facility', dueOn: '2026-05-17' },
    due: { serious: '2026-04-17', major: '2026-04-24', ordinary: '2026-05-06' },
    escalation: 'interview',
    withheldFen: 27_000_000,
    seriousFen: 90_000_000,
    stops: [],
    recommendedFen: 90_000_000,
    reinspectors: 2,
    letterCode: '隽电商办督',
    letterName: '督办函',
    clauses: { rectification: 'tongcheng-2021:1.4', payment: 'tongcheng-2021:1.4' },
  },
  {
    packId: 'example-jia-2022',
    obligation: { ruleId: 'running.station', subject: 'stratum', dueOn: '2026-04-30' },
    due: { serious: '2026-04-17', major: '2026-04-27', ordinary: '2026-05-11' },
    escalation: 'second',
    withheldFen: 18_000_000,
    seriousFen: 45_000_000,
    stops: [],
    recommendedFen: 90_000_000,
    reinspectors: 2,
    letterCode: '甲电商改',
    letterName: '整改通知书',
    clauses: { rectification: 'example-jia-2022:23', payment: 'example-jia-2022:27' },
  },
  {
    packId: 'example-yi-2023',
    // Four months from the last one, which was due on 17 March, four months after it opened.
    obligation: { ruleId: 'service.station', subject: 'stratum', dueOn: '2026-07-17' },
    due: { serious: '2026-04-15', major: '2026-04-22', ordinary: '2026-05-12' },
    escalation: 'circular',
    withheldFen: 36_000_000,
    seriousFen: 90_000_000,
    // 50,000 元 at most for a station, and this contract has built one.
    stops: ['within-cap'],
    recommendedFen: 0,
    reinspectors: 3,
    letterCode: '乙农电督',
    letterName: '督办单',
    clauses: { rectification: 'example-yi-2023:6.3', payment: 'example-yi-2023:7.5' },
  },
  {
    // Written from docs/rule-packs.md alone, by somebody who knew nothing else of the program.
    packId: 'example-bing-2024',
    obligation: { ruleId: 'service.station', subject: 'stratum', dueOn: '2026-06-30' },
    due: { serious: '2026-04-15', major: '2026-04-22', ordinary: '2026-04-28' },
    escalation: 'interview',
    withheldFen: 27_000_000,
    seriousFen: 72_000_000,
    // 10,000 元 at most for a station, and this contract has built one.
    stops: ['within-cap'],
    recommendedFen: 0,
    reinspectors: 2,
    letterCode: '丙农电督',
    letterName: '督查整改通知书',
    clauses: { rectification: 'example-bing-2024:23', payment: 'example-bing-2024:27' },
  },
];

const conditionOf = <C extends { id: string }>(gate: { conditions: readonly C[] }, id: string): C => {
  const found = gate.conditions.find((condition) => condition.id === id);
  if (!found) throw new Error(`the gate has no condition ${id}`);
  return found;
};

describe.each(counties)('D02–D11 $packId: one thread from the clause to the gate', (told) => {
  test('obligation, inspection, finding, letter, deadline, escalation, rectification, gate', async () => {
    const county = await aCounty({ at: '2026-04-10T09:00:00+08:00', packId: told.packId });
    const { office, lead, contractor, inspector, second, third } = county.people;
    const baseline = await aBaseline(county);
    await theGroup(county);
    await allDone(county, baseline);

    const { items } = await lead.api.obligation.list({ duty: 'D25' });
    expect(
      items.map(({ ruleId, subject, dueOn }) => ({ ruleId, subject: subject.type, dueOn })),
    ).toContainEqual(told.obligation);

    const severities = ['serious', 'major', 'ordinary'] as const;
    const inspection = await aSignedInspection(county, baseline, { severities });
    const letter = await servedLetter(
      county,
      baseline.agreementId,
      inspection.findings.map(({ id }) => id),
    );
    expect(letter.number).toContain(told.letterCode);
    expect(letter.title).toContain(told.letterName);
    const ordered = await Promise.all(
      letter.items.map(async ({ rectificationId }) => {
        const { rectification } = await office.api.rectification.find({ id: rectificationId ?? '' });
        return rectification;
      }),
    );
    expect(Object.fromEntries(ordered.map(({ severity, dueOn }) => [severity, dueOn]))).toEqual(told.due);
    expect(ordered[0]?.basis).toContainEqual({ clause: told.clauses.rectification });

    const [instalment = ''] = baseline.instalments;
    const first = await requested(county, instalment);
    expect(conditionOf(first.gate, 'no-open-serious')).toMatchObject({
      met: false,
      withholdFen: told.seriousFen,
    });
    expect(conditionOf(first.gate, 'no-overdue-letter').met).toBe(true);

    county.at('2026-05-06');
    await allDone(county, baseline);
    const late = await lead.api.disbursement.find({ id: instalment });
    expect(conditionOf(late.gate, 'no-overdue-letter')).toMatchObject({
      met: false,
      withholdFen: told.withheldFen,
    });
    expect(conditionOf(late.gate, 'no-overdue-letter').basis[0]).toMatchObject({
      clause: told.clauses.payment,
    });
    const major = ordered.find(({ severity }) => severity === 'major');
    const climbed = await office.api.rectification.find({ id: major?.id ?? '' });
    const reached = climbed.rectification.ladder
      .filter(({ standing }) => standing === 'due')
      .map(({ step }) => step);
    expect(reached.at(-1)).toBe(told.escalation);

    for (const { id } of ordered) {
      await reported(county, id, contractor);
      const members = [second, third, inspector].slice(0, told.reinspectors);
      const seen = await office.api.rectification.find({ id });
      expect(seen.rectification.reinspectorsMin).toBe(told.reinspectors);
      if (told.reinspectors > 2) expect((await refusalOf(verified(county, id))).status).toBe(409);
      const visit = await verified(county, id, 'rectified', members);
      await office.api.rectification.close({ id, basedOn: visit.version });
    }
    const settledGate = (await lead.api.disbursement.find({ id: instalment })).gate;
    for (const id of ['no-overdue-letter', 'no-open-serious'])
      expect(conditionOf(settledGate, id)).toMatchObject({ met: true, withholdFen: 0 });

    expect(settledGate.conditions.filter(({ met }) => !met).map(({ id }) => id)).toEqual(told.stops);
    expect(settledGate.recommendedFen).toBe(told.recommendedFen);
    if (told.recommendedFen > 0) await proposed(county, instalment);

    const finding = inspection.findings[0];
    const thread = await office.api.thread.read({ type: 'finding', id: finding?.id ?? '' });
    expect(thread.nodes.map(({ type }) => type)).toEqual(
      expect.arrayContaining([
        'clause',
        'inspection',
        'finding',
        'supervision-letter',
        'rectification',
        're-inspection',
        ...(told.recommendedFen > 0 ? ['gate-evaluation'] : []),
      ]),
    );
    // The sheet says what the county says, and the session tells the pages which words those are.
    expect(thread.nodes.find(({ type }) => type === 'supervision-letter')?.label.zh).toContain(
      `${told.letterName} ${told.letterCode}`,
    );
    const { terms } = await contractor.api.organisation.me({});
    expect(terms.find(({ term }) => term === 'supervision-letter')?.words.zh ?? '督办函').toBe(
      told.letterName,
    );
    expect(terms.length === 0).toBe(told.packId === 'tongcheng-2021');
    const cited = thread.nodes.filter(({ type }) => type === 'clause').map(({ id }) => id);
    expect(cited.every((id) => id.startsWith(`${told.packId}:`))).toBe(true);
    expect(county.faults).toEqual([]);
  });
});

describe('D11: what a regime measures before it pays', () => {
  const begun = async (packId: string, share: number) => {
    const county = await aCounty({ at: '2026-04-10T09:00:00+08:00', packId });
    const baseline = await aBaseline(county);
    await allDone(county, baseline, { share });
    const [instalment = ''] = baseline.instalments;
    const gate = async () => (await county.people.lead.api.disbursement.find({ id: instalment })).gate;
    return { county, baseline, instalment, gate };
  };
  const stopsOf = ({ conditions }: { conditions: readonly { id: string; met: boolean }[] }) =>
    conditions.filter(({ met }) => !met).map(({ id }) => id);

  test('example-yi-2023: behind the plan, it withholds by line what is unfinished, and its printed clause says so', async () => {
    const { county, gate, instalment } = await begun('example-yi-2023', 0.4);
    await requested(county, instalment);
    const progress = conditionOf(await gate(), 'progress');
    // 434 of 668 days: 64.97 per cent is planned, 40 reached; below eight tenths of it, 1 − 0.4 ÷ (434 ÷ 668) is unfinished.
    expect(progress).toMatchObject({
      met: false,
      withholdFen: 34_589_861,
      basis: [{ clause: 'example-yi-2023:7.5' }],
    });
    expect(
      progress.evidence
        .filter(({ note }) => note === 'line-unfinished')
        .map(({ facts }) => Number(facts.withheldFen))
        .reduce((sum, fen) => sum + fen, 0),
    ).toBe(34_589_861);
    const clause = await county.people.office.api.regime.clause({ id: 'example-yi-2023:7.5' });
    expect(clause.zh).toContain('进度低于计划八成的按未完成比例暂缓、最多六成');
    expect(clause.en).toContain('in proportion to what is unfinished');
  });

  test('example-yi-2023: at eight tenths of the plan nothing is withheld for progress', async () => {
    const { county, gate, instalment } = await begun('example-yi-2023', 0.52);
    await requested(county, instalment);
    expect(conditionOf(await gate(), 'progress')).toMatchObject({ met: true, withholdFen: 0 });
  });

  test('example-jia-2022: a period that nobody has scored withholds a fifth until its score stands in the band', async () => {
    const { county, baseline, gate, instalment } = await begun('example-jia-2022', 1);
    const { office, reviewer } = county.people;
    const { score } = await office.api.score.open({
      agreementId: baseline.agreementId,
      fromOn: '2026-01-01',
      toOn: '2026-03-31',
    });
    await requested(county, instalment);
    expect(conditionOf(await gate(), 'score-band')).toMatchObject({
      met: false,
      withholdFen: 18_000_000,
      basis: [{ clause: 'example-jia-2022:27' }],
    });
    await office.api.score.compute({ id: score.id, basedOn: 1 });
    await reviewer.api.score.confirm({ id: score.id, basedOn: 2 });
    expect(conditionOf(await gate(), 'score-band')).toMatchObject({ met: true, withholdFen: 0 });
  });

  test('tongcheng-2021: its text measures neither, and nothing is withheld for it', async () => {
    const { county, gate, instalment } = await begun('tongcheng-2021', 0.4);
    await requested(county, instalment);
    const seen = await gate();
    expect(seen.conditions.map(({ id }) => id)).not.toContain('progress');
    expect(seen.conditions.map(({ id }) => id)).not.toContain('score-band');
    expect(stopsOf(seen)).toEqual([]);
  });
});
