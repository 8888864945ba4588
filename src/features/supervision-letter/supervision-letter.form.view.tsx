import { useQuery } from '@tanstack/react-query';
import { Checkbox, Flex, Input } from 'antd';
import { useNewId } from '#web/api.ts';
import { useWords } from '#web/language.tsx';
import { GoTo, useGo, usePathParam, useSearchParam } from '#web/routing.tsx';
import { type Control, Field, Lines } from '#web/ui/field.tsx';
import { FormPage, NumberInput } from '#web/ui/form-page.tsx';
import { Loaded } from '#web/ui/loaded.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { StateTag } from '#web/ui/state-tag.tsx';
import { dayKindWords, severityWords } from '../regime/regime.words.ts';
import { api, queries } from './supervision-letter.client.view.tsx';
import type { PendingFinding } from './supervision-letter.contract.ts';
import { words } from './supervision-letter.words.ts';

/** What becomes of one finding: in the letter with its demand and period, or left out, said so. */
type Chosen = {
  readonly findingId: string;
  readonly included: boolean;
  readonly leftOut: boolean;
  readonly requirement: string;
  readonly workingDays: number;
};
type Values = { readonly title: string; readonly preamble: string; readonly items: readonly Chosen[] };

const wordingOf = ({ title, preamble, items }: Values) => ({
  title,
  preamble,
  items: items.flatMap(({ included, findingId, requirement, workingDays }) =>
    included ? [{ findingId, requirement, workingDays }] : [],
  ),
  leftOut: items.flatMap(({ included, leftOut, findingId }) => (!included && leftOut ? [findingId] : [])),
});

const refusalsAt = {
  'supervision-letter.unprintable-title': 'title',
  'supervision-letter.unprintable-preamble': 'preamble',
  'supervision-letter.unprintable-requirement': 'items',
  'supervision-letter.no-items': 'items',
  'supervision-letter.period-out-of-range': 'items',
  'supervision-letter.findings-left-out': 'items',
} as const;

export function LetterForm() {
  const [agreement] = useSearchParam('agreement');
  return agreement ? <LetterFormFor agreementId={agreement} /> : <ChooseAgreement />;
}

/** Without a contract in the address: those that have findings in no letter. */
function ChooseAgreement() {
  const t = useWords();
  const query = useQuery(queries.pending.queryOptions({ input: {} }));
  return (
    <div className="page form-page">
      <header className="page-head">
        <h1>{t(words.draftLetter)}</h1>
      </header>
      <Loaded query={query}>
        {({ agreements }) =>
          agreements.length === 0 ? (
            <p className="soft">{t(words.nonePending)}</p>
          ) : (
            <ul className="plain-list">
              {agreements.map(({ id, contractorName, number, name, findings }) => (
                <li key={id}>
                  <GoTo to="/letters/new" search={{ agreement: id }}>
                    {contractorName} · {number} {name}
                  </GoTo>{' '}
                  {t(words.pendingCount, { count: findings })}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </div>
  );
}

function LetterFormFor({ agreementId }: { readonly agreementId: string }) {
  const id = useNewId();
  const go = useGo();
  const t = useWords();
  const query = useQuery({
    ...queries.draftable.queryOptions({ input: { agreementId } }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Loaded query={query}>
      {({ agreement, contractor, findings, title, preamble }) =>
        findings.length === 0 ? (
          <div className="page form-page">
            <header className="page-head">
              <h1>{t(words.draftLetter)}</h1>
            </header>
            <p>{`${contractor.name} · ${agreement.number} ${agreement.name}`}</p>
            <Notice>{t(words.noneForContract)}</Notice>
            <GoTo to="/letters">{t(words.letters)}</GoTo>
          </div>
        ) : (
          <FormPage<Values, { id: string }>
            title={words.draftLetter}
            intro={<About text={`${contractor.name} · ${agreement.number} ${agreement.name}`} />}
            initial={{
              title,
              preamble,
              items: findings.map((finding) => ({
                findingId: finding.id,
                included: finding.agreementId === agreement.id && !finding.underProposal,
                leftOut: false,
                requirement: t(words.requirementDefault),
                workingDays: finding.workingDays,
              })),
            }}
            submit={(values) => api.draft({ id, agreementId, ...wordingOf(values) })}
            refusalsAt={refusalsAt}
            done={(letter) => go(`/letters/${letter.id}`, { replace: true })}
            submitWords={words.save}
          >
            <Wording findings={findings} agreementId={agreement.id} />
          </FormPage>
        )
      }
    </Loaded>
  );
}

export function LetterAmend() {
  const id = usePathParam('id');
  const go = useGo();
  const query = useQuery(queries.find.queryOptions({ input: { id } }));
  return (
    <Loaded query={query}>
      {({ letter, leftOut }) => {
        const inside: PendingFinding[] = letter.items.map((item) => ({
          id: item.findingId,
          number: item.findingNumber,
          agreementId: letter.agreement.id,
          agreementName: letter.agreement.name,
          contractorId: letter.contractor.id,
          contractorName: letter.contractor.name,
          severity: item.severity,
          dimensions: [],
          area: item.area,
          fact: item.fact,
          place: item.place,
          foundOn: item.foundOn,
          clauseId: item.clauseId,
          underProposal: false,
          workingDays: item.workingDaysDefault,
          workingDaysMax: item.workingDaysMax,
          dayKind: item.dayKind,
        }));
        return (
          <FormPage<Values, { id: string }>
            title={words.amendLetter}
            intro={
              <About
                text={`${letter.contractor.name} · ${letter.agreement.number} ${letter.agreement.name}`}
              />
            }
            initial={{
              title: letter.title,
              preamble: letter.preamble,
              items: [
                ...letter.items.map(({ findingId, requirement, workingDays }) => ({
                  findingId,
                  included: true,
                  leftOut: false,
                  requirement,
                  workingDays,
                })),
                ...leftOut.map((finding) => ({
                  findingId: finding.id,
                  included: false,
                  leftOut: false,
                  requirement: words.requirementDefault.zh,
                  workingDays: finding.workingDays,
                })),
              ],
            }}
            basedOn={letter.version}
            reload={() => query.refetch()}
            submit={(values, basedOn) => api.amend({ id, basedOn, ...wordingOf(values) })}
            refusalsAt={refusalsAt}
            done={() => go(`/letters/${id}`, { replace: true })}
            submitWords={words.save}
          >
            <Wording findings={[...inside, ...leftOut]} agreementId={letter.agreement.id} />
          </FormPage>
        );
      }}
    </Loaded>
  );
}

function About({ text }: { readonly text: string }) {
  const t = useWords();
  return (
    <>
      <p>{text}</p>
      <p className="soft">{t(words.preambleHint)}</p>
    </>
  );
}

function Wording({
  findings,
  agreementId,
}: {
  readonly findings: readonly PendingFinding[];
  readonly agreementId: string;
}) {
  return (
    <>
      <Field name="title" words={words.title} required>
        <Input maxLength={120} />
      </Field>
      <Field name="preamble" words={words.preamble} required>
        <Lines rows={3} />
      </Field>
      <Field name="items" words={words.items}>
        <Items findings={findings} agreementId={agreementId} />
      </Field>
    </>
  );
}

type ItemsProps = Control<readonly Chosen[]> & {
  readonly findings: readonly PendingFinding[];
  readonly agreementId: string;
};

/** Every confirmed finding of the contractor, each put in or left out by its own tick (D08). */
function Items({ findings, agreementId, ...control }: ItemsProps) {
  const t = useWords();
  const chosen = control.value ?? [];
  const change = (findingId: string, what: Partial<Chosen>) =>
    control.onChange?.(chosen.map((one) => (one.findingId === findingId ? { ...one, ...what } : one)));
  const unsaid = chosen.filter(({ included, leftOut }) => !included && !leftOut).length;
  return (
    <div className="letter-items" {...(control.id ? { id: control.id } : {})} tabIndex={-1}>
      {findings.map((finding) => {
        const one = chosen.find(({ findingId }) => findingId === finding.id);
        if (!one) return null;
        return (
          <ItemChoice
            key={finding.id}
            finding={finding}
            one={one}
            elsewhere={finding.agreementId !== agreementId}
            change={(what) => change(finding.id, what)}
          />
        );
      })}
      {unsaid > 0 ? <Notice tone="warn">{t(words.leftOutMeans)}</Notice> : null}
    </div>
  );
}

function ItemChoice({
  finding,
  one,
  elsewhere,
  change,
}: {
  readonly finding: PendingFinding;
  readonly one: Chosen;
  readonly elsewhere: boolean;
  readonly change: (what: Partial<Chosen>) => void;
}) {
  const t = useWords();
  return (
    <section className="letter-item">
      <Flex wrap gap={12} align="center">
        {elsewhere ? (
          <span className="soft">{t(words.otherAgreement)}</span>
        ) : (
          <Checkbox
            checked={one.included}
            onChange={({ target }) => change({ included: target.checked, leftOut: false })}
          >
            {t(words.include)}
          </Checkbox>
        )}
        <strong>{finding.number}</strong>
        <StateTag of={severityWords} state={finding.severity} />
      </Flex>
      <p>
        {finding.place}：{finding.fact}
      </p>
      {one.included ? (
        <div className="letter-item-asks">
          <div>
            <label htmlFor={`requirement-${finding.id}`}>{t(words.requirement)}</label>
            <Lines
              id={`requirement-${finding.id}`}
              value={one.requirement}
              rows={1}
              maxLength={1000}
              onChange={(requirement) => change({ requirement: requirement ?? '' })}
            />
          </div>
          <div>
            <label htmlFor={`days-${finding.id}`}>
              {t(words.workingDays, { unit: t(dayKindWords[finding.dayKind]) })}
            </label>
            <NumberInput
              id={`days-${finding.id}`}
              value={one.workingDays}
              onChange={(workingDays) => change({ workingDays: workingDays ?? Number.NaN })}
            />
            <span className="soft small">
              {t(words.workingDaysHint, { days: finding.workingDays, max: finding.workingDaysMax })}
            </span>
          </div>
        </div>
      ) : (
        <Checkbox checked={one.leftOut} onChange={({ target }) => change({ leftOut: target.checked })}>
          {t(words.leaveOut)}
        </Checkbox>
      )}
    </section>
  );
}
