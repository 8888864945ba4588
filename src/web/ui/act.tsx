import { Button, Form, Modal } from 'antd';
import { type ReactNode, useId, useRef, useState } from 'react';
import type { Words } from '#kernel/words.ts';
import { announce } from '#web/announce.tsx';
import { newId, refreshAll } from '#web/api.ts';
import { useLanguage, useSpeech, useWords } from '#web/language.tsx';
import { fieldIssues, RefusalNote } from '#web/refusal.tsx';
import { Field, Lines } from '#web/ui/field.tsx';
import { uiWords } from '#web/ui.words.ts';

export type ActProps<Values extends object> = {
  /** The act's name in `may`. */
  readonly name: string;
  readonly may: Readonly<Record<string, boolean>>;
  readonly words: Words;
  /** What follows from it, said before it is done. */
  readonly consequence: Words;
  /** Facts for the consequence: `{name}`. */
  readonly facts?: Readonly<Record<string, unknown>>;
  /** Asks for a reason: `true` requires it, 'optional' offers it. */
  readonly reason?: boolean | 'optional';
  /** What the contract calls the reason, where it has another name: what is wrong with it is told at its field. */
  readonly reasonAs?: string;
  readonly danger?: boolean;
  /** The main thing to do now. */
  readonly primary?: boolean;
  readonly icon?: ReactNode;
  readonly initial?: Partial<Values>;
  /** `id` names the record that this opening of the question makes: pressed twice it is one record, opened again another. */
  readonly perform: (values: Values & { reason: string }, id: string) => Promise<unknown>;
  /** Afterwards; the answers on screen have been asked again. */
  readonly done?: (id: string) => void;
  /** Further questions, as `Field`s. */
  readonly children?: ReactNode;
};

/** A button that is there only when it may be pressed, asks first, and shows a refusal in place. */
export function Act<Values extends object = Record<never, never>>(props: ActProps<Values>) {
  const {
    name,
    may,
    words,
    consequence,
    facts,
    reason = false,
    reasonAs,
    danger = false,
    primary = false,
    icon,
    initial,
    done,
    children,
  } = props;
  const t = useWords();
  const { language } = useLanguage();
  const speech = useSpeech();
  const [form] = Form.useForm();
  const formId = useId();
  const [open, setOpen] = useState(false);
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  // The act is done to what the person saw when they pressed, not to a version that arrived behind the question.
  const perform = useRef(props.perform);
  const id = useRef('');
  if (may[name] !== true && !open) return null;

  const begin = () => {
    perform.current = props.perform;
    id.current = newId();
    setError(null);
    setOpen(true);
  };
  const send = async (values: Values & { reason: string }) => {
    setSending(true);
    setError(null);
    try {
      await perform.current(values, id.current);
      setOpen(false);
      announce(t(uiWords.done));
      await refreshAll();
      done?.(id.current);
    } catch (caught) {
      setError(caught);
      form.setFields(
        fieldIssues(caught, language, speech).map(({ name: path, errors }) => ({
          name: path.length === 1 && path[0] === reasonAs ? ['reason'] : path,
          errors,
        })) as never,
      );
    } finally {
      setSending(false);
    }
  };
  return (
    <>
      <Button type={primary ? 'primary' : 'default'} danger={danger} icon={icon} onClick={begin}>
        {t(words, facts)}
      </Button>
      <Modal
        open={open}
        title={t(words, facts)}
        okText={t(words, facts)}
        cancelText={t(uiWords.cancel)}
        okButtonProps={{ htmlType: 'submit', form: formId, danger, loading: sending }}
        mask={{ closable: false }}
        destroyOnHidden
        onCancel={() => setOpen(false)}
      >
        <p className="consequence">{t(consequence, facts)}</p>
        <Form
          id={formId}
          form={form}
          layout="vertical"
          preserve={false}
          disabled={sending}
          {...(initial ? { initialValues: initial } : {})}
          onFinish={(values) => void send(values as Values & { reason: string })}
        >
          {children}
          {reason ? (
            <Field name="reason" words={uiWords.reason} required={reason === true} hint={uiWords.reasonHint}>
              <Lines maxLength={2000} />
            </Field>
          ) : null}
        </Form>
        <RefusalNote
          error={error}
          reload={async () => {
            await refreshAll();
            setOpen(false);
          }}
        />
      </Modal>
    </>
  );
}
