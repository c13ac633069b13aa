import { View } from '@tarojs/components';
import { FreightShares, type FreightSharesQuery } from '@/api/carrier';
import { day, yuan } from '@/lib/format';
import { useList } from '@/lib/query';
import { More } from '@/ui/More';
import { Cell, Section } from '@/ui/parts';

const pick = (data: FreightSharesQuery) => data.profitShares;

/** What contracts with sellers give the carrier of each order; nothing is shown where no contract does. */
export function Freight() {
  const list = useList(FreightShares, {}, pick);
  if (!list.data || list.data.length === 0) return null;
  return (
    <Section title="分到的运费">
      {list.data.map(({ id, payer, amountFen, returnedFen, stateLabel, sharedAt, createdAt }) => (
        <View key={id}>
          <Cell label={payer?.name ?? '商家'} plain>
            {yuan(amountFen)}
          </Cell>
          <View className="small grey">
            {day(sharedAt ?? createdAt)}，{stateLabel}
            {returnedFen > 0 && `，买家退款退回 ${yuan(returnedFen)}`}
          </View>
        </View>
      ))}
      <More list={list} />
    </Section>
  );
}
