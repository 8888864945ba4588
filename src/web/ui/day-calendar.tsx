import { Calendar } from 'antd';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';

/** The calendar behind a DateInput's button; fetched when it is first opened. */
export function DayCalendar({
  value,
  choose,
}: {
  readonly value: string | undefined;
  readonly choose: (day: string) => void;
}) {
  return (
    <div className="day-calendar">
      <Calendar
        fullscreen={false}
        {...(value ? { defaultValue: dayjs(value) } : {})}
        onSelect={(day, { source }) => source === 'date' && choose(day.format('YYYY-MM-DD'))}
      />
    </div>
  );
}
