import { Link } from 'react-router';
import { OrderStateWords, TradeOrders, type OrderSort, type TradeOrdersQuery } from '../api/admin.ts';
import { dateTime, yuan } from '../lib/format.ts';
import { options } from '../lib/words.ts';
import type { Column } from '../ui/columns.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { Due } from '../ui/marks.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { PartyLink } from '../ui/PartyLink.tsx';
import { stateColumn } from '../ui/state-column.tsx';

type Row = TradeOrdersQuery['tradeOrders']['edges'][number]['node'];

const columns: Column<Row, OrderSort>[] = [
  {
    title: '订单号',
    text: ({ number }) => number,
    render: ({ id, number }) => <Link to={`/orders/${id}`}>{number}</Link>,
  },
  { title: '内容', text: ({ title }) => title },
  {
    title: '店铺',
    text: ({ shop }) => shop?.name,
    render: ({ shop, seller }) => <PartyLink of={seller} name={shop?.name} />,
  },
  stateColumn('STATE'),
  { title: '金额', align: 'right', sort: 'TOTAL_FEN', text: ({ totalFen }) => yuan(totalFen) },
  { title: '下单', text: ({ placedAt }) => dateTime(placedAt), sort: 'PLACED_AT' },
  { title: '付款', roomy: true, text: ({ paidAt }) => dateTime(paidAt) },
  {
    title: '应确认',
    text: ({ confirmDueAt }) => dateTime(confirmDueAt),
    render: ({ confirmDueAt, confirmedAt, state }) => (
      <Due at={confirmDueAt} done={!!confirmedAt || state !== 'PAID'} />
    ),
  },
  { title: '签收', roomy: true, text: ({ deliveredAt }) => dateTime(deliveredAt) },
];

export function OrdersPage() {
  return (
    <>
      <PageHead title="订单" note="平台上的全部交易；买家的姓名和地址不在这里显示" />
      <DataTable
        name="订单"
        document={TradeOrders}
        variables={({ state, partyId }, page) => ({ ...page, state, partyId })}
        rows={({ tradeOrders }) => tradeOrders}
        rowKey={({ id }) => id}
        filters={[
          { name: 'state', label: '状态', options: options(OrderStateWords) },
          { name: 'partyId', label: '商家', kind: 'party' },
        ]}
        columns={columns}
      />
    </>
  );
}
