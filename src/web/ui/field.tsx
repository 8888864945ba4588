import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Radio, Select } from 'antd';
import {
  type ComponentRef,
  createContext,
  type ReactElement,
  type ReactNode,
  use,
  useId,
  useLayoutEffect,
  useRef,
} from 'react';
import { cleanText } from '#kernel/text.ts';
import type { Words } from '#kernel/words.ts';
import { issueWords } from '#web/issue.words.ts';
import { useWords } from '#web/language.tsx';
import { searchLabels } from '#web/searching.ts';
import type { PickOption } from '#web/ui/list-page.tsx';
import { uiWords } from '#web/ui.words.ts';

/** A control may carry its own rule: what is wrong with a value it holds. */
export type Fault = (value: unknown) => Words | undefined;
type Ruled = { readonly fault?: Fault };
export type FieldName = string | number | readonly (string | number)[];

export type FieldProps = {
  /** The field's name in the contract, so that a 400 lands beside it. Inside a `FieldList`: `[at, 'name']`. */
  readonly name: FieldName;
  readonly words: Words;
  readonly required?: boolean;
  /** Marked as required and not asked for here: what a draft may still lack. */
  readonly marked?: boolean;
  /** An empty control gives `null` instead of nothing. */
  readonly nullable?: boolean;
  readonly hint?: Words | undefined;
  /** What is wrong with a value, beyond what the control itself knows. */
  readonly fault?: Fault;
  /** A sentence under the control, already in words. */
  readonly note?: ReactNode;
  readonly children: ReactElement;
};

/** The id of the label of the field a control stands in: a group of buttons is no element a label can point at. */
export const LabelId = createContext<string | undefined>(undefined);

/** One question of a form: its label, its control, what is wrong with it. */
export function Field({
  name,
  words,
  required = false,
  marked = false,
  nullable = false,
  hint,
  note,
  fault,
  children,
}: FieldProps) {
  const t = useWords();
  const labelId = useId();
  const ruled = (children.type as Ruled).fault;
  const empty = nullable ? null : undefined;
  const path = Array.isArray(name) ? [...name] : (name as string | number);
  return (
    <LabelId value={labelId}>
      <Form.Item
        name={path}
        label={<span id={labelId}>{t(words)}</span>}
        required={required || marked}
        extra={note ?? (hint ? t(hint) : undefined)}
        validateTrigger={['onBlur', 'onSubmit']}
        normalize={(value: unknown) =>
          value === undefined || value === null || value === '' ? empty : value
        }
        {...(nullable ? { initialValue: null } : {})}
        rules={[
          {
            validator: async (_rule, value: unknown) => {
              if (required && isEmpty(value)) throw new Error(t(issueWords.required));
              const wrong = isEmpty(value) ? undefined : (ruled?.(value) ?? fault?.(value));
              if (wrong) throw new Error(t(wrong));
            },
          },
        ]}
      >
        {children}
      </Form.Item>
    </LabelId>
  );
}

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && cleanText(value) === '') ||
  (Array.isArray(value) && value.length === 0);

/** The value of another field, to show or hide by. */
export function useFieldValue<Value>(name: FieldName): Value | undefined {
  return Form.useWatch(Array.isArray(name) ? [...name] : name) as Value | undefined;
}

/** The form's own handle, for a control that fills in another. Only inside `FormPage` or `Act`. */
export function useFields(): {
  set: (name: FieldName, value: unknown) => void;
  get: (name: FieldName) => unknown;
} {
  const form = Form.useFormInstance();
  const path = (name: FieldName) => (Array.isArray(name) ? [...name] : (name as string | number));
  return {
    set: (name, value) => form.setFieldValue(path(name), value),
    get: (name) => form.getFieldValue(path(name)) as unknown,
  };
}

export type FieldListProps = {
  readonly name: FieldName;
  readonly words: Words;
  readonly add?: Words;
  /** What a new item begins with. */
  readonly initial?: unknown;
  readonly atLeast?: number;
  readonly atMost?: number;
  /** `at` is the item's place: name its fields `[at, 'title']`. */
  readonly children: (at: number) => ReactNode;
};

/** A list of items, each with its own fields. */
export function FieldList({
  name,
  words,
  add,
  initial,
  atLeast = 0,
  atMost = 200,
  children,
}: FieldListProps) {
  const t = useWords();
  return (
    <Form.List name={Array.isArray(name) ? [...name] : (name as string | number)}>
      {(items, operations, { errors }) => (
        <fieldset className="field-list">
          <legend>{t(words)}</legend>
          {items.map((item) => (
            <div className="field-list-item" key={item.key}>
              <div className="field-list-fields">{children(item.name)}</div>
              {items.length > atLeast ? (
                <Button
                  type="text"
                  icon={<CloseOutlined />}
                  aria-label={`${t(uiWords.remove)} ${item.name + 1}`}
                  onClick={() => operations.remove(item.name)}
                />
              ) : null}
            </div>
          ))}
          <Form.ErrorList errors={errors} />
          {items.length < atMost ? (
            <Button icon={<PlusOutlined />} onClick={() => operations.add(initial ?? {})}>
              {t(add ?? uiWords.add)}
            </Button>
          ) : null}
        </fieldset>
      )}
    </Form.List>
  );
}

/** What antd hands to a control inside a Field. */
export type Control<Value> = {
  readonly id?: string;
  readonly value?: Value | null;
  readonly onChange?: (value: Value | undefined) => void;
  readonly onBlur?: () => void;
};

/** Several lines of text that grow as they are typed. (antd's own `autoSize` writes a style attribute, which the security policy blocks.) */
export function Lines({
  maxLength = 2000,
  rows = 3,
  placeholder,
  ...control
}: Control<string> & { readonly maxLength?: number; readonly rows?: number; readonly placeholder?: Words }) {
  const t = useWords();
  const box = useRef<ComponentRef<typeof Input.TextArea>>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text is what changes the height
  useLayoutEffect(() => {
    const area = box.current?.resizableTextArea?.textArea;
    if (!area) return;
    area.style.height = 'auto';
    if (area.scrollHeight > 0) area.style.height = `${Math.min(area.scrollHeight + 2, 560)}px`;
  }, [control.value]);
  return (
    <Input.TextArea
      ref={box}
      {...(control.id ? { id: control.id } : {})}
      value={control.value ?? ''}
      maxLength={maxLength}
      rows={rows}
      showCount={rows > 1}
      placeholder={placeholder ? t(placeholder) : ''}
      onChange={(event) => control.onChange?.(event.target.value)}
      onBlur={() => control.onBlur?.()}
    />
  );
}

const fewOptions = 4;

/** One of a table of words: buttons when they are few, a list when they are many. `several` holds an array. */
export function Choice<Value extends string>({
  words,
  several = false,
  ...control
}: Control<Value | Value[]> & {
  readonly words: Readonly<Record<Value, Words>>;
  readonly several?: boolean;
}) {
  const t = useWords();
  const labelId = use(LabelId);
  const options = Object.entries<Words>(words).map(([value, said]) => ({ value, label: t(said) }));
  if (!several && options.length <= fewOptions) {
    return (
      <Radio.Group
        {...(control.id ? { id: control.id } : {})}
        aria-labelledby={labelId}
        value={control.value ?? null}
        options={options}
        onChange={(event) => control.onChange?.(event.target.value as Value)}
      />
    );
  }
  return (
    <Select
      {...(control.id ? { id: control.id } : {})}
      {...(several ? { mode: 'multiple' as const } : {})}
      value={(control.value ?? (several ? [] : null)) as string}
      options={options}
      placeholder={t(uiWords.choose)}
      allowClear
      showSearch={searchLabels}
      onChange={(next: unknown) => control.onChange?.((next ?? undefined) as Value | undefined)}
      onBlur={() => control.onBlur?.()}
    />
  );
}

export type PickProps = Control<string | string[]> & {
  /** A name for the list in the cache. */
  readonly of: string;
  readonly load: () => Promise<readonly PickOption[]>;
  readonly several?: boolean;
};

/** A record by its name: a person, a contract. `several` holds an array of ids. */
export function Pick({ of, load, several = false, ...control }: PickProps) {
  const t = useWords();
  const { data = [], isPending } = useQuery({ queryKey: ['pick', of], queryFn: load });
  return (
    <Select
      {...(control.id ? { id: control.id } : {})}
      {...(several ? { mode: 'multiple' as const } : {})}
      value={(control.value ?? (several ? [] : null)) as string}
      loading={isPending}
      options={data.map(({ value, label }) => ({ value, label }))}
      placeholder={t(uiWords.searchAndChoose)}
      allowClear
      showSearch={searchLabels}
      onChange={(next: unknown) => control.onChange?.((next ?? undefined) as string | undefined)}
      onBlur={() => control.onBlur?.()}
    />
  );
}

/** Yes or no, neither chosen beforehand. */
export function YesNo(control: Control<boolean>) {
  const t = useWords();
  const labelId = use(LabelId);
  return (
    <Radio.Group
      {...(control.id ? { id: control.id } : {})}
      aria-labelledby={labelId}
      value={control.value ?? null}
      options={[
        { value: true, label: t(uiWords.yes) },
        { value: false, label: t(uiWords.no) },
      ]}
      onChange={(event) => control.onChange?.(event.target.value === true)}
    />
  );
}

/** Questions that belong together, side by side where there is room. */
export function FieldRow({ children }: { readonly children: ReactNode }) {
  return <div className="field-row">{children}</div>;
}

/** Questions under a heading. */
export function FieldGroup({ words, children }: { readonly words: Words; readonly children: ReactNode }) {
  const id = useId();
  const t = useWords();
  return (
    <section className="field-group" aria-labelledby={id}>
      <h2 id={id}>{t(words)}</h2>
      {children}
    </section>
  );
}
