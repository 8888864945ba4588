import { Button, Form } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Facts } from '#kernel/result.ts';
import type { Words } from '#kernel/words.ts';
import { announce } from '#web/announce.tsx';
import { codeOf, refreshAll } from '#web/api.ts';
import { useLanguage, useSpeech, useWords } from '#web/language.tsx';
import { dataOf, fieldIssues, RefusalNote, tell } from '#web/refusal.tsx';
import type { FieldName } from '#web/ui/field.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { Unsaved } from '#web/ui/unsaved.tsx';
import { uiWords } from '#web/ui.words.ts';

export {
  Choice,
  Field,
  FieldGroup,
  FieldList,
  type FieldName,
  FieldRow,
  Lines,
  Pick,
  useFields,
  useFieldValue,
  YesNo,
} from '#web/ui/field.tsx';
export { NumberInput } from '#web/ui/money-input.tsx';

export type FormPageProps<Values extends object, Result> = {
  readonly title?: Words;
  readonly intro?: ReactNode;
  readonly initial?: Partial<NoInfer<Values>>;
  /** Sends what was typed. `basedOn` is the version the person began from, never a newer one that arrived behind the form. */
  readonly submit: (values: Values, basedOn: number) => Promise<Result>;
  /** Where to go on from; the answers on screen are asked again first. */
  readonly done?: (result: NoInfer<Result>, values: NoInfer<Values>) => void;
  readonly submitWords?: Words;
  /** Said once it is sent; where sending does nothing yet, 已完成 would be untrue. */
  readonly sentWords?: Words;
  /** A second way to send, left of the first: 保存草稿 beside 提交. */
  readonly second?: {
    readonly words: Words;
    readonly submit: (values: NoInfer<Values>, basedOn: number) => Promise<NoInfer<Result>>;
  };
  readonly basedOn?: number;
  /** Reads the record again when somebody else changed it meanwhile; what was typed stays. */
  readonly reload?: () => Promise<unknown>;
  /** Which field a refusal belongs beside: `{ 'organisation.uscc-taken': 'uscc' }`, or as its facts say. */
  readonly refusalsAt?: Readonly<Record<string, FieldName | ((facts: Facts) => FieldName)>>;
  readonly cancel?: () => void;
  /** Anything beside the buttons. */
  readonly extra?: ReactNode;
  /** Only the form, for use inside another page. */
  readonly bare?: boolean;
  readonly children: ReactNode;
};

/** A form that keeps what was typed on every refusal, and says beside each field what is wrong with it. */
export function FormPage<Values extends object, Result>(props: FormPageProps<Values, Result>) {
  const {
    title,
    intro,
    initial,
    submit,
    done,
    submitWords,
    sentWords,
    second,
    basedOn,
    reload,
    refusalsAt,
    cancel,
    extra,
    bare = false,
    children,
  } = props;
  const t = useWords();
  const { language } = useLanguage();
  const speech = useSpeech();
  const [form] = Form.useForm<Values>();
  const changed = useRef(false);
  const [error, setError] = useState<unknown>(null);
  const [strays, setStrays] = useState<readonly string[]>([]);
  const [sending, setSending] = useState<'first' | 'second' | null>(null);
  const [frozen, takeNewest] = useFrozen(basedOn, reload);
  const [tookNewest, setTookNewest] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a version that was asked for may change what is shown
  useEffect(() => {
    if (!tookNewest) return;
    setError(null);
    // What the person did not touch follows the newest version, or sending it would undo somebody else's change.
    const touched: object = form.getFieldsValue(true, (meta) => meta?.touched ?? false);
    const untouched = Object.entries(initial ?? {}).filter(([name]) => !Object.hasOwn(touched, name));
    form.setFieldsValue(Object.fromEntries(untouched) as never);
  }, [tookNewest, frozen]);

  const send = async (which: 'first' | 'second') => {
    const deliver = which === 'second' && second ? second.submit : submit;
    try {
      await form.validateFields();
    } catch {
      showFirstFault();
      return;
    }
    setSending(which);
    setError(null);
    setStrays([]);
    setTookNewest(false);
    try {
      const values = form.getFieldsValue(true) as Values;
      const result = await deliver(values, frozen ?? 0);
      changed.current = false;
      announce(t(sentWords ?? uiWords.done));
      await refreshAll();
      done?.(result, values);
    } catch (caught) {
      setError(caught);
      placeIssues(caught);
    } finally {
      setSending(null);
    }
  };

  const placeIssues = (caught: unknown) => {
    const known = new Set(form.getFieldsError().map(({ name }) => JSON.stringify(name)));
    const placed: { name: (string | number)[]; errors: string[] }[] = [];
    const unplaced: string[] = [];
    for (const { name, errors } of fieldIssues(caught, language, speech)) {
      let place = name;
      while (place.length > 0 && !known.has(JSON.stringify(place))) place = place.slice(0, -1);
      if (place.length > 0) placed.push({ name: place, errors });
      else unplaced.push(...errors.map((said) => (name.length > 0 ? `${name.join('.')}: ${said}` : said)));
    }
    const code = codeOf(caught);
    const place = code === undefined ? undefined : refusalsAt?.[code];
    const own = typeof place === 'function' ? place(dataOf(caught).facts ?? {}) : place;
    if (own !== undefined)
      placed.push({
        name: [own].flat() as (string | number)[],
        errors: [tell(caught, language, speech).sentence],
      });
    form.setFields(placed as never);
    setStrays(unplaced);
    if (placed.length > 0) showFirstFault();
  };

  const showFirstFault = () => {
    const first = form.getFieldsError().find(({ errors }) => errors.length > 0);
    if (first) form.scrollToField(first.name, { behavior: 'smooth', block: 'center', focus: true });
  };

  const content = (
    <>
      {intro ? <div className="form-intro">{intro}</div> : null}
      <Form
        form={form}
        layout="vertical"
        className="form"
        {...(initial ? { initialValues: initial } : {})}
        disabled={sending !== null}
        scrollToFirstError
        onValuesChange={() => {
          changed.current = true;
        }}
        onFinish={() => void send('first')}
      >
        {children}
        {tookNewest ? <Notice>{t(uiWords.tookNewest)}</Notice> : null}
        <RefusalNote
          error={error}
          reload={async () => {
            await takeNewest();
            setTookNewest(true);
          }}
          extra={strays.length > 0 ? strays.map((stray) => <span key={stray}>{stray}</span>) : undefined}
        />
        <div className="form-acts">
          <Button type="primary" htmlType="submit" loading={sending === 'first'}>
            {t(submitWords ?? uiWords.submit)}
          </Button>
          {second ? (
            <Button loading={sending === 'second'} onClick={() => void send('second')}>
              {t(second.words)}
            </Button>
          ) : null}
          {cancel ? (
            <Button type="text" onClick={cancel}>
              {t(uiWords.cancel)}
            </Button>
          ) : null}
          {extra}
        </div>
      </Form>
      <Unsaved when={changed} />
    </>
  );
  if (bare) return content;
  return (
    <div className="page form-page">
      {title ? (
        <header className="page-head">
          <h1>{t(title)}</h1>
        </header>
      ) : null}
      {content}
    </div>
  );
}

/** The version the form began from, held until the person takes the newest; a refetch behind the form must not move it. */
function useFrozen(
  basedOn: number | undefined,
  reload: (() => Promise<unknown>) | undefined,
): [number | undefined, () => Promise<void>] {
  const [frozen, setFrozen] = useState(basedOn);
  const [thaw, setThaw] = useState(false);
  useEffect(() => {
    if (!thaw) return;
    setFrozen(basedOn);
    setThaw(false);
  }, [thaw, basedOn]);
  return [
    frozen,
    async () => {
      await (reload ?? refreshAll)();
      setThaw(true);
    },
  ];
}
