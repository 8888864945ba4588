import { useQuery } from '@tanstack/react-query';
import { Checkbox, Input } from 'antd';
import type { ReactNode } from 'react';
import type { OutputOf } from '#web/api.ts';
import { useNewId } from '#web/api.ts';
import { useWords } from '#web/language.tsx';
import { useGo, useSearchParam } from '#web/routing.tsx';
import { asIs } from '#web/told.ts';
import { Basis } from '#web/ui/basis.tsx';
import { DateInput } from '#web/ui/date-input.tsx';
import {
  Choice,
  Field,
  FieldGroup,
  FieldRow,
  FormPage,
  Lines,
  NumberInput,
  useFieldValue,
  YesNo,
} from '#web/ui/form-page.tsx';
import { Loaded } from '#web/ui/loaded.tsx';
import { Notice } from '#web/ui/notice.tsx';
import type { FacilityPhase } from '../facility/facility.model.ts';
import { facilityPhases } from '../facility/facility.words.ts';
import type { FacilityKind } from '../regime/regime.model.ts';
import { facilityKindWords } from '../regime/regime.words.ts';
import { api, queries } from './draw.client.view.tsx';
import type { DrawView, drawContract } from './draw.contract.ts';
import type { Allocation } from './draw.model.ts';
import { WeightTerms } from './draw.result.view.tsx';
import { drawRoleWords } from './draw.verifier.words.ts';
import { allocationWords, drawStateWords, periodWords, sizeWords, strataWords, words } from './draw.words.ts';

type Preparation = OutputOf<typeof drawContract, 'preparation'>;
type Values = {
  title: string;
  period: keyof typeof periodWords;
  kinds: FacilityKind[];
  phases: FacilityPhase[];
  towns?: string[];
  sizeBy: keyof typeof sizeWords;
  size: number;
  allocation: Allocation;
  weighted?: boolean;
  members: number;
  thirdParties: number;
  loadMax: number;
  inspectorIds: string[];
  partyIds: string[];
  publicValue: { name: string; source: string; on: string };
  revealUntilOn: string;
  reason?: string;
};

/** A draw from nothing, or from the one it repeats. */
export function DrawForm() {
  const [redraw] = useSearchParam('redraw');
  const preparation = useQuery(queries.preparation.queryOptions({ input: {} }));
  const former = useQuery({
    ...queries.find.queryOptions({ input: { id: redraw ?? '' } }),
    enabled: redraw !== undefined,
  });
  return (
    <Loaded query={preparation}>
      {(prepared) =>
        redraw === undefined ? (
          <PrepareForm prepared={prepared} />
        ) : (
          <Loaded query={former}>{({ draw }) => <PrepareForm prepared={prepared} former={draw} />}</Loaded>
        )
      }
    </Loaded>
  );
}

/** What was withdrawn is no place to send anybody. */
const visitable: readonly FacilityPhase[] = ['construction', 'trial', 'operation', 'suspended'];
const usualPhases: readonly FacilityPhase[] = ['construction', 'trial', 'operation'];

function initialOf(prepared: Preparation, former: DrawView | undefined): Partial<Values> {
  const inspectors = new Set(prepared.inspectors.map(({ id }) => id));
  const parties = new Set(prepared.parties.map(({ id }) => id));
  const still = (ids: readonly string[], among: ReadonlySet<string>) => ids.filter((id) => among.has(id));
  return {
    period: former && former.period.from === prepared.periods.next.from ? 'next' : 'current',
    kinds: former ? [...new Set(former.objects.map(({ kind }) => kind))] : prepared.kinds,
    phases: [...usualPhases],
    sizeBy: former ? 'count' : 'percent',
    size: former?.parameters.count ?? 10,
    allocation: former?.parameters.allocation ?? 'largest-remainder',
    members:
      former?.parameters.places.member ??
      Math.max(1, prepared.inspectorsMin - (prepared.thirdPartyAsked ? 2 : 1)),
    thirdParties: former?.parameters.places['third-party'] ?? (prepared.thirdPartyAsked ? 1 : 0),
    loadMax: former?.parameters.loadMax ?? prepared.loadMax,
    inspectorIds: former
      ? still(
          former.inspectors.map(({ id }) => id),
          inspectors,
        )
      : [...inspectors],
    ...(former
      ? {
          title: former.title,
          partyIds: still(
            former.parties.map(({ id }) => id),
            parties,
          ),
        }
      : {}),
  };
}

function PrepareForm({ prepared, former }: { readonly prepared: Preparation; readonly former?: DrawView }) {
  const id = useNewId();
  const go = useGo();
  const t = useWords();
  return (
    <FormPage<Values, { id: string }>
      title={words.prepare}
      intro={
        <>
          {former ? <Notice tone="warn">{t(words.redrawIntro, { number: former.number })}</Notice> : null}
          {t(words.prepareIntro)}
        </>
      }
      initial={initialOf(prepared, former)}
      submitWords={words.prepareSubmit}
      submit={({ sizeBy, size, members, thirdParties, towns, weighted, reason, ...values }) =>
        api.prepare({
          id,
          ...values,
          towns: towns ?? [],
          size: sizeBy === 'count' ? { count: size } : { percent: size },
          weighted: weighted ?? false,
          places: { lead: 1, member: members, 'third-party': thirdParties },
          redraw: repeated(prepared, { ...values, towns: towns ?? [] }, former, reason),
        })
      }
      done={(draw) => go(`/draws/${draw.id}`)}
      refusalsAt={{
        'draw.too-few-parties': 'partyIds',
        'draw.party-twice': 'partyIds',
        'draw.party-unknown': 'partyIds',
        'draw.inspector-unknown': 'inspectorIds',
        'draw.no-lead-among-inspectors': 'inspectorIds',
        'draw.too-few-inspectors-each': 'members',
        'draw.load-above-pack': 'loadMax',
        'draw.public-value-known': ['publicValue', 'on'],
        'draw.reveal-day-past': 'revealUntilOn',
        'draw.nothing-to-draw': 'kinds',
        'draw.kind-not-in-pack': 'kinds',
        'draw.more-than-there-are': 'size',
        'draw.fewer-than-strata': 'size',
        'draw.weights-not-allowed': 'weighted',
        'draw.redraw-needs-reason': 'reason',
        'draw.again-without-reason': 'reason',
        'draw.value-after-period': ['publicValue', 'on'],
      }}
    >
      {former ? <Reason /> : null}
      <Field name="title" words={words.title} hint={words.titleHint} required>
        <Input maxLength={120} />
      </Field>
      <Field name="period" words={words.period} note={t(words.periodHint)} required>
        <Choice words={periodChoice(prepared, t)} />
      </Field>
      <Objects of={prepared} />
      {former ? null : <Again of={prepared} />}
      <People of={prepared} />
      <FieldGroup words={words.parties}>
        <Field
          name="partyIds"
          words={words.parties}
          note={t(words.partiesHint, { least: prepared.partiesMin })}
          required
        >
          <Checks options={prepared.parties.map((party) => ({ value: party.id, label: party.name }))} />
        </Field>
      </FieldGroup>
      <FieldGroup words={words.publicValue}>
        <p className="soft form-note">{t(words.publicValueHint)}</p>
        <FieldRow>
          <Field name={['publicValue', 'name']} words={words.valueName} required>
            <Input maxLength={120} />
          </Field>
          <Field name={['publicValue', 'on']} words={words.valueOn} required>
            <DateInput />
          </Field>
        </FieldRow>
        <Field
          name={['publicValue', 'source']}
          words={words.valueSource}
          hint={words.valueSourceHint}
          required
        >
          <Input maxLength={300} />
        </Field>
        <Field name="revealUntilOn" words={words.revealUntilOn} required>
          <DateInput />
        </Field>
      </FieldGroup>
      <Basis of={prepared.basis} />
    </FormPage>
  );
}

const Reason = () => (
  <Field name="reason" words={words.redrawReason} required>
    <Lines maxLength={2000} />
  </Field>
);

const periodChoice = ({ periods }: Preparation, t: ReturnType<typeof useWords>) =>
  Object.fromEntries(
    Object.entries(periodWords).map(([key, period]) => {
      const { from: fromOn, until: untilOn } = periods[key as keyof typeof periods];
      const days = t(words.periodOf, { fromOn, untilOn });
      return [key, asIs(`${t(period)} · ${days}`)];
    }),
  );

type Chosen = Pick<Values, 'period' | 'kinds' | 'phases'> & { readonly towns: readonly string[] };

/** The newest earlier draw that this one would repeat. */
function earlierOf({ earlier, periods, today }: Preparation, chosen: Chosen) {
  const period = periods[chosen.period];
  return earlier.find(
    ({ places, redrawnBy, period: its, outstanding }) =>
      redrawnBy === null &&
      ((its.from <= period.until && period.from <= its.until) || (its.until < today && outstanding !== 0)) &&
      places.some(
        ({ kind, town, phase }) =>
          chosen.kinds.includes(kind) &&
          chosen.phases.includes(phase) &&
          (chosen.towns.length === 0 || chosen.towns.includes(town)),
      ),
  );
}

function repeated(
  prepared: Preparation,
  chosen: Chosen,
  former: DrawView | undefined,
  reason: string | undefined,
): { of: string; reason: string } | null {
  if (former) return { of: former.id, reason: reason ?? '' };
  const earlier = earlierOf(prepared, chosen);
  return earlier && earlier.outstanding !== null && reason ? { of: earlier.id, reason } : null;
}

/** Says before anything is sent that this would be the same draw again, and asks why. */
function Again({ of }: { readonly of: Preparation }) {
  const t = useWords();
  const earlier = earlierOf(of, {
    period: useFieldValue<Values['period']>('period') ?? 'current',
    kinds: useFieldValue<FacilityKind[]>('kinds') ?? [],
    phases: useFieldValue<FacilityPhase[]>('phases') ?? [],
    towns: useFieldValue<string[]>('towns') ?? [],
  });
  if (!earlier) return null;
  const { number, title, state, period, outstanding } = earlier;
  if (outstanding === null)
    return (
      <Notice tone="bad">{t(words.againOpen, { number, title, state: t(drawStateWords[state]) })}</Notice>
    );
  return (
    <>
      <Notice tone="warn">
        <span>
          {t(words.againIntro, { number, title, fromOn: period.from, untilOn: period.until })}{' '}
          {outstanding > 0 ? t(words.againUnvisited, { count: outstanding }) : null}
        </span>
      </Notice>
      <Reason />
    </>
  );
}

function Objects({ of }: { readonly of: Preparation }) {
  const t = useWords();
  const kinds = useFieldValue<string[]>('kinds') ?? [];
  const phases = useFieldValue<string[]>('phases') ?? [];
  const towns = useFieldValue<string[]>('towns') ?? [];
  const sizeBy = useFieldValue<string>('sizeBy');
  const count = of.facilities
    .filter(
      ({ kind, phase, town }) =>
        kinds.includes(kind) && phases.includes(phase) && (towns.length === 0 || towns.includes(town)),
    )
    .reduce((sum, some) => sum + some.count, 0);
  const phaseOptions = visitable.map((value) => ({ value, label: t(facilityPhases[value]) }));
  const townWords = Object.fromEntries(of.towns.map((town) => [town, asIs(town)]));
  return (
    <FieldGroup words={words.objects}>
      <Field name="kinds" words={words.kinds} required>
        <Checks
          options={of.kinds.map((kind) => ({ value: kind, label: t(facilityKindWords[kind]) }))}
          inline
        />
      </Field>
      <Field name="phases" words={words.phases} required>
        <Checks options={phaseOptions} inline />
      </Field>
      <Field name="towns" words={words.towns} hint={words.townsHint}>
        <Choice words={townWords} several />
      </Field>
      <p className="form-note">
        <strong>{t(words.inList, { count })}</strong> ·{' '}
        <span className="soft">{t(words.strataPack, { strata: t(strataWords[of.strata]) })}</span>
      </p>
      <FieldRow>
        <Field name="sizeBy" words={words.howMany} required>
          <Choice words={sizeWords} />
        </Field>
        <Field
          name="size"
          words={sizeBy === 'count' ? words.count : words.percent}
          {...(sizeBy === 'count' ? {} : { hint: words.percentHint })}
          required
        >
          <NumberInput />
        </Field>
      </FieldRow>
      {of.strata === 'none' ? null : (
        <Field name="allocation" words={words.allocation} required>
          <Choice words={allocationWords} />
        </Field>
      )}
      {of.weights.length > 0 ? (
        <>
          <Field name="weighted" words={words.weighted} required>
            <YesNo />
          </Field>
          <WeightTerms of={of.weights} />
        </>
      ) : null}
    </FieldGroup>
  );
}

function People({ of }: { readonly of: Preparation }) {
  const t = useWords();
  return (
    <FieldGroup words={words.people}>
      <Field name="inspectorIds" words={words.inspectors} hint={words.inspectorsHint} required>
        <Checks
          options={of.inspectors.map(({ id, name, organisation, roles }) => ({
            value: id,
            label: (
              <>
                {name}{' '}
                <span className="soft">
                  {organisation} · {roles.map((role) => t(drawRoleWords[role])).join(' · ')}
                </span>
              </>
            ),
          }))}
        />
      </Field>
      <FieldRow>
        <Field
          name="members"
          words={words.members}
          note={t(words.leadAlways, { least: of.inspectorsMin })}
          required
        >
          <NumberInput />
        </Field>
        <Field name="thirdParties" words={words.thirdParties} required>
          <NumberInput />
        </Field>
        <Field name="loadMax" words={words.loadMax} required>
          <NumberInput />
        </Field>
      </FieldRow>
    </FieldGroup>
  );
}

type CheckOption = { readonly value: string; readonly label: ReactNode };

function Checks({
  options,
  inline = false,
  value,
  onChange,
}: {
  readonly options: readonly CheckOption[];
  readonly inline?: boolean;
  readonly value?: string[] | null;
  readonly onChange?: (value: string[]) => void;
}) {
  return (
    <Checkbox.Group
      {...(inline ? {} : { className: 'choice-list' })}
      value={value ?? []}
      onChange={(chosen) => onChange?.(chosen as string[])}
    >
      {options.map((option) => (
        <Checkbox key={option.value} value={option.value}>
          {option.label}
        </Checkbox>
      ))}
    </Checkbox.Group>
  );
}
