import { describe, expect, test } from 'vitest';
import { loadedRegimes } from '#features/regime/regime.service.ts';
import { aBaseline } from '#testing/baseline.ts';
import { aCounty, refusalOf } from '#testing/world.ts';

const tongcheng = 'tongcheng-2021';
const jia = 'example-jia-2022';

/** A contractor about to report March 2026, in a county under this regime. */
async function aReporter(packId: string) {
  const county = await aCounty({ at: '2026-04-03T09:00:00+08:00', packId });
  const { agreementId, lines } = await aBaseline(county);
  const { contractor, office } = county.people;
  const api = contractor.api.monthlyReport;
  const filled = (
    over: {
      narrative?: { summary?: string; problems?: string; nextMonth?: string; coordination?: string };
      attachments?: Record<string, string[]>;
      evidenceIds?: string[];
    } = {},
  ) => ({
    figures: [lines['service-centre'], lines.station, lines.training].map((lineKey) => ({
      lineKey,
      thisMonth: 1,
      investedFen: 0,
      note: '',
    })),
    narrative: { summary: '本月完成站点装修' },
    attachments: {},
    evidenceIds: [],
    ...over,
  });
  const draft = (over = {}) => api.draft({ agreementId, period: '2026-03', ...filled(over) });
  const save = (id: string, basedOn: number, over = {}) => api.save({ id, basedOn, ...filled(over) });
  const paper = () => county.evidence(contractor, { source: 'file' });
  const rolesOf = async (id: string) =>
    (
      await county.asOwner<{ role: string }>(
        'select role from evidence_use where county = $1 and subject_id = $2 and not removed order by role',
        [county.county, id],
      )
    ).map(({ role }) => role);
  return { county, agreementId, api, draft, save, paper, rolesOf, contractor, office };
}
const kindsOf = ({ evidence }: { evidence: readonly { id: string; kind: string | null }[] }) =>
  Object.fromEntries(evidence.map(({ id, kind }) => [id, kind]));

test('D03 D04 tongcheng 一（二）: all five parts are asked for, the signed copy may be attached and is not required', async () => {
  const { api, agreementId, draft, save, paper, rolesOf, office } = await aReporter(tongcheng);
  const sheet = await api.sheet({ agreementId, period: '2026-03' });
  expect(sheet.asked).toEqual({
    narrative: ['summary', 'problems', 'nextMonth', 'coordination', 'rectification'],
    attachments: [
      {
        id: 'signed-report',
        name: { zh: '签字盖章的月报', en: 'The report signed and sealed' },
        required: false,
      },
    ],
  });
  const other = await paper();
  const bare = await draft({ evidenceIds: [other] });
  expect(kindsOf(bare)).toEqual({ [other]: null });
  // A paper without a kind is tied as papers were before kinds were known.
  expect(await rolesOf(bare.id)).toEqual(['attachment-1']);
  const signed = await paper();
  const saved = await save(bare.id, bare.version, {
    attachments: { 'signed-report': [signed, signed] },
    evidenceIds: [other],
  });
  expect(await rolesOf(bare.id)).toEqual(['attachment-1', 'attachment-1:signed-report']);
  await api.submit({ id: bare.id, basedOn: saved.version });
  expect(kindsOf(await office.api.monthlyReport.find({ id: bare.id }))).toEqual({
    [other]: null,
    [signed]: 'signed-report',
  });
});

test('D03 tongcheng 一（二）: a report without any attachment is handed in', async () => {
  const { api, draft } = await aReporter(tongcheng);
  const { id, version } = await draft();
  expect((await api.submit({ id, basedOn: version })).state).toBe('submitted');
});

test('D03 D04 jia 第四条: refused with its clause until the signed copy and the photographs are attached', async () => {
  const { api, agreementId, draft, save, paper, county, office } = await aReporter(jia);
  const { asked } = await api.sheet({ agreementId, period: '2026-03' });
  expect(asked.narrative).toEqual(['summary', 'problems']);
  expect(asked.attachments.map(({ id, required }) => [id, required])).toEqual([
    ['signed-report', true],
    ['photos', true],
  ]);
  const report = await draft();
  expect(report.state).toBe('draft');
  const events = await county.events();
  expect(await refusalOf(api.submit({ id: report.id, basedOn: report.version }))).toEqual({
    code: 'monthly-report.attachment-missing',
    status: 409,
    facts: {
      kinds: ['signed-report', 'photos'],
      attachmentsZh: ['签字盖章件', '现场照片'],
      attachmentsEn: ['The signed and sealed copy', 'Photographs'],
    },
    basis: [{ clause: 'example-jia-2022:4' }],
  });
  expect(await county.events()).toBe(events);
  const [signed, photo] = [await paper(), await paper()];
  // Photographs among the other papers are not where they are looked for.
  const half = await save(report.id, report.version, {
    attachments: { 'signed-report': [signed] },
    evidenceIds: [photo],
  });
  expect(await refusalOf(api.submit({ id: report.id, basedOn: half.version }))).toMatchObject({
    facts: { kinds: ['photos'], attachmentsZh: ['现场照片'] },
    basis: [{ clause: 'example-jia-2022:4' }],
  });
  const whole = await save(report.id, half.version, {
    attachments: { 'signed-report': [signed], photos: [photo] },
  });
  const sent = await api.submit({ id: report.id, basedOn: whole.version });
  expect(sent.state).toBe('submitted');
  expect(kindsOf(await office.api.monthlyReport.find({ id: report.id }))).toEqual({
    [signed]: 'signed-report',
    [photo]: 'photos',
  });
});

test('D03 jia 第四条: a part or a kind of paper the regime does not name is refused with the clause, and nothing is kept', async () => {
  const { draft, save, paper, county } = await aReporter(jia);
  const basis = [{ clause: 'example-jia-2022:4' }];
  const ledger = await paper();
  const events = await county.events();
  expect(await refusalOf(draft({ narrative: { summary: '完成', coordination: '请协调用地' } }))).toEqual({
    code: 'monthly-report.part-not-asked',
    status: 409,
    facts: { parts: ['coordination'] },
    basis,
  });
  expect(await refusalOf(draft({ attachments: { ledger: [ledger] } }))).toEqual({
    code: 'monthly-report.attachment-unknown',
    status: 409,
    facts: { kinds: ['ledger'] },
    basis,
  });
  expect(await county.events()).toBe(events);
  const report = await draft();
  expect((await refusalOf(save(report.id, report.version, { narrative: { nextMonth: '调试' } }))).code).toBe(
    'monthly-report.part-not-asked',
  );
});

test('D03 jia 第四条: what an older draft says in a part no longer asked for stays and is read by the office', async () => {
  const { api, draft, save, paper, county, office } = await aReporter(jia);
  const report = await draft();
  await county.asOwner(
    `update report_revision set coordination = '请协调用地' where report_id = '${report.id}'`,
  );
  const papers = { attachments: { 'signed-report': [await paper()], photos: [await paper()] } };
  const saved = await save(report.id, report.version, papers);
  const sent = await api.submit({ id: report.id, basedOn: saved.version });
  const read = await office.api.monthlyReport.find({ id: sent.id });
  expect(read.revision.coordination).toBe('请协调用地');
  expect(read.asked.narrative).not.toContain('coordination');
});

test('D03 jia 第四条: a correction keeps every paper under its kind, and may not lose a required one', async () => {
  const { api, draft, save, paper, rolesOf, office } = await aReporter(jia);
  const [signed, photo, other] = [await paper(), await paper(), await paper()];
  const attachments = { 'signed-report': [signed], photos: [photo] };
  const report = await draft({ attachments, evidenceIds: [other] });
  const sent = await api.submit({ id: report.id, basedOn: report.version });
  const accepted = await office.api.monthlyReport.accept({ id: report.id, basedOn: sent.version });
  const correcting = await api.correct({
    id: report.id,
    basedOn: accepted.version,
    reason: '照片所附有误',
  });
  expect(kindsOf(correcting)).toEqual({ [signed]: 'signed-report', [photo]: 'photos', [other]: null });
  const saved = await save(report.id, correcting.version, { attachments: { 'signed-report': [signed] } });
  expect(kindsOf(saved)).toEqual({ [signed]: 'signed-report' });
  expect(await refusalOf(api.submit({ id: report.id, basedOn: saved.version }))).toMatchObject({
    code: 'monthly-report.attachment-missing',
    facts: { kinds: ['photos'] },
  });
  // What was accepted carries what it carried.
  expect(Object.keys(kindsOf(await api.find({ id: report.id, revision: '1' })))).toHaveLength(3);
  expect(await rolesOf(report.id)).toEqual([
    'attachment-1',
    'attachment-1:photos',
    'attachment-1:signed-report',
    'attachment-2:signed-report',
  ]);
});

describe('D03: under every regime that ships', () => {
  test.each(loadedRegimes().map(({ pack }) => pack.id))(
    '%s: what its own pack requires, and no more, is asked',
    async (packId) => {
      const { api, agreementId, draft, save, paper } = await aReporter(packId);
      const { asked } = await api.sheet({ agreementId, period: '2026-03' });
      const required = asked.attachments.filter((one) => one.required).map(({ id }) => id);
      const { id, version } = await draft();
      const attempt = api.submit({ id, basedOn: version });
      if (required.length === 0) return expect((await attempt).state).toBe('submitted');
      expect((await refusalOf(attempt)).facts).toMatchObject({ kinds: required });
      const attachments: Record<string, string[]> = {};
      for (const kind of required) attachments[kind] = [await paper()];
      const whole = await save(id, version, { attachments });
      return expect((await api.submit({ id, basedOn: whole.version })).state).toBe('submitted');
    },
  );
});
