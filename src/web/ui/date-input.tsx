import { CalendarOutlined } from '@ant-design/icons';
import { Button, Input, Popover, Space } from 'antd';
import { lazy, Suspense, useEffect, useState } from 'react';
import { isDay } from '#web/format.ts';
import { issueWords } from '#web/issue.words.ts';
import { useWords } from '#web/language.tsx';
import { readDay, readMonth } from '#web/reading.ts';
import type { Control, Fault } from '#web/ui/field.tsx';
import { Placeholder } from '#web/ui/loaded.tsx';
import { uiWords } from '#web/ui.words.ts';

const DayCalendar = lazy(async () => ({ default: (await import('#web/ui/day-calendar.tsx')).DayCalendar }));

type Props = Control<string> & {
  /** Gives only complete days (or none): for a filter, not a form. */
  readonly settledOnly?: boolean;
};

/** A plain day as text, `yyyy-mm-dd`; typed in any usual way or chosen in a calendar. What is no day stays and is marked. */
export function DateInput({ settledOnly = false, ...control }: Props) {
  const t = useWords();
  const [open, setOpen] = useState(false);
  const { text, type, leave } = useTypedText(control, readDay, settledOnly ? isDay : undefined);
  return (
    <Space.Compact block>
      <Input
        {...(control.id ? { id: control.id } : {})}
        value={text}
        inputMode="numeric"
        placeholder={t(uiWords.dateHint)}
        autoComplete="off"
        allowClear={settledOnly}
        onChange={(event) => type(event.target.value)}
        onBlur={leave}
        onPressEnter={leave}
      />
      <Popover
        trigger="click"
        open={open}
        onOpenChange={setOpen}
        placement="bottomRight"
        content={
          <Suspense fallback={<Placeholder lines={4} />}>
            <DayCalendar
              value={isDay(text) ? text : undefined}
              choose={(day) => {
                type(day, true);
                setOpen(false);
              }}
            />
          </Suspense>
        }
      >
        <Button icon={<CalendarOutlined />} aria-label={t(uiWords.openCalendar)} />
      </Popover>
    </Space.Compact>
  );
}
const notDay: Fault = (value) => {
  const text = String(value);
  if (isDay(text)) return undefined;
  return issueWords[/^\d{4}-\d{2}-\d{2}$/.test(text) ? 'date.no-such-day' : 'date.malformed'];
};
DateInput.fault = notDay;

/** A month as text, `yyyy-mm`. */
export function MonthInput(control: Control<string>) {
  const t = useWords();
  const { text, type, leave } = useTypedText(control, readMonth);
  return (
    <Input
      {...(control.id ? { id: control.id } : {})}
      value={text}
      inputMode="numeric"
      placeholder={t(uiWords.monthHint)}
      autoComplete="off"
      onChange={(event) => type(event.target.value)}
      onBlur={leave}
      onPressEnter={leave}
    />
  );
}
const notMonth: Fault = (value) =>
  /^20\d{2}-(0[1-9]|1[0-2])$/.test(String(value)) ? undefined : issueWords['period.malformed'];
MonthInput.fault = notMonth;

function useTypedText(
  control: Control<string>,
  read: (typed: string) => string,
  settled?: (text: string) => boolean,
) {
  const [text, setText] = useState(control.value ?? '');
  useEffect(() => setText(control.value ?? ''), [control.value]);
  const give = (next: string) => {
    if (settled && next !== '' && !settled(next)) return;
    if (next !== (control.value ?? '')) control.onChange?.(next === '' ? undefined : next);
  };
  return {
    text,
    type: (typed: string, whole = false) => {
      setText(typed);
      // A filter asks the server only for a day that is whole; a form holds what is typed as it is typed.
      if (!settled || whole || typed === '') give(typed);
    },
    leave: () => {
      const tidy = read(text);
      setText(tidy);
      give(tidy);
      control.onBlur?.();
    },
  };
}
