import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { apiOf } from '#web/api.ts';
import { useWords } from '#web/language.tsx';
import { RefusalNote, registerRefusals } from '#web/refusal.tsx';
import { Button } from '#web/ui/button.tsx';
import type { accountContract } from './organisation.account.contract.ts';
import { accountRefusals, accountWords } from './organisation.account.words.ts';

const api = apiOf<typeof accountContract>('account');
registerRefusals<typeof accountContract>(accountRefusals);

/** Lies over the page while an act waits for a proof; the act goes on by itself with everything that was typed. */
export function StepUp({ done }: { readonly done: (proven: boolean) => void }) {
  const t = useWords();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [code, setCode] = useState('');
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
  }, []);
  const proving = useMutation({ mutationFn: () => api.stepUp({ code }), onSuccess: () => done(true) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    proving.mutate();
  };
  return (
    <dialog
      ref={dialog}
      className="sign-in-again"
      aria-label={t(accountWords.stepUp)}
      onCancel={(event) => {
        event.preventDefault();
        done(false);
      }}
    >
      <h2>{t(accountWords.stepUp)}</h2>
      <p>{t(accountWords.stepUpMeans)}</p>
      <form className="entry-form" onSubmit={submit}>
        <div>
          <label htmlFor={id}>{t(accountWords.code)}</label>
          <input
            id={id}
            name="one-time-code"
            autoComplete="one-time-code"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={40}
            required
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
          <p className="soft">{t(accountWords.codeHint)}</p>
        </div>
        <RefusalNote error={proving.error} />
        <Button primary large wide submits loading={proving.isPending}>
          {t(accountWords.confirm)}
        </Button>
        <Button wide onClick={() => done(false)}>
          {t(accountWords.cancel)}
        </Button>
      </form>
    </dialog>
  );
}
