import { Alert } from 'antd';
import { CalendarYears, LoadHolidays, type CalendarYearsQuery } from '../api/admin.ts';
import { dateTime, orNone } from '../lib/format.ts';
import { datesOf, spansOf } from '../lib/dates.ts';
import { useAsk } from '../lib/use.ts';
import { act, Acts, type Act } from '../ui/Acts.tsx';
import { ListTable } from '../ui/ListTable.tsx';
import { Mark } from '../ui/marks.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Shown } from '../ui/States.tsx';

type Year = CalendarYearsQuery['calendarYears'][number];
const HELP = '一行一天，连着的几天写作 2027-10-01~2027-10-07';

const load = (missing: Year | undefined): Act =>
  act({
    label: '登记一年的安排',
    field: 'loadHolidays',
    tone: 'primary',
    form: () => ({
      draft: 'holidays',
      title: '登记节假日安排',
      submit: '登记',
      document: LoadHolidays,
      intro: '照国务院办公厅的通知填。登记过的年份再登记一次就是更正，以新的为准；已经定下的期限不会因此变早。',
      fields: [
        { name: 'year', label: '年份', kind: 'whole', required: true, initial: missing?.year },
        { name: 'source', label: '出处', kind: 'text', required: true, max: 200, help: '通知的名称和文号' },
        {
          name: 'holidayDates',
          label: '放假的日子',
          kind: 'paragraph',
          required: true,
          max: 2000,
          help: `${HELP}；假期里的周六、周日也写上`,
        },
        { name: 'workingDates', label: '调休上班的周末', kind: 'paragraph', max: 2000, help: HELP },
      ],
      variables: ({ number, text }, requestId) => ({
        input: {
          requestId,
          year: number('year'),
          source: text('source'),
          holidayDates: datesOf(text('holidayDates')),
          workingDates: datesOf(text('workingDates')),
        },
      }),
    }),
  });

const standingOf = ({ year, known, version }: Year, missing: Year | undefined) =>
  !known
    ? year === missing?.year
      ? { text: '还没有登记', tone: 'bad' as const }
      : { text: '还没有公布', tone: 'quiet' as const }
    : version === null
      ? { text: '软件自带', tone: 'good' as const }
      : { text: version === 1 ? '已登记' : `已登记，更正 ${version - 1} 次`, tone: 'good' as const };

/** Which years' holidays the working days are counted by; the operator loads the next year's when it is published. */
export function HolidaysPage() {
  const asked = useAsk(CalendarYears, {});
  return (
    <Shown asked={asked}>
      {({ calendarYears: years }) => {
        const missing = years.find(({ known }) => !known);
        return (
          <>
            <PageHead title="节假日安排" note="确认订单、答复投诉等期限按工作日算，以这里为准">
              <Acts acts={[load(missing)]} />
            </PageHead>
            {missing && (
              <Alert
                type="warning"
                showIcon
                message={`${missing.year} 年的放假安排还没有登记。登记以前，周末和法定节日前后可能放假的日子都不算工作日，期限只会晚、不会早。`}
              />
            )}
            <ListTable
              name="年份"
              rowKey={({ year }) => String(year)}
              rows={years}
              empty="还没有年份"
              columns={[
                { title: '年份', text: ({ year }) => String(year) },
                {
                  title: '状态',
                  text: (row) => standingOf(row, missing).text,
                  render: (row) => <Mark tone={standingOf(row, missing).tone}>{standingOf(row, missing).text}</Mark>,
                },
                { title: '放假', text: ({ holidayDates }) => spansOf(holidayDates).join('、') || '—' },
                { title: '调休上班', text: ({ workingDates }) => spansOf(workingDates).join('、') || '—' },
                { title: '出处', text: ({ source }) => orNone(source) },
                { title: '登记', text: ({ loadedAt }) => dateTime(loadedAt) },
              ]}
            />
          </>
        );
      }}
    </Shown>
  );
}
