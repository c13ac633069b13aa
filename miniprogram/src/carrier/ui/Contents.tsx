import { SAID } from '@/lib/said';
import { View } from '@tarojs/components';
import {
  ContentsCaseKindWords,
  ContentsCaseStateWords,
  SettleContentsCase,
  type CarrierParcelQuery,
} from '@/api/carrier';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { moment } from '@/lib/format';
import { say } from '@/lib/say';
import { Button } from '@/ui/Button';
import { DateField, TimeField } from '@/ui/forms';
import { Cell, Field, Section, Tag } from '@/ui/parts';
import { inChina } from '@/lib/china-day';
import { useSave } from '@/lib/save';
import { Refusal } from '@/ui/Refusal';

type Case = CarrierParcelQuery['contentsCases']['edges'][number]['node'];

/** The packaging was whole and the goods were not: the carrier speaks with the seller and writes down what was agreed. */
export function Contents({ one, reload }: { one: Case; reload: () => Promise<void> }) {
  const now = inChina(Date.now());
  const {
    value: form,
    set,
    clear,
  } = useDraft(`contents ${one.id}`, { on: now.slice(0, 10), at: now.slice(11, 16), settlement: '' });
  const settle = useSave({ settlement: !form.settlement.trim() && SAID.sayHowHandled }, async () => {
    await act(SettleContentsCase, {
      caseId: one.id,
      consignorContactedAt: new Date(`${form.on}T${form.at}:00+08:00`).toISOString(),
      settlement: form.settlement.trim(),
    });
    clear();
    say('处理好了');
    await reload();
  });
  return (
    <Section
      title={ContentsCaseKindWords[one.kind]}
      extra={<Tag tone={one.state === 'OPEN' ? 'bad' : undefined}>{ContentsCaseStateWords[one.state]}</Tag>}
    >
      <View>{one.note}</View>
      <View className="small grey">{moment(one.openedAt)}报的，外包装完好</View>
      {one.settlement && <Cell label="怎么处理的">{one.settlement}</Cell>}
      {one.availableActions.includes('SETTLE') && (
        <>
          <DateField
            label="哪天联系的商家"
            value={form.on}
            end={now.slice(0, 10)}
            onChange={(on) => set({ on })}
            error={settle.at('consignorContactedAt')}
          />
          <TimeField label="几点联系的" value={form.at} onChange={(at) => set({ at })} />
          <Field
            label="怎么处理的"
            long
            value={form.settlement}
            onInput={(settlement) => set({ settlement })}
            placeholder="比如 商家明天补一盒"
            error={settle.at('settlement')}
            maxLength={500}
          />
          <Refusal problem={settle.problem} fields={settle.fields} />
          <View className="buttons">
            <Button kind="main" busy={settle.busy} onTap={settle.run}>
              和商家说好了
            </Button>
          </View>
        </>
      )}
    </Section>
  );
}
