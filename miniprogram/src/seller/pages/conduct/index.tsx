import { View } from '@tarojs/components';
import { useState } from 'react';
import {
  AppealMeasure,
  Conduct,
  MeasureStepWords,
  ReportRectification,
  type ConductQuery,
  MeasureActWords,
} from '@/api/seller';
import { act } from '@/lib/client';
import { fullDay, moment } from '@/lib/format';
import { useQuery } from '@/lib/query';
import { ActionButtons } from '@/ui/ActionBar';
import { Page } from '../../ui/Page';
import { Clause, Section, Tag } from '@/ui/parts';
import { DueBy } from '@/ui/DueBy';
import { Said, TextForm } from '../../ui/TextForm';
import { Months } from './Months';

type Party = ConductQuery['myParties'][number];
type Measure = NonNullable<Party['measures']>[number];
interface Words {
  measureId: string;
  text: string;
}
const ANSWERS = {
  REPORT_RECTIFICATION: {
    button: '改好了，报上去',
    title: MeasureActWords.REPORT_RECTIFICATION,
    label: '改了什么，怎么改的',
    placeholder: '比如 换了新秤，已检定合格',
    hint: '平台核查通过，这件事就了结了',
    done: '已报上去，等平台核查',
    send: (words: Words) => act(ReportRectification, words),
  },
  APPEAL: {
    button: '不服，要申诉',
    title: '申诉',
    label: '为什么不服',
    placeholder: '说清事实，有什么凭据',
    hint: '只能申诉一次。平台答复以前，这个措施照样算数',
    done: '申诉已提交，等平台答复',
    send: (words: Words) => act(AppealMeasure, words),
  },
} as const;
type Answer = keyof typeof ANSWERS;

/** What was ordered against one's business, why, and what one can say to it. */
export default function ConductPage() {
  const query = useQuery(Conduct, {});
  return (
    <Page
      right="COMPLAINTS"
      query={query}
      isEmpty={(data) => data.myParties.every(({ measures, assessments }) => !measures?.length && !assessments?.length)}
      empty={{ text: '没有对您采取过措施', more: '按规矩做，这里就一直是空的' }}
    >
      {({ myParties }) =>
        myParties.map((party) => (
          <View key={party.id}>
            <Months party={party} named={myParties.length > 1} reload={query.reload} />
            {[...(party.measures ?? [])]
              .sort((a, b) => Date.parse(b.takenAt) - Date.parse(a.takenAt))
              .map((measure) => (
                <OneMeasure
                  key={measure.id}
                  measure={measure}
                  party={myParties.length > 1 ? party : null}
                  reload={query.reload}
                />
              ))}
          </View>
        ))
      }
    </Page>
  );
}

function OneMeasure({
  measure,
  party,
  reload,
}: {
  measure: Measure;
  party: Party | null;
  reload: () => Promise<void>;
}) {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const asked = answer && ANSWERS[answer];
  const mayReport = measure.availableActions.includes('REPORT_RECTIFICATION');
  return (
    <>
      <Section
        title={MeasureStepWords[measure.step]}
        extra={<Tag tone={measure.availableActions.length > 0 ? 'bad' : 'soil'}>{measure.stateLabel}</Tag>}
      >
        {party && <View className="grey">{party.name}</View>}
        <View className="break">
          {measure.reason}
          <Clause of={measure.clause} />
        </View>
        <View className="small grey">
          {moment(measure.takenAt)}起{measure.endedAt && `，${moment(measure.endedAt)}止`}
        </View>
        {mayReport ? (
          <DueBy at={measure.dueAt} what="整改好" />
        ) : (
          measure.dueAt && <View className="small grey">整改期限：{fullDay(measure.dueAt)}</View>
        )}
        {measure.rectifiedAt && (
          <Said
            who={`您报的整改　${moment(measure.rectifiedAt)}${measure.rectifiedInTime === false ? '，超过了期限' : ''}`}
            text={measure.rectification}
          />
        )}
        {measure.appealedAt && <Said who={`您的申诉　${moment(measure.appealedAt)}`} text={measure.appeal} />}
        {measure.appealAnswer && <Said who="平台的答复" text={measure.appealAnswer} />}
        {!answer && (
          <View className="buttons">
            <ActionButtons
              actions={measure.availableActions.map((action) => ({ action, label: ANSWERS[action as Answer]?.button }))}
              main="REPORT_RECTIFICATION"
              does={{
                APPEAL: () => setAnswer('APPEAL'),
                REPORT_RECTIFICATION: () => setAnswer('REPORT_RECTIFICATION'),
              }}
            />
          </View>
        )}
      </Section>
      {asked && (
        <TextForm
          key={answer}
          draft={`${answer} ${measure.id}`}
          title={asked.title}
          hint={asked.hint}
          label={asked.label}
          placeholder={asked.placeholder}
          maxLength={2000}
          send={(text) => asked.send({ measureId: measure.id, text })}
          done={asked.done}
          close={() => setAnswer(null)}
          reload={reload}
        />
      )}
    </>
  );
}
