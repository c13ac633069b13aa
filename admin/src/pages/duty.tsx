import {
  SaveDutyShift,
  ServiceChannelWords,
  ShiftActWords,
  ShiftsToday,
  SignOnDuty,
  type PublicPageQuery,
  type ShiftsTodayQuery,
} from '../api/admin.ts';
import { dateTime } from '../lib/format.ts';
import { may } from '../lib/rights.ts';
import { useAsk } from '../lib/use.ts';
import { options, WEEKDAYS, word } from '../lib/words.ts';
import { act, Acts, work } from '../ui/Acts.tsx';
import type { Column } from '../ui/columns.tsx';
import { ListTable } from '../ui/ListTable.tsx';
import { Card } from '../ui/Facts.tsx';
import { Mark } from '../ui/marks.tsx';
import { Shown } from '../ui/States.tsx';

type PublicServicePage = PublicPageQuery['publicServicePage'];
type Shift = PublicServicePage['dutyRoster'][number];

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

const addShiftAct = () =>
  act({
    label: '加一班',
    field: 'saveDutyShift',
    tone: 'primary',
    form: () => ({
      draft: 'shift',
      title: '值班',
      submit: '保存',
      document: SaveDutyShift,
      fields: [
        {
          name: 'channel',
          label: '渠道',
          kind: 'choice',
          required: true,
          options: options(ServiceChannelWords),
        },
        {
          name: 'weekday',
          label: '星期',
          kind: 'pick',
          required: true,
          options: options(WEEKDAYS),
        },
        {
          name: 'starts',
          label: '从',
          kind: 'text',
          required: true,
          max: 5,
          help: '例如 08:30',
        },
        { name: 'ends', label: '到', kind: 'text', required: true, max: 5, help: '例如 17:30' },
        { name: 'person', label: '值班人', kind: 'text', required: true, max: 40 },
      ],
      variables: ({ one, text }) => ({
        input: {
          channel: one('channel', ServiceChannelWords),
          weekday: Number(text('weekday')),
          starts: text('starts'),
          ends: text('ends'),
          person: text('person'),
        },
      }),
    }),
  });

const endShiftAct = ({ id, channel, weekday, startsMinute, endsMinute, person }: Shift) =>
  act({
    label: '取消这一班',
    field: 'saveDutyShift',
    tone: 'danger',
    confirm: '这一班以后没有人值。',
    document: SaveDutyShift,
    variables: {
      input: {
        id,
        channel,
        weekday,
        starts: clock(startsMinute),
        ends: clock(endsMinute),
        person,
        active: false,
      },
    },
  });

const shiftColumns = (): Column<Shift>[] => [
  { title: '渠道', text: ({ channel }) => ServiceChannelWords[channel], sort: true },
  { title: '星期', text: ({ weekday }) => word(WEEKDAYS, String(weekday)), sort: true },
  {
    title: '时间',
    text: ({ startsMinute, endsMinute }) => `${clock(startsMinute)}–${clock(endsMinute)}`,
  },
  { title: '值班人', text: ({ person }) => person },
  {
    ...work('saveDutyShift'),
    render: (shift) => <Acts size="small" acts={[endShiftAct(shift)]} />,
  },
];

type Today = ShiftsTodayQuery['shiftsToday'][number];
const signOnAct = ({ id }: Today) =>
  act({
    label: ShiftActWords.SIGN_ON,
    field: 'signOnDuty',
    action: 'SIGN_ON',
    tone: 'primary',
    document: SignOnDuty,
    variables: { input: { shiftId: id } },
  });

/** Who is on duty today, and whether they came. */
function OnDutyToday() {
  const asked = useAsk(ShiftsToday, {});
  return (
    <Card title="今天的班">
      <Shown asked={asked}>
        {({ shiftsToday }) => (
          <ul className="lines columns">
            {shiftsToday.map((shift) => (
              <li key={shift.id}>
                <span>
                  {dateTime(shift.startsAt).slice(-5)}–{dateTime(shift.endsAt).slice(-5)}
                </span>
                <span>
                  <b>{shift.person}</b> {ServiceChannelWords[shift.channel]}
                </span>
                {shift.signedOnAt ? (
                  <Mark tone="good">{dateTime(shift.signedOnAt).slice(-5)} 签到</Mark>
                ) : (
                  <Acts size="small" available={shift.availableActions} acts={[signOnAct(shift)]} />
                )}
              </li>
            ))}
            {shiftsToday.length === 0 && <li>今天没有排班</li>}
          </ul>
        )}
      </Shown>
    </Card>
  );
}

export function Duty({ page }: { page: PublicServicePage }) {
  return (
    <>
      <div className="bar between no-print">
        <Acts acts={[addShiftAct()]} />
      </div>
      {may('shiftsToday') && <OnDutyToday />}
      <Card>
        {page.staffedHours.map(({ channel, hoursAWeek, hoursAWeekMin }) => (
          <p key={channel}>
            {ServiceChannelWords[channel]}：每周 {hoursAWeek.toFixed(1)} 小时有人{' '}
            <Mark tone={hoursAWeek >= hoursAWeekMin ? 'good' : 'bad'}>
              {hoursAWeek >= hoursAWeekMin ? '达到' : '没有达到'}要求的 {hoursAWeekMin} 小时
            </Mark>
          </p>
        ))}
      </Card>
      <ListTable name="值班" rowKey={({ id }) => id} rows={page.dutyRoster} columns={shiftColumns()} />
    </>
  );
}
