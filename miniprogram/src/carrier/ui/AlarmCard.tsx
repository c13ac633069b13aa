import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import {
  AlarmDecisionWords,
  AlarmSeverityWords,
  CarrierAcknowledgeAlarm,
  ResolveAlarm,
  type AlarmAct,
  type AlarmDecision,
  type AlarmState,
  type CarrierParcelQuery,
} from '@/api/carrier';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { moment } from '@/lib/format';
import { useAction } from '@/lib/once';
import { confirm, say } from '@/lib/say';
import { useSave } from '@/lib/save';
import { Button } from '@/ui/Button';
import { Cell, Field, Section, Tag, type Tone } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { range } from './words';

type Alarm = NonNullable<CarrierParcelQuery['shipment']>['alarms'][number];
const TONES: Partial<Record<AlarmState, Tone>> = { RAISED: 'bad', ACKNOWLEDGED: 'amber' };

/** One alarm: how bad, and what is done about it. `children` says where. */
export function AlarmCard({
  alarm,
  reload,
  children,
}: {
  alarm: Alarm;
  reload: () => Promise<void>;
  children?: ReactNode;
}) {
  const { value: form, set, clear } = useDraft(`alarm ${alarm.id}`, { measure: '' });
  const acknowledge = useAction(async () => {
    await act(CarrierAcknowledgeAlarm, { alarmId: alarm.id });
    await reload();
  });
  const resolve = useSave({ measure: !form.measure.trim() && '请写做了什么' }, async (decision: AlarmDecision) => {
    if (decision === 'REJECT' && !(await confirm('货不行，都退回？', '在里面的货都不再送，退给商家', '退回'))) return;
    await act(ResolveAlarm, { alarmId: alarm.id, measure: form.measure.trim(), decision });
    clear();
    say('处理完了');
    await reload();
  });
  const can = (action: AlarmAct): boolean => alarm.availableActions.includes(action);
  return (
    <Section
      title={alarm.kind === 'SILENCE' ? '温度计没信号' : `超温${alarm.minutesOut}分钟`}
      extra={<Tag tone={TONES[alarm.state]}>{alarm.stateLabel}</Tag>}
    >
      {children}
      <Cell label="程度">{AlarmSeverityWords[alarm.severity]}</Cell>
      {alarm.worstCelsius !== null && (
        <Cell label="最差时">
          <View className="red">{alarm.worstCelsius}°C</View>
        </Cell>
      )}
      {range(alarm.limitCelsiusMin, alarm.limitCelsiusMax) && (
        <Cell label="该是">{range(alarm.limitCelsiusMin, alarm.limitCelsiusMax)}</Cell>
      )}
      <Cell label="开始">{moment(alarm.startedAt)}</Cell>
      <Cell label="恢复">{alarm.endedAt ? moment(alarm.endedAt) : <View className="red">还没恢复</View>}</Cell>
      {alarm.measure && <Cell label="做了什么">{alarm.measure}</Cell>}
      {alarm.decision && <Cell label="货">{AlarmDecisionWords[alarm.decision]}</Cell>}
      {can('ACKNOWLEDGE') && (
        <>
          <Refusal problem={acknowledge.problem} />
          <View className="buttons">
            <Button kind="main" busy={acknowledge.busy} onTap={acknowledge.run}>
              知道了，我来处理
            </Button>
          </View>
        </>
      )}
      {can('RESOLVE') && (
        <>
          <Field
            label="做了什么"
            long
            value={form.measure}
            onInput={(measure) => set({ measure })}
            placeholder="比如 车门没关严，关好了，量了货温3度"
            error={resolve.at('measure')}
            maxLength={500}
          />
          <Refusal problem={resolve.problem} fields={resolve.fields} />
          <View className="buttons">
            <Button kind="danger" busy={resolve.busy} onTap={() => resolve.run('REJECT')}>
              {AlarmDecisionWords.REJECT}
            </Button>
            <Button kind="main" busy={resolve.busy} onTap={() => resolve.run('RELEASE')}>
              {AlarmDecisionWords.RELEASE}
            </Button>
          </View>
        </>
      )}
    </Section>
  );
}
