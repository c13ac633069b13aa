import { useReachBottom } from '@tarojs/taro';
import { PartyDebts, type PartyDebtsQuery } from '@/api/seller';
import { useFresh } from '@/lib/fresh';
import { useList } from '@/lib/query';
import { nodesOf } from '@/lib/to-do';
import { More } from '@/ui/More';
import { Page } from '../../ui/Page';
import { CashCard, isAsked } from './cash';
import { DebtCard } from './debt';

const pick = (data: PartyDebtsQuery) => data.recoveries;

/** What the party owes and is owed, how each comes back, what happens next and until when; and what it answers. */
export default function DebtsPage() {
  const list = useList(PartyDebts, { first: 20 }, pick);
  useReachBottom(() => void list.more());
  useFresh(list.reload);
  const cash = nodesOf(list.whole?.codRemittances ?? null).filter(isAsked);
  return (
    <Page
      right="FINANCE"
      query={list}
      isEmpty={(nodes) => nodes.length + cash.length === 0}
      empty={{ text: '没有赔款，也没有欠款', more: '别人该赔您的、您该赔别人的，都会列在这里' }}
    >
      {(nodes) => (
        <>
          {cash.map((one) => (
            <CashCard key={one.id} one={one} reload={list.reload} />
          ))}
          {nodes.map((one) => (
            <DebtCard key={one.id} one={one} reload={list.reload} />
          ))}
          <More list={list} />
        </>
      )}
    </Page>
  );
}
