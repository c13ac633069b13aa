import { View } from '@tarojs/components';
import { WithdrawTariffChange } from '@/api/carrier';
import { act } from '@/lib/client';
import { moment } from '@/lib/format';
import { Button } from '@/ui/Button';
import { Section, Tag } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import type { Service } from './service';
import { useEnd } from './useEnd';

/** What is announced and does not bind yet: now this, from a day on that. */
export function Coming({ carrier, reload }: { carrier: Service; reload: () => Promise<void> }) {
  const withdraw = useEnd((changeId) => act(WithdrawTariffChange, { changeId }), reload, '不涨了');
  if (carrier.tariffsComing.length === 0) return null;
  return (
    <Section title="要涨的价">
      <Refusal problem={withdraw.problem} />
      {carrier.tariffsComing.map(({ id, title, beforeText, afterText, bindsAt, lookDueAt, ...change }) => (
        <View key={id} className="line">
          <View className="grow">
            <View>{title}</View>
            <View>
              <Tag tone={change.state === 'ANNOUNCED' ? 'good' : 'soil'}>{change.stateLabel}</Tag>
            </View>
            <View className="small grey">现价：{beforeText}</View>
            <View className="small">
              {change.state === 'HELD'
                ? `平台同意了才改成：${afterText}。${change.document ?? ''}，最晚${lookDueAt ? moment(lookDueAt) : ''}有结果，没人核实就不涨`
                : `${moment(bindsAt)}起：${afterText}`}
            </View>
          </View>
          {change.availableActions.includes('WITHDRAW') && (
            <Button
              small
              kind="danger"
              busy={withdraw.isBusy(id)}
              onTap={() => withdraw.run(id, '不涨了？', '还按现价收，商家会收到消息')}
              label={`${title}不涨了`}
            >
              不涨了
            </Button>
          )}
        </View>
      ))}
    </Section>
  );
}
