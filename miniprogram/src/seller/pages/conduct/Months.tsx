import { View } from '@tarojs/components';
import { useState } from 'react';
import { ObjectToAssessment, type ConductQuery } from '@/api/seller';
import { act } from '@/lib/client';
import { moment } from '@/lib/format';
import { Button } from '@/ui/Button';
import { Section, Tag } from '@/ui/parts';
import { Said, TextForm } from '../../ui/TextForm';

type Party = ConductQuery['myParties'][number];
type Month = NonNullable<Party['assessments']>[number];
const SHOWN_MAX = 3;

interface MonthsProps {
  party: Party;
  named: boolean;
  reload: () => Promise<void>;
}
/** How one's business did in the last months, before and after it is published. */
export const Months = ({ party, named, reload }: MonthsProps) =>
  (party.assessments ?? [])
    .slice(0, SHOWN_MAX)
    .map((month) => (
      <OneMonth key={month.id} month={month} partyId={party.id} name={named ? party.name : null} reload={reload} />
    ));

interface OneMonthProps {
  month: Month;
  partyId: string;
  name: string | null;
  reload: () => Promise<void>;
}
function OneMonth({ month: { month, score, passed, figures, ...of }, partyId, name, reload }: OneMonthProps) {
  const [asked, setAsked] = useState<string | null>(null);
  return (
    <>
      <Section
        title={`${Number(month.slice(5))}月考评`}
        extra={<Tag tone={passed ? 'good' : 'bad'}>{score === null ? '没有业务' : `${score}分`}</Tag>}
      >
        {name && <View className="grey">{name}</View>}
        {of.objectionDueAt && figures.some(({ good, total }) => good < total) && (
          <View className="grey">还没有公布。哪一项不对，{moment(of.objectionDueAt)}前点“不对”，平台核对后答复</View>
        )}
        {figures.map(({ metric, title, good, total }) => {
          const objection = of.objections?.find((one) => one.metric === metric);
          return (
            <View key={metric} className="line">
              <View className="grow">
                <View>{title}</View>
                <View className="small grey">
                  {total}次，做到{good}次
                </View>
                {objection && <Said who={objection.stateLabel} text={objection.answer} />}
              </View>
              {of.objectionDueAt && !objection && good < total && (
                <Button small onTap={() => setAsked(metric)}>
                  不对
                </Button>
              )}
            </View>
          );
        })}
      </Section>
      {asked && (
        <TextForm
          key={asked}
          draft={`OBJECT ${partyId} ${month} ${asked}`}
          title={`“${figures.find(({ metric }) => metric === asked)?.title ?? ''}”哪里不对`}
          hint="一项只能提一次。平台到期没有答复的，这一项不算"
          label="说清哪一天、哪一单、怎么回事"
          placeholder="比如 10号停电，订单第二天才看到"
          maxLength={1000}
          send={(text) => act(ObjectToAssessment, { month, partyId, metric: asked, text })}
          done="已提交，等平台答复"
          close={() => setAsked(null)}
          reload={reload}
        />
      )}
    </>
  );
}
