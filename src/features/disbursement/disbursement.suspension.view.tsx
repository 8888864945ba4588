import { useQuery } from '@tanstack/react-query';
import { useWords } from '#web/language.tsx';
import { GoTo } from '#web/routing.tsx';
import { useMe } from '#web/session.tsx';
import { Act } from '#web/ui/act.tsx';
import { Basis } from '#web/ui/basis.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { WaitingProposals } from '../proposal/proposal.view.tsx';
import { api, queries } from './disbursement.api.view.tsx';
import { suspensionWords as words } from './disbursement.suspension.words.ts';

type Of = { readonly agreementId: string } | { readonly rectificationId: string };

/** 暂停拨付 as it stands on a contract or over an item, on every page that is about one; the office proposes to lift it from here. */
export function SuspensionNotice({ of }: { readonly of: Of }) {
  const t = useWords();
  const { organisation } = useMe();
  const query = useQuery(queries.suspensions.queryOptions({ input: of }));
  const standing = (query.data?.items ?? []).filter(({ liftedOn }) => liftedOn === null);
  return standing.map(({ id, item, agreementId, agreementNumber, fromOn, may, basis }) => (
    <div key={id}>
      <Notice tone="bad">
        <strong>{t(words.suspended, { number: agreementNumber, fromOn })}</strong>
        <span>
          {item ? (
            <GoTo to={`/rectifications/${item.id}`}>
              {t(words.overItem, { letter: item.letter, finding: item.finding })}
            </GoTo>
          ) : (
            <GoTo to={`/agreements/${agreementId}`}>{t(words.overProgress)}</GoTo>
          )}
        </span>
        <span>{t(words.howLifted)}</span>
        <Basis of={basis} />
        <Act
          name="lift"
          may={may}
          words={words.lift}
          consequence={words.liftMeans}
          reason
          perform={({ reason }) => api.lift({ id, reason })}
        />
      </Notice>
      {organisation.kind !== 'contractor' ? <WaitingProposals subjectId={id} /> : null}
    </div>
  ));
}
