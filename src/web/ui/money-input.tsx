import { Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { digitsOf, type Fen, formatYuan, parseYuan } from '#kernel/money.ts';
import { issueWords } from '#web/issue.words.ts';
import { useWords } from '#web/language.tsx';
import type { Control, Fault } from '#web/ui/field.tsx';
import { uiWords } from '#web/ui.words.ts';

// What cannot be read is held as NaN: the field says so, nothing is sent, and the typed text stays.

const malformed =
  (words: (typeof issueWords)['money.malformed' | 'number.malformed']): Fault =>
  (value) =>
    typeof value === 'number' && Number.isNaN(value) ? words : undefined;

type Reading = {
  readonly print: (value: number) => string;
  readonly read: (text: string) => number | undefined;
};

/** Text as it is typed beside the number it stands for; the number's own print appears when the field is left. */
function useTyped(control: Control<number>, { print, read }: Reading) {
  const { value } = control;
  const held = value === null || value === undefined || Number.isNaN(value) ? undefined : value;
  const [text, setText] = useState(held === undefined ? '' : print(held));
  const typing = useRef(false);
  useEffect(() => {
    if (typing.current || Number.isNaN(value)) return;
    setText(held === undefined ? '' : print(held));
  }, [held, print, value]);
  return {
    ...(control.id ? { id: control.id } : {}),
    value: text,
    inputMode: 'decimal' as const,
    onFocus: () => {
      typing.current = true;
    },
    onChange: (event: { target: { value: string } }) => {
      const typed = event.target.value;
      setText(typed);
      control.onChange?.(typed.trim() === '' ? undefined : (read(typed) ?? Number.NaN));
    },
    onBlur: () => {
      typing.current = false;
      if (held !== undefined) setText(print(held));
      control.onBlur?.();
    },
  };
}

const money: Reading = { print: formatYuan, read: parseYuan };

/** 元 on the screen, whole 分 in the value. What is typed in 万元 says beside itself what it comes to. */
export function MoneyInput(control: Control<Fen>) {
  const t = useWords();
  const typed = useTyped(control, money);
  const held = parseYuan(typed.value);
  const otherwise = held !== undefined && /[^\d.,\s]/u.test(typed.value.normalize('NFKC'));
  return (
    <Input
      {...typed}
      suffix={otherwise ? t(uiWords.yuanIs, { amount: formatYuan(held) }) : t(uiWords.yuan)}
      className="number-input"
      autoComplete="off"
    />
  );
}
MoneyInput.fault = malformed(issueWords['money.malformed']);

const plain: Reading = {
  print: String,
  read: (typed) => {
    const [, sign, unsigned = ''] = /^([-−]?)(.*)$/u.exec(typed.normalize('NFKC').trim()) ?? [];
    const digits = digitsOf(unsigned);
    if (!digits || digits.whole.length > 15 || digits.decimals.length > 6) return undefined;
    return Number(`${sign === '' ? '' : '-'}${digits.whole}.${digits.decimals || '0'}`);
  },
};

/** A number with its unit beside it. */
export function NumberInput({ unit, ...control }: Control<number> & { readonly unit?: string | null }) {
  return (
    <Input {...useTyped(control, plain)} suffix={unit ?? null} className="number-input" autoComplete="off" />
  );
}
NumberInput.fault = malformed(issueWords['number.malformed']);
