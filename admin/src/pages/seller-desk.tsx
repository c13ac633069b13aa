import {
  ConfirmOrder,
  SellerDesk as SellerDeskDocument,
  type DeskOrderFragment,
  type SellerDeskQuery,
  OrderActWords,
} from '../api/admin.ts';
import { useNow } from '../lib/clock.ts';
import { count, dateTime, monthDay, todayInChina, weekdayOf, yuan } from '../lib/format.ts';
import { useAsk } from '../lib/use.ts';
import { act, Acts, work } from '../ui/Acts.tsx';
import type { Column } from '../ui/columns.tsx';
import { Card, Figures } from '../ui/Facts.tsx';
import { ListTable } from '../ui/ListTable.tsx';
import { Due } from '../ui/marks.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Shown } from '../ui/States.tsx';

const DAY_MS = 86_400_000;
type Order = DeskOrderFragment;
const ordersOf = (of: SellerDeskQuery['paid']): Order[] => of?.edges.map(({ node }) => node) ?? [];

const total = (days: NonNullable<SellerDeskQuery['salesByDay']>, of: 'grossFen' | 'orders'): number =>
  days.reduce((sum, one) => sum + one[of], 0);

const orderColumns: Column<Order>[] = [
  { title: '订单号', text: ({ number }) => number },
  { title: '货', text: ({ title }) => title },
  { title: '货款', align: 'right', text: ({ totalFen }) => yuan(totalFen) },
  { title: '下单', text: ({ placedAt }) => dateTime(placedAt) },
];
const confirmColumns = (): Column<Order>[] => [
  ...orderColumns,
  {
    title: '最晚确认',
    text: ({ confirmDueAt }) => dateTime(confirmDueAt),
    render: ({ confirmDueAt }) => <Due at={confirmDueAt} />,
  },
  {
    ...work('confirmOrder'),
    render: ({ id, availableActions }) => (
      <Acts
        size="small"
        available={availableActions}
        acts={[
          act({
            label: OrderActWords.CONFIRM,
            field: 'confirmOrder',
            action: 'CONFIRM',
            tone: 'primary',
            document: ConfirmOrder,
            variables: { input: { orderId: id } },
          }),
        ]}
      />
    ),
  },
];

/** Who sells: what is to be confirmed and sent, what buyers ask back, and what yesterday brought. */
export function SellerDesk() {
  const now = useNow();
  const asked = useAsk(SellerDeskDocument, { day: todayInChina(now - DAY_MS) }, { refreshInterval: 120_000 });
  return (
    <>
      <PageHead title="今天的单子" note={`${monthDay(now)} ${weekdayOf(now)}`} />
      <Shown asked={asked}>
        {({ paid, confirmed, sellerAfterSales, salesByDay }) => {
          const asks = sellerAfterSales?.edges.map(({ node }) => node) ?? [];
          return (
            <>
              <Card>
                <Figures
                  of={[
                    ['等您确认', `${ordersOf(paid).length} 单`],
                    ['等您发货', `${ordersOf(confirmed).length} 单`],
                    ['买家要退要换', `${asks.length} 件`],
                    [
                      '昨天结算的货款',
                      salesByDay &&
                        `${yuan(total(salesByDay, 'grossFen'))}（${count(total(salesByDay, 'orders'))} 单）`,
                    ],
                  ]}
                />
              </Card>
              <Card title="等您确认的">
                <ListTable
                  bare
                  name="等确认的订单"
                  rowKey={({ id }) => id}
                  rows={ordersOf(paid)}
                  columns={confirmColumns()}
                  empty="没有等确认的"
                />
              </Card>
              <Card title="等您发货的">
                <ListTable
                  bare
                  name="等发货的订单"
                  rowKey={({ id }) => id}
                  rows={ordersOf(confirmed)}
                  columns={orderColumns}
                  empty="没有等发货的"
                />
              </Card>
              <Card title="买家要退要换的">
                <ListTable
                  bare
                  name="退换"
                  rowKey={({ id }) => id}
                  rows={asks}
                  empty="没有要退要换的"
                  columns={[
                    { title: '订单号', text: ({ order }) => order?.number },
                    { title: '货', text: ({ order }) => order?.title },
                    { title: '要什么', text: ({ kindLabel }) => kindLabel },
                    { title: '为什么', text: ({ reason }) => reason },
                    { title: '多少钱', align: 'right', text: ({ refundFen }) => yuan(refundFen) },
                    {
                      title: '最晚答复',
                      text: ({ answerDueAt }) => dateTime(answerDueAt),
                      render: ({ answerDueAt }) => <Due at={answerDueAt} />,
                    },
                  ]}
                />
              </Card>
            </>
          );
        }}
      </Shown>
    </>
  );
}
