import { View } from '@tarojs/components';
import { SharesGot as Asked, type ShareKind, type SharesGotQuery } from '@/api/shop';
import { day, yuan } from '@/lib/format';
import { useList } from '@/lib/query';
import { More } from '@/ui/More';
import { Cell, Section } from '@/ui/parts';

const pick = (data: SharesGotQuery) => data.profitShares;

/** What contracts with sellers give a carrier or a station of each order; nothing is shown where no contract does. */
export function SharesGot({ kind, title }: { kind: ShareKind; title: string }) {
  const list = useList(Asked, { kind }, pick);
  if (!list.data || list.data.length === 0) return null;
  return (
    <Section title={title}>
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
