import { View } from '@tarojs/components';
import { useDidShow } from '@tarojs/taro';
import { useState } from 'react';
import {
  ConfirmAttendance,
  LeaveSession,
  MyTraining,
  SignAttendance,
  SignUpForSession,
  StartExam,
  TrainingAudienceWords,
  TrainingKindWords,
  TrainingSeatActWords,
  TrainingSessionActWords,
  type MyTrainingQuery,
} from '@/api/shop';
import { act } from '@/lib/client';
import { fullDay, moment, weekday } from '@/lib/format';
import { go } from '@/lib/go';
import { useAction } from '@/lib/once';
import { useQuery } from '@/lib/query';
import { confirm, say } from '@/lib/say';
import { Button } from '@/ui/Button';
import { Page } from '@/ui/Page';
import { Cell, Field, Section, Tag } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';

type Session = MyTrainingQuery['trainingSessions']['edges'][number]['node'];
type Topic = MyTrainingQuery['examTopics'][number];
type Open = MyTrainingQuery['examSittings']['edges'][number]['node'];
type Certificate = MyTrainingQuery['myTrainings'][number];
interface Reloads {
  reload: () => Promise<void>;
}

const examPage = (id: string): string => `/pages/exam/index?id=${id}`;

/** What whoever works here goes to, is examined in, and can show. */
export default function TrainingPage() {
  const query = useQuery(MyTraining, {});
  const { reload } = query;
  useDidShow(() => void reload());
  return (
    <Page query={query}>
      {({ trainingSessions, examTopics, examSittings, myTrainings }) => {
        const sessions = trainingSessions.edges
          .map(({ node }) => node)
          .filter(({ ownSeat, availableActions }) => ownSeat !== null || availableActions.includes('SIGN_UP'));
        return (
          <>
            {sessions.map((session) => (
              <OneSession key={session.id} session={session} reload={reload} />
            ))}
            {sessions.length === 0 && (
              <Section title="培训课">
                <View className="grey">现在没有给您排的课。排好了，这里看得见。</View>
              </Section>
            )}
            {examTopics.length > 0 && (
              <Exams topics={examTopics} open={examSittings.edges.map(({ node }) => node)} reload={reload} />
            )}
            {myTrainings.map((one) => (
              <OneCertificate key={one.id} certificate={one} />
            ))}
          </>
        );
      }}
    </Page>
  );
}

const when = ({ startsAt, endsAt }: Session): string =>
  `${weekday(startsAt)} ${moment(startsAt)}到${moment(endsAt).slice(-5)}`;

function OneSession({ session, reload }: Reloads & { session: Session }) {
  const { id, kind, audience, place, isOnline, teacher, seatsMax, seatsTaken, ownSeat } = session;
  const join = useAction(async () => {
    await act(SignUpForSession, { sessionId: id });
    say('报上名了');
    await reload();
  });
  const leave = useAction(async () => {
    if (!(await confirm('退掉这节课？', '座位让给别人，想上可以再报名', '退掉'))) return;
    await act(LeaveSession, { seatId: ownSeat?.id ?? '' });
    say('退掉了');
    await reload();
  });
  const agree = useAction(async () => {
    await act(ConfirmAttendance, { seatId: ownSeat?.id ?? '' });
    say('记上了');
    await reload();
  });
  return (
    <Section title={TrainingKindWords[kind]} extra={ownSeat && <Tag>{ownSeat.stateLabel}</Tag>}>
      <Refusal problem={join.problem ?? leave.problem ?? agree.problem} />
      <Cell label="时间">{when(session)}</Cell>
      <Cell label={isOnline ? '网上上课' : '在哪儿'}>{place}</Cell>
      {teacher && <Cell label="谁来讲">{teacher}</Cell>}
      <Cell label={`给${TrainingAudienceWords[audience]}`}>{`${seatsTaken}人报名，最多${seatsMax}人`}</Cell>
      {session.availableActions.includes('SIGN_UP') && (
        <View className="buttons">
          <Button kind="main" busy={join.busy} onTap={join.run}>
            {TrainingSessionActWords.SIGN_UP}
          </Button>
        </View>
      )}
      {ownSeat?.availableActions.includes('SIGN') && <SignIn seatId={ownSeat.id} reload={reload} />}
      {ownSeat?.availableActions.includes('LEAVE') && (
        <View className="buttons">
          <Button busy={leave.busy} onTap={leave.run}>
            {TrainingSeatActWords.LEAVE}
          </Button>
        </View>
      )}
      {ownSeat?.availableActions.includes('CONFIRM') && (
        <View className="buttons">
          <Button kind="main" busy={agree.busy} onTap={agree.run}>
            {TrainingSeatActWords.CONFIRM}
          </Button>
        </View>
      )}
    </Section>
  );
}

/** The code that the room shows: whoever types it was there. */
function SignIn({ seatId, reload }: Reloads & { seatId: string }) {
  const [code, setCode] = useState('');
  const sign = useAction(async () => {
    await act(SignAttendance, { seatId, code });
    say('签到了');
    await reload();
  });
  return (
    <>
      <Refusal problem={sign.problem} fields={['code']} />
      <Field
        label="上课那天，输教室里显示的六位数字"
        value={code}
        onInput={setCode}
        error={sign.problem?.at('code') ?? null}
        maxLength={6}
      />
      <View className="buttons">
        <Button busy={sign.busy} onTap={sign.run}>
          {TrainingSeatActWords.SIGN}
        </Button>
      </View>
    </>
  );
}

function Exams({ topics, open, reload }: Reloads & { topics: readonly Topic[]; open: readonly Open[] }) {
  return (
    <Section title="考试">
      {topics.map((topic) => (
        <OneTopic
          key={topic.kind}
          topic={topic}
          open={open.find(({ kind, availableActions }) => kind === topic.kind && availableActions.includes('SUBMIT'))}
          reload={reload}
        />
      ))}
    </Section>
  );
}

function OneTopic({ topic, open, reload }: Reloads & { topic: Topic; open: Open | undefined }) {
  const { kind, questions, minutes, passScore, whyNot, party } = topic;
  const start = useAction(async () => {
    if (!(await confirm('现在开始考？', `${questions}道题，${minutes}分钟，中途退出时间照走`, '开始'))) return;
    const { id } = await act(StartExam, { kind, partyId: party?.id ?? '' });
    await reload();
    go(examPage(id));
  });
  return (
    <View className="gap-top">
      <Refusal problem={start.problem} />
      <View className="line">
        <View className="grow">
          <View>{TrainingKindWords[kind]}</View>
          <View className="small grey">
            {open ? '有一场还没交卷' : (whyNot ?? `${questions}道题，${minutes}分钟，${passScore}分合格`)}
          </View>
        </View>
        {open && (
          <Button small kind="main" onTap={() => go(examPage(open.id))}>
            接着考
          </Button>
        )}
        {!open && whyNot === null && (
          <Button small busy={start.busy} onTap={start.run} label={`开始考：${TrainingKindWords[kind]}`}>
            开始考
          </Button>
        )}
      </View>
    </View>
  );
}

/** As a card: what one shows to whoever asks. */
const OneCertificate = ({ certificate }: { certificate: Certificate }) => {
  const { title, certificateNumber, examScore, isExamined, passed, trainedOn, validUntilOn } = certificate;
  return (
    <Section title={title} extra={<Tag tone={passed ? 'good' : 'soil'}>{passed ? '合格' : '没合格'}</Tag>}>
      {certificateNumber && <Cell label="证号">{certificateNumber}</Cell>}
      <Cell label="哪天考的">{fullDay(trainedOn)}</Cell>
      <Cell label="分数">{`${examScore}分`}</Cell>
      {validUntilOn && <Cell label="管到">{fullDay(validUntilOn)}</Cell>}
      <View className="small grey">{isExamined ? '平台考的，平台发的证' : '以前单位自己登记的，到期为止'}</View>
    </Section>
  );
};
