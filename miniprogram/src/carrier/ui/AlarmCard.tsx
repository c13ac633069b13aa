import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { CarrierAcknowledgeAlarm, ResolveAlarm, type CarrierParcelQuery } from '@/api/carrier';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { moment } from '@/lib/format';
import { useAction } from '@/lib/once';
import { confirm, say } from '@/lib/say';
import { Button } from '@/ui/Button';
import { Cell, Field, Section, Tag, type Tone } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { useSave } from './form';
import { range } from './words';

type Alarm = NonNullable<CarrierParcelQuery['shipment']>['alarms'][number];
const TONES: Readonly<Record<string, Tone>> = { raised: 'red', acknowledged: 'amber' };
const SEVERITIES: Record<string, string> = { critical: '特别严重', major: '严重', minor: '一般', warning: '提醒' };
const DECISIONS: Record<string, string> = { release: '货没问题，放行', reject: '货不行，退回' };

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
  const { value: form, set, clear } = useDraft(`alarm ${alarm.id}`, { action: '' });
  const acknowledge = useAction(async () => {
    await act(CarrierAcknowledgeAlarm, { alarmId: alarm.id });
    await reload();
  });
  const resolve = useSave({ action: !form.action.trim() && '请写做了什么' }, async (decision: string) => {
    if (decision === 'reject' && !(await confirm('货不行，都退回？', '在里面的货都不再送，退给商家', '退回'))) return;
    await act(ResolveAlarm, { alarmId: alarm.id, action: form.action.trim(), decision });
    clear();
    say('处理完了');
    await reload();
  });
  const can = (action: string): boolean => alarm.availableActions.includes(action);
  return (
    <Section
      title={alarm.kind === 'silence' ? '温度计没信号' : `超温${alarm.minutesOut}分钟`}
      extra={<Tag tone={TONES[alarm.state]}>{alarm.stateLabel}</Tag>}
    >
      {children}
      <Cell label="程度">{SEVERITIES[alarm.severity] ?? alarm.severity}</Cell>
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
      {alarm.action && <Cell label="做了什么">{alarm.action}</Cell>}
      {alarm.decision && <Cell label="货">{DECISIONS[alarm.decision] ?? alarm.decision}</Cell>}
      {can('acknowledge') && (
        <>
          <Refusal problem={acknowledge.problem} />
          <View className="buttons">
            <Button kind="main" busy={acknowledge.busy} onTap={acknowledge.run}>
              知道了，我来处理
            </Button>
          </View>
        </>
      )}
      {can('resolve') && (
        <>
          <Field
            label="做了什么"
            long
            value={form.action}
            onInput={(action) => set({ action })}
            placeholder="比如 车门没关严，关好了，量了货温3度"
            error={resolve.at('action')}
            maxLength={500}
          />
          <Refusal problem={resolve.problem} fields={resolve.fields} />
          <View className="buttons">
            <Button kind="danger" busy={resolve.busy} onTap={() => resolve.run('reject')}>
              {DECISIONS['reject']}
            </Button>
            <Button kind="main" busy={resolve.busy} onTap={() => resolve.run('release')}>
              {DECISIONS['release']}
            </Button>
          </View>
        </>
      )}
    </Section>
  );
}
