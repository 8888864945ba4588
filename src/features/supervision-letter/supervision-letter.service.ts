import type { InferContractRouterInputs } from '@orpc/contract';
import { isOf } from '#kernel/actor.ts';
import { dayCursor } from '#kernel/cursor.ts';
import { granted, refused } from '#kernel/result.ts';
import type { EvidenceView } from '#kernel/shapes.ts';
import { pageSize } from '#kernel/shapes.ts';
import type { PlainDate } from '#kernel/temporal.ts';
import { type Call, today } from '#platform/call.ts';
import type { Tx } from '#platform/database.ts';
import { historyOf, record } from '#platform/event-log.ts';
import { type EvidenceOfSubject, evidenceOf } from '../evidence/evidence.store.ts';
import { mayUnlessInterested } from '../organisation/organisation.interest.service.ts';
import type { RulePack } from '../regime/regime.model.ts';
import { regimeOf } from '../regime/regime.service.ts';
import type {
  LetterDocumentView,
  LetterItemView,
  LetterView,
  PendingFinding,
  supervisionLetterContract,
} from './supervision-letter.contract.ts';
import {
  type LetterContent,
  letterDocument,
  suggestedPreamble,
  suggestedTitle,
} from './supervision-letter.document.ts';
import type { Letter, LetterState } from './supervision-letter.model.ts';
import { mayDraft, mayOf, maySee, nextStep } from './supervision-letter.policy.ts';
import * as read from './supervision-letter.read.store.ts';
import { citedAmiss, isReviewed, letterBasis, periodFor, printedNumber } from './supervision-letter.rules.ts';
import * as store from './supervision-letter.store.ts';

type Inputs = InferContractRouterInputs<typeof supervisionLetterContract>;

const pendingMax = 1000;

function afterOf(cursor: string | undefined): { day: string; id: string } | undefined {
  const [day, id] = dayCursor.read(cursor) ?? [];
  return day && id ? { day, id } : undefined;
}

export async function handleList(call: Call, input: Inputs['list']) {
  const contractor = isOf(call.actor, 'contractor');
  const after = afterOf(input.cursor);
  const rows = await read.letters(call.db, call.county, {
    state: input.state,
    contractorId: contractor ? call.actor.organisationId : input.contractor,
    agreementId: input.agreement,
    search: input.search,
    servedOnly: contractor,
    ...(after ? { after: { draftedOn: after.day, id: after.id } } : {}),
    limit: pageSize + 1,
  });
  const items = rows.slice(0, pageSize);
  const last = items.at(-1);
  return granted({
    items: items.map((row) => ({ ...row, number: row.number && printedNumber(row.number) })),
    nextCursor: rows.length > pageSize && last ? dayCursor.write(last.draftedOn, last.id) : null,
    may: { draft: mayDraft(call.actor) },
  });
}

export async function handlePending(call: Call, input: Inputs['pending']) {
  const after = afterOf(input.cursor);
  const [{ pack }, rows, agreements] = await Promise.all([
    regimeOf(call),
    read.findings(call.db, call.county, {
      pendingOf: input.contractor,
      ...(after ? { after: { foundOn: after.day, id: after.id } } : {}),
      limit: pageSize + 1,
    }),
    read.pendingByAgreement(call.db, call.county, input.contractor),
  ]);
  const items = rows.slice(0, pageSize);
  const last = items.at(-1);
  return granted({
    items: items.map((row) => pendingViewOf(row, pack, today(call))),
    nextCursor: rows.length > pageSize && last ? dayCursor.write(last.foundOn, last.id) : null,
    total: agreements.reduce((sum, { findings }) => sum + findings, 0),
    agreements,
    may: { draft: mayDraft(call.actor) },
  });
}

export async function handleDraftable(call: Call, input: Inputs['draftable']) {
  const agreement = await store.findAgreement(call.db, call.county, input.agreementId);
  if (!agreement) return refused('supervision-letter.agreement-not-found', { id: input.agreementId });
  const { pack } = await regimeOf(call);
  const rows = await pendingOf(call.db, call.county, agreement.contractorId);
  const own = rows.filter(({ agreementId }) => agreementId === agreement.id);
  return granted({
    agreement: { id: agreement.id, number: agreement.number, name: agreement.name },
    contractor: { id: agreement.contractorId, name: agreement.contractorName },
    issuer: { code: pack.letter.issuerCode, name: pack.letter.issuerName },
    findings: rows.map((row) => pendingViewOf(row, pack, today(call))),
    title: suggestedTitle(pack, agreement.name),
    preamble: suggestedPreamble(pack, agreement.name, visitsOf(own)),
    basis: [...letterBasis(pack)],
    may: { draft: mayDraft(call.actor) },
  });
}

export async function handleFind(call: Call, input: Inputs['find']) {
  const letter = await store.findLetter(call.db, call.county, input.id);
  if (!letter || !maySee(call.actor, letter))
    return refused('supervision-letter.not-found', { id: input.id });
  const { pack } = await regimeOf(call);
  const [view, content, history] = await Promise.all([
    viewOf(call.db, call, letter, pack),
    contentOf(call.db, call.county, letter),
    historyOf(call.db, call.county, [letter.id]),
  ]);
  const open = ['draft', 'reviewed', 'signed'].includes(letter.state);
  const listing = open && letter.kind === 'supervision';
  const leftOut = listing ? await pendingOf(call.db, call.county, letter.contractorId) : [];
  return granted({
    letter: view,
    // What a paragraph cites amiss can be put right only while the letter is a draft.
    citedAmiss: listing
      ? citedAmiss(
          letter.preamble,
          content.items.map(({ inspectionNumber }) => inspectionNumber),
        )
      : null,
    document: documentViewOf(letterDocument(content, pack)),
    leftOut: leftOut.map((row) => pendingViewOf(row, pack, today(call))),
    // What the office said to itself while drafting is not the contractor's to read.
    history: isOf(call.actor, 'contractor')
      ? history.filter(({ type }) => !internalEvents.has(type))
      : history,
  });
}

const internalEvents = new Set([
  'supervision-letter.drafted',
  'supervision-letter.amended',
  'supervision-letter.reviewed',
  'supervision-letter.sent-back',
]);

/** Every confirmed finding of a contractor that stands in no letter. */
export const pendingOf = (db: Tx, county: string, contractorId: string) =>
  read.findings(db, county, { pendingOf: contractorId, limit: pendingMax });

/** The visits that findings come from, as an opening paragraph cites them. */
export const visitsOf = (findings: readonly read.FindingListed[]) =>
  findings.map(({ inspectionNumber, inspectedOn, withThirdParty }) => ({
    number: inspectionNumber,
    inspectedOn,
    withThirdParty,
  }));

function pendingViewOf(row: read.FindingListed, pack: RulePack, on: PlainDate): PendingFinding {
  const { workingDays, workingDaysMax, dayKind } = periodFor(pack, row.severity, on);
  const { state: _, inspectionNumber: __, inspectedOn: ___, withThirdParty: ____, ...told } = row;
  return { ...told, dimensions: [...row.dimensions], workingDays, workingDaysMax, dayKind };
}

/** What the letter says, as it is now or as it was issued. */
export async function contentOf(db: Tx, county: string, letter: Letter): Promise<LetterContent> {
  const items = await store.itemsOf(db, county, letter.id);
  const told = await read.findings(db, county, { ids: items.map(({ findingId }) => findingId) });
  const agreement = await store.findAgreement(db, county, letter.agreementId);
  const contact = await store.officeContact(db, county);
  const byId = new Map(told.map((finding) => [finding.id, finding]));
  return {
    id: letter.id,
    kind: letter.kind,
    title: letter.title,
    preamble: letter.preamble,
    contractorName: agreement?.contractorName ?? '',
    number: letter.number && printedNumber(letter.number),
    issuedOn: letter.issuedOn,
    contact,
    items: items.flatMap(({ findingId, requirement, workingDays }) => {
      const finding = byId.get(findingId);
      return finding ? [{ ...finding, requirement, workingDays }] : [];
    }),
  };
}

const documentViewOf = (document: ReturnType<typeof letterDocument>): LetterDocumentView =>
  JSON.parse(JSON.stringify(document)) as LetterDocumentView;

export async function viewOf(db: Tx, call: Call, letter: Letter, pack: RulePack): Promise<LetterView> {
  const items = await itemViews(db, call, letter, pack);
  const agreement = await store.findAgreement(db, call.county, letter.agreementId);
  const evidence = await evidenceOf(db, call.county, [letter.id]);
  const { service } = letter;
  const beside = await read.besideOf(db, call.county, letter);
  const seen = beside.replacedBy && maySee(call.actor, beside.replacedBy) ? beside.replacedBy : null;
  const people = await store.peopleByIds(
    db,
    call.county,
    [
      letter.draftedBy,
      letter.reviewedBy,
      letter.signedBy,
      letter.issuedBy,
      letter.acknowledgedBy,
      service?.servedBy ?? null,
    ].filter((id) => id !== null),
  );
  const named = (id: string) => ({ id, name: people.get(id) ?? '' });
  const namedOrNull = (id: string | null) => (id === null ? null : named(id));
  const can = mayOf(call.actor, letter, isReviewed(pack));
  const pdf = evidence.find(({ role }) => role === 'letter');
  return {
    id: letter.id,
    version: letter.version,
    state: letter.state,
    kind: letter.kind,
    reason: letter.reason,
    replaces: beside.replaces && besideView(beside.replaces),
    replacedBy: seen && besideView(seen),
    number: letter.number && printedNumber(letter.number),
    title: letter.title,
    preamble: letter.preamble,
    contractor: { id: letter.contractorId, name: agreement?.contractorName ?? '' },
    agreement: { id: letter.agreementId, number: agreement?.number ?? '', name: agreement?.name ?? '' },
    draftedBy: named(letter.draftedBy),
    draftedOn: letter.draftedOn,
    reviewedBy: namedOrNull(letter.reviewedBy),
    signedBy: namedOrNull(letter.signedBy),
    issuedBy: namedOrNull(letter.issuedBy),
    issuedOn: letter.issuedOn,
    contentDigest: letter.contentDigest,
    pdfSha256: letter.pdfSha256,
    pdf: pdf ? plainEvidence(pdf) : null,
    service: service && {
      method: service.method,
      servedOn: service.servedOn,
      servedTo: service.servedTo,
      servedBy: named(service.servedBy),
      witness: service.witness,
      note: service.note,
      evidence: evidence.filter(({ role }) => role === 'service').map(plainEvidence),
    },
    acknowledgedBy: namedOrNull(letter.acknowledgedBy),
    acknowledgedAt: letter.acknowledgedAt,
    closedOn: letter.closedOn,
    items,
    reviewed: isReviewed(pack),
    awaits: await awaitsOf(db, call.county, letter, isReviewed(pack)),
    basis: [...letterBasis(pack)],
    may: await mayUnlessInterested(db, call, letter.contractorId, {
      ...can,
      revoke: can.revoke === true && beside.replacedBy === null,
    }),
  };
}

const besideView = (one: NonNullable<Awaited<ReturnType<typeof read.besideOf>>['replaces']>) => ({
  id: one.id,
  number: one.number && printedNumber(one.number),
  title: one.title,
  state: one.state,
});

/** Who may take the next step: everybody whom the same policy would let, asked as if they stood here. */
async function awaitsOf(
  db: Tx,
  county: string,
  letter: Letter,
  reviewed: boolean,
): Promise<LetterView['awaits']> {
  const step = nextStep(letter, reviewed);
  if (!step) return null;
  const candidates = await store.actorsOf(
    db,
    county,
    step === 'acknowledge'
      ? { kinds: ['contractor'], id: letter.contractorId }
      : { kinds: ['office', 'leading-group'] },
  );
  return {
    step,
    people: candidates
      .filter((actor) => mayOf(actor, letter, reviewed)[step])
      .map(({ name, organisationName }) => ({ name, organisation: organisationName })),
  };
}

async function itemViews(db: Tx, call: Call, letter: Letter, pack: RulePack): Promise<LetterItemView[]> {
  const items = await store.itemsOf(db, call.county, letter.id);
  const told = await read.findings(db, call.county, { ids: items.map(({ findingId }) => findingId) });
  const followed = await read.followUps(db, call.county, letter.id);
  const byId = new Map(told.map((finding) => [finding.id, finding]));
  return items.map((item) => {
    const finding = byId.get(item.findingId);
    if (!finding) throw new Error(`letter item ${item.id} has lost its finding`);
    const period = periodFor(pack, finding.severity, today(call));
    const follow = followed.get(item.id);
    return {
      id: item.id,
      ordinal: item.ordinal,
      findingId: finding.id,
      findingNumber: finding.number,
      findingState: finding.state as LetterItemView['findingState'],
      severity: finding.severity,
      area: finding.area,
      fact: finding.fact,
      place: finding.place,
      foundOn: finding.foundOn,
      clauseId: finding.clauseId,
      requirement: item.requirement,
      workingDays: item.workingDays,
      workingDaysDefault: period.workingDays,
      workingDaysMax: period.workingDaysMax,
      dayKind: period.dayKind,
      rectificationId: follow?.id ?? null,
      dueOn: follow?.dueOn ?? null,
      provisional: follow?.provisional ?? false,
    };
  });
}

export const plainEvidence = ({ subjectId: _, role: __, ...view }: EvidenceOfSubject): EvidenceView => view;

// What the follow-up of its items does to a letter: called by the feature above, in its transaction.

/** The letter closes when its last item is closed. The lock makes two last closings see one another. */
export async function closeLetterIfDone(tx: Tx, call: Call, letterId: string): Promise<void> {
  const letter = await store.findLetterForUpdate(tx, call.county, letterId);
  if (!letter || (letter.state !== 'served' && letter.state !== 'acknowledged')) return;
  const items = await store.itemsOf(tx, call.county, letterId);
  const told = await read.findings(tx, call.county, { ids: items.map(({ findingId }) => findingId) });
  if (told.some(({ state }) => state !== 'closed')) return;
  await move(
    tx,
    call,
    { ...letter, closedOn: today(call).toString() },
    'closed',
    'supervision-letter.closed',
  );
}

/** 回头看: an item is open again, and with it its letter. */
export async function reopenLetter(tx: Tx, call: Call, letterId: string): Promise<void> {
  const letter = await store.findLetterForUpdate(tx, call.county, letterId);
  if (letter?.state !== 'closed') return;
  const to = letter.acknowledgedAt === null ? 'served' : 'acknowledged';
  await move(tx, call, { ...letter, closedOn: null }, to, 'supervision-letter.reopened');
}

async function move(tx: Tx, call: Call, letter: Letter, state: LetterState, type: string): Promise<void> {
  const next: Letter = { ...letter, state, version: letter.version + 1 };
  await record(tx, call, [
    {
      type,
      aggregateType: 'supervision-letter',
      aggregate: next.id,
      version: next.version,
      body: { state, closedOn: next.closedOn },
    },
  ]);
  await store.saveLetter(tx, call.county, next);
}
