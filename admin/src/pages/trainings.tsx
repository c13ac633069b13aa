import {
  AttendanceFormWords,
  CancelSession,
  PlanSession,
  RoomCode,
  TickAttendance,
  TrainingAudienceWords,
  TrainingKindWords,
  TrainingSeatActWords,
  TrainingSessionActWords,
  TrainingSessions,
  TrainingSessionStateWords,
  type TrainingSessionsQuery,
} from '../api/admin.ts';
import { dateTime, orNone } from '../lib/format.ts';
import { useAsk } from '../lib/use.ts';
import { options } from '../lib/words.ts';
import { act, Acts, work } from '../ui/Acts.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { Facts } from '../ui/Facts.tsx';
import { ListTable } from '../ui/ListTable.tsx';
import { State } from '../ui/marks.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { PageTabs } from '../ui/PageTabs.tsx';
import { PartyLink } from '../ui/PartyLink.tsx';
import { Exams } from './trainings-exams.tsx';
import { Untrained } from './trainings-untrained.tsx';
import { marksAct } from './trainings/marks-act.ts';
import { stateColumn } from '../ui/state-column.tsx';

type Session = TrainingSessionsQuery['trainingSessions']['edges'][number]['node'];
type Seat = Session['seats'][number];

const planAct = () =>
  act({
    label: '排一节课',
    field: 'planSession',
    tone: 'primary',
    form: () => ({
      draft: 'training.plan',
      title: '排一节课',
      submit: '排好',
      document: PlanSession,
      fields: [
        { name: 'kind', label: '讲什么', kind: 'pick', required: true, options: options(TrainingKindWords) },
        { name: 'audience', label: '给谁讲', kind: 'choice', required: true, options: options(TrainingAudienceWords) },
        { name: 'isOnline', label: '网上上课', kind: 'switch' },
        { name: 'place', label: '在哪儿（网上的写怎么进）', kind: 'text', required: true, max: 200 },
        { name: 'teacher', label: '谁来讲', kind: 'text', required: true, max: 40 },
        { name: 'startsAt', label: '几点开始', kind: 'moment', required: true },
        { name: 'endsAt', label: '几点结束', kind: 'moment', required: true },
        { name: 'seatsMax', label: '最多多少人', kind: 'whole', required: true, initial: 40 },
      ],
      variables: ({ one, text, is, number }, requestId) => ({
        input: {
          requestId,
          kind: one('kind', TrainingKindWords),
          audience: one('audience', TrainingAudienceWords),
          isOnline: is('isOnline'),
          place: text('place'),
          teacher: text('teacher'),
          startsAt: text('startsAt'),
          endsAt: text('endsAt'),
          seatsMax: number('seatsMax'),
        },
      }),
    }),
  });
const cancelAct = ({ id }: Session) =>
  act({
    label: TrainingSessionActWords.CANCEL,
    field: 'cancelSession',
    action: 'CANCEL',
    tone: 'danger',
    confirm: '这节课不上了，报了名的人会看到。',
    document: CancelSession,
    variables: { input: { sessionId: id } },
  });
const tickAct = ({ id }: Seat) =>
  act({
    label: TrainingSeatActWords.TICK,
    field: 'tickAttendance',
    action: 'TICK',
    document: TickAttendance,
    variables: { input: { seatId: id } },
  });

/** Sessions, exams, and who is still to be trained. */
export function TrainingsPage() {
  return (
    <>
      <PageHead title="培训考核" note="课、到课、考试都记在这里；考合格了才有证，谁也不能自己填">
        <Acts acts={[planAct()]} />
      </PageHead>
      <PageTabs
        items={[
          { key: 'sessions', label: '课', children: <Sessions /> },
          { key: 'exams', label: '考试', children: <Exams /> },
          { key: 'missing', label: '谁还没培训', children: <Untrained /> },
        ]}
      />
    </>
  );
}

const Sessions = () => (
  <DataTable
    name="培训课"
    document={TrainingSessions}
    variables={({ state }, page) => ({ ...page, state })}
    rows={({ trainingSessions }) => trainingSessions}
    rowKey={({ id }) => id}
    filters={[{ name: 'state', label: '状态', options: options(TrainingSessionStateWords) }]}
    empty="还没有排课"
    expand={(session) => <SessionDetail session={session} />}
    columns={[
      { title: '讲什么', text: ({ kind }) => TrainingKindWords[kind] },
      { title: '给谁', text: ({ audience }) => TrainingAudienceWords[audience] },
      { title: '时间', sort: 'STARTS_AT', text: ({ startsAt }) => dateTime(startsAt) },
      { title: '在哪儿', text: ({ place }) => place, width: 200 },
      { title: '谁来讲', roomy: true, text: ({ teacher }) => orNone(teacher) },
      { title: '报名', text: ({ seatsTaken, seatsMax }) => `${seatsTaken}/${seatsMax}` },
      { title: '到课', text: ({ seats }) => seats.filter(({ state }) => state === 'ATTENDED').length },
      stateColumn('STATE'),
      {
        ...work('cancelSession'),
        render: (session) => <Acts size="small" available={session.availableActions} acts={[cancelAct(session)]} />,
      },
    ]}
  />
);

const ROOM_MS = 15_000;
/** Put on the wall of the room: another code each minute. */
function OnTheWall({ id }: { id: string }) {
  const { data } = useAsk(RoomCode, { id }, { refreshInterval: ROOM_MS });
  const code = data?.trainingSessions.edges[0]?.node.code;
  return (
    <Facts
      columns={1}
      of={[['签到数字', code ? <b>{code}</b> : '上课前半小时到下课时显示，一分钟换一次，给教室里的人看']]}
    />
  );
}

const SessionDetail = ({ session }: { session: Session }) => (
  <>
    {session.state === 'PLANNED' && <OnTheWall id={session.id} />}
    <ListTable
      bare
      name="报名"
      rows={session.seats}
      rowKey={({ id }) => id}
      empty="还没有人报名"
      columns={[
        { title: '谁', text: ({ called }) => called },
        { title: '哪一家', text: ({ party }) => party?.name, render: ({ party }) => <PartyLink of={party} /> },
        {
          title: '到没到',
          text: ({ stateLabel }) => stateLabel,
          render: ({ state, stateLabel }) => <State of={state} text={stateLabel} />,
        },
        { title: '怎么签的', text: ({ attendedBy }) => orNone(attendedBy && AttendanceFormWords[attendedBy]) },
        { title: '什么时候', text: ({ attendedAt }) => dateTime(attendedAt) },
        {
          ...work('tickAttendance|enterMarks'),
          render: (seat) => (
            <Acts
              size="small"
              available={seat.availableActions}
              acts={[
                tickAct(seat),
                ...(seat.state === 'ATTENDED'
                  ? [marksAct({ ...seat, kind: session.kind, partyId: seat.party?.id ?? '' })]
                  : []),
              ]}
            />
          ),
        },
      ]}
    />
  </>
);
