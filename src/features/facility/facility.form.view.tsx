import { useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import { type InputOf, type OutputOf, useNewId } from '#web/api.ts';
import { useGo, usePathParam, useSearchParam } from '#web/routing.tsx';
import { DateInput } from '#web/ui/date-input.tsx';
import { Choice, Field, FieldRow, FormPage, Lines, NumberInput, Pick } from '#web/ui/form-page.tsx';
import { Loaded } from '#web/ui/loaded.tsx';
import { facilityKindWords } from '../regime/regime.words.ts';
import type { facilityContract } from './facility.contract.ts';
import { agreementOptions } from './facility.holding.view.tsx';
import { api, queries } from './facility.view.tsx';
import { datumWords, words } from './facility.words.ts';

type Contract = typeof facilityContract;

type Register = Omit<InputOf<Contract, 'register'>, 'id'>;
const refusalsAt = {
  'facility.village-unknown': 'villageCode',
  'facility.village-name-required': 'villageName',
  'facility.position-incomplete': 'latitude',
  'facility.position-nowhere': 'latitude',
} as const;

export function FacilityForm() {
  const id = useNewId();
  const go = useGo();
  const [agreementId] = useSearchParam('agreement');
  return (
    <FormPage
      title={words.register}
      initial={agreementId ? { agreementId } : {}}
      submit={({ address = '', ...values }: Register) => api.register({ id, address, ...values })}
      done={({ facility }) => go(`/facilities/${facility.id}`, { replace: true })}
      cancel={() => go('/facilities')}
      refusalsAt={{
        ...refusalsAt,
        'facility.number-taken': 'number',
        'facility.agreement-unknown': 'agreementId',
        'facility.agreement-ended': 'agreementId',
        'facility.outside-agreement': 'kind',
        'facility.before-agreement': 'constructionStartedOn',
        'facility.in-future': 'constructionStartedOn',
        'facility.village-has-station': 'secondReason',
      }}
    >
      <Field name="agreementId" words={words.agreement} required>
        <Pick of="agreements-in-force" load={() => agreementOptions()} />
      </Field>
      <FieldRow>
        <Field name="kind" words={words.kind} required>
          <Choice words={facilityKindWords} />
        </Field>
        <Field name="number" words={words.number} required>
          <Input maxLength={40} />
        </Field>
        <Field name="constructionStartedOn" words={words.constructionStartedOn} required>
          <DateInput />
        </Field>
      </FieldRow>
      <FacilityFields />
      <Field name="secondReason" words={words.secondReason} hint={words.secondReasonHint}>
        <Input maxLength={2000} />
      </Field>
    </FormPage>
  );
}

function FacilityFields() {
  const places = useQuery(queries.places.queryOptions({ input: {} }));
  return (
    <>
      <Field name="name" words={words.name} required>
        <Input maxLength={120} />
      </Field>
      <Loaded query={places}>{(known) => <VillageFields known={known} />}</Loaded>
      <Field name="address" words={words.address}>
        <Input maxLength={200} />
      </Field>
      <FieldRow>
        <Field name="headName" words={words.headName} nullable>
          <Input maxLength={60} autoComplete="off" />
        </Field>
        <Field name="headPhone" words={words.headPhone} nullable>
          <Input maxLength={30} inputMode="tel" autoComplete="off" />
        </Field>
      </FieldRow>
      <FieldRow>
        <Field name="latitude" words={words.latitude} nullable>
          <NumberInput />
        </Field>
        <Field name="longitude" words={words.longitude} nullable>
          <NumberInput />
        </Field>
        <Field name="datum" words={words.datum} nullable>
          <Choice words={datumWords} />
        </Field>
      </FieldRow>
    </>
  );
}

/** Chosen by name where a list of villages ships; otherwise the code with its names. */
function VillageFields({ known: { villages } }: { readonly known: OutputOf<Contract, 'places'> }) {
  if (villages.length > 0)
    return (
      <Field name="villageCode" words={words.village} required>
        <Pick
          of="villages"
          load={async () =>
            villages.map(({ code, name, townName }) => ({
              value: code,
              label: `${townName} · ${name} · ${code}`,
            }))
          }
        />
      </Field>
    );
  return (
    <FieldRow>
      <Field name="villageCode" words={words.villageCode} required>
        <Input maxLength={12} inputMode="numeric" />
      </Field>
      <Field name="townName" words={words.townName} required>
        <Input maxLength={60} />
      </Field>
      <Field name="villageName" words={words.villageName} required>
        <Input maxLength={60} />
      </Field>
    </FieldRow>
  );
}

type Amend = Omit<InputOf<Contract, 'amend'>, 'id' | 'basedOn'>;

export function FacilityAmend() {
  const id = usePathParam('id');
  const go = useGo();
  const query = useQuery(queries.find.queryOptions({ input: { id } }));
  const back = () => go(`/facilities/${id}`, { replace: true });
  return (
    <Loaded query={query}>
      {({ facility }) => {
        const { name, villageCode, villageName, townName, address, headName, headPhone } = facility;
        const { latitude, longitude, datum } = facility;
        return (
          <FormPage
            title={words.amend}
            intro={`${facility.number} · ${facility.name}`}
            initial={{
              name,
              villageCode,
              villageName,
              townName,
              address,
              headName,
              headPhone,
              latitude,
              longitude,
              datum,
            }}
            basedOn={facility.version}
            reload={() => query.refetch()}
            submit={({ address: changed = '', ...values }: Amend, basedOn) =>
              api.amend({ id, basedOn, address: changed, ...values })
            }
            done={back}
            cancel={back}
            refusalsAt={refusalsAt}
          >
            <FacilityFields />
            <Field name="reason" words={words.reason} required>
              <Lines />
            </Field>
          </FormPage>
        );
      }}
    </Loaded>
  );
}
