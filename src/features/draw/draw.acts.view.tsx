import { Input } from 'antd';
import { useState } from 'react';
import { keep, kept } from '#web/keeping.ts';
import { GoButton } from '#web/routing.tsx';
import { useMe } from '#web/session.tsx';
import { Act } from '#web/ui/act.tsx';
import { Field } from '#web/ui/form-page.tsx';
import { api, newSecret, secretName } from './draw.client.view.tsx';
import type { DrawView } from './draw.contract.ts';
import { commitmentOf } from './draw.proof.rules.ts';
import { sha256 } from './draw.sha256.rules.ts';
import { words } from './draw.words.ts';

/** What this person may do next; each act says what follows from it. */
export function DrawActs({ of }: { readonly of: DrawView }) {
  const { id, version: basedOn, may, publicValue } = of;
  const party = useMe().organisation.id;
  const [fresh] = useState(newSecret);
  const name = secretName(id, party);
  return (
    <>
      <Act<{ secret: string }>
        name="commit"
        may={may}
        words={words.commit}
        consequence={words.commitMeans}
        primary
        initial={{ secret: fresh }}
        perform={async ({ secret }) => {
          // Kept first: a reply that is lost on the way must not cost the party its secret.
          keep(name, secret);
          const commitment = commitmentOf({ draw: id, lists: of.listsDigest, party, secret }, sha256);
          await api.commit({ id, commitment, secret });
        }}
      >
        <Field name="secret" words={words.secret} hint={words.secretKept} required>
          <Input.TextArea readOnly rows={2} className="digest" />
        </Field>
      </Act>
      <Act<{ secret: string }>
        name="reveal"
        may={may}
        words={words.reveal}
        consequence={words.revealMeans}
        primary
        initial={{ secret: kept(name) ?? '' }}
        perform={async ({ secret }) => {
          await api.reveal({ id, secret: secret.trim().toLowerCase() });
          keep(name, undefined);
        }}
      >
        <Field name="secret" words={words.secret} required>
          <Input.TextArea rows={2} maxLength={80} className="digest" />
        </Field>
      </Act>
      {of.parties.map((party) => (
        <Opening key={party.id} of={of} party={party} />
      ))}
      <Act<{ value: string }>
        name="enterValue"
        may={may}
        words={words.enterValue}
        consequence={words.enterValueMeans}
        facts={publicValue}
        primary
        perform={({ value }) => api.enterValue({ id, basedOn, value })}
      >
        <Field name="value" words={words.valueText} required>
          <Input maxLength={200} autoComplete="off" />
        </Field>
      </Act>
      <Act
        name="draw"
        may={may}
        words={words.drawNow}
        consequence={words.drawMeans}
        facts={{ value: publicValue.text ?? '' }}
        primary
        perform={() => api.draw({ id, basedOn })}
      />
      <Act
        name="rejectValue"
        may={may}
        words={words.rejectValue}
        consequence={words.rejectValueMeans}
        reason
        perform={({ reason }) => api.rejectValue({ id, basedOn, reason })}
      />
      <Act
        name="publish"
        may={may}
        words={words.publish}
        consequence={words.publishMeans}
        primary
        perform={() => api.publish({ id, basedOn })}
      />
      {may.redraw ? <GoButton to="/draws/new" search={{ redraw: id }} words={words.redraw} /> : null}
      <Act
        name="abandon"
        may={may}
        words={words.abandon}
        consequence={words.abandonMeans}
        reason
        danger
        perform={({ reason }) => api.abandon({ id, basedOn, reason })}
      />
    </>
  );
}

/** 启封: the seal of a party that stays silent, proposed by one and opened by another. */
function Opening({
  of: { id, version: basedOn },
  party: { id: partyId, name, may },
}: {
  readonly of: DrawView;
  readonly party: DrawView['parties'][number];
}) {
  return (
    <>
      <Act
        name="proposeOpening"
        may={may}
        words={words.proposeOpening}
        consequence={words.proposeOpeningMeans}
        facts={{ name }}
        reason
        perform={({ reason }) => api.proposeOpening({ id, basedOn, partyId, reason })}
      />
      <Act
        name="open"
        may={may}
        words={words.open}
        consequence={words.openMeans}
        facts={{ name }}
        danger
        perform={() => api.open({ id, basedOn, partyId })}
      />
    </>
  );
}
