import { Steps } from 'antd';
import { Link, useParams } from 'react-router';
import { TradeOrder, type TradeOrderQuery } from '../api/admin.ts';
import { date, dateTime, yes, yuan } from '../lib/format.ts';
import { useAsk } from '../lib/use.ts';
import { Acts, work } from '../ui/Acts.tsx';
import { retry, transfer } from '../ui/retry-money.ts';
import type { Column } from '../ui/columns.tsx';
import { ListTable } from '../ui/ListTable.tsx';
import { Card, Facts } from '../ui/Facts.tsx';
import { Due, Mark, State } from '../ui/marks.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { NotFound, Shown } from '../ui/States.tsx';
import { afterSaleActs } from './case/after-sale-acts.ts';
import { Talk } from './case/Talk.tsx';
import { stateColumn } from '../ui/state-column.tsx';

type Order = NonNullable<TradeOrderQuery['order']>;
type Line = Order['lines'][number];
type Parcel = NonNullable<Order['shipments']>[number];
type Refund = NonNullable<Order['refunds']>[number];

/** Why no parcel is shown: there is none yet, or it is not this viewer's to see. */
const parcelsMissing = ({ readyAt, shipments }: Order): string =>
  shipments === null ? '物流暂时没有回应，请过一会儿刷新' : readyAt ? '包裹只给办理这笔订单投诉的人看' : '还没有包裹';

/** The steps of an order and when each was done; of a cancelled one only those that were. */
function stepsOf(order: Order) {
  const steps = [
    ['下单', order.placedAt],
    ['付款', order.paidAt],
    ['商家确认', order.confirmedAt],
    ['拣货', order.readyAt],
    ['揽收', order.takenOverAt],
    ['签收', order.deliveredAt],
    order.cancelledAt ? ['取消', order.cancelledAt] : ['完成', order.completedAt],
  ] as const;
  return order.cancelledAt ? steps.filter(([, at]) => at) : steps;
}

const lineColumns: Column<Line>[] = [
  {
    title: '商品',
    text: ({ title, specification }) => `${title} ${specification}`,
    render: ({ title, specification, product }) => (
      <>
        {product ? (
          <Link to={`/products/${product.id}`}>{`${title} ${specification}`}</Link>
        ) : (
          `${title} ${specification}`
        )}
      </>
    ),
  },
  { title: '数量', align: 'right', text: ({ quantity }) => quantity },
  { title: '单价', align: 'right', text: ({ unitFen }) => yuan(unitFen) },
  { title: '小计', align: 'right', text: ({ totalFen }) => yuan(totalFen) },
  { title: '价签版本', text: ({ labelVersion }) => labelVersion },
  { title: '无理由退货', text: ({ returnableWithoutReason }) => yes(returnableWithoutReason) },
  {
    title: '批次',
    text: ({ lots }) => lots.map(({ lotCode, units }) => `${lotCode}×${units}`).join('、') || '—',
    render: ({ lots }) => (
      <>
        {lots.map(({ lotCode, units, lotId }) => (
          <div key={lotId + units}>
            <a href={`/trace/${encodeURIComponent(lotCode)}`} target="_blank" rel="noreferrer">
              {lotCode}
            </a>{' '}
            × {units}
          </div>
        ))}
      </>
    ),
  },
];

const parcelColumns: Column<Parcel>[] = [
  {
    title: '运单号',
    text: ({ trackingNumber }) => trackingNumber,
    render: ({ id: key, trackingNumber }) => <Link to={`/shipments/${key}`}>{trackingNumber}</Link>,
  },
  stateColumn(),
  { title: '配送', text: ({ carrierName }) => carrierName },
  { title: '应送达', text: ({ deliverDueAt }) => dateTime(deliverDueAt) },
  { title: '签收', text: ({ deliveredAt }) => dateTime(deliveredAt) },
];

const refundColumns = (): Column<Refund>[] => [
  { title: '金额', text: ({ amountFen }) => yuan(amountFen) },
  { title: '状态', text: ({ stateLabel }) => stateLabel },
  {
    title: '应到账',
    text: ({ dueAt }) => dateTime(dueAt),
    render: ({ dueAt, succeededAt }) => <Due at={dueAt} done={!!succeededAt} />,
  },
  {
    ...work('retryMoney'),
    render: ({ id: refund, availableActions }) => (
      <Acts size="small" available={availableActions} acts={[retry(refund), transfer(refund)]} />
    ),
  },
];

export function OrderPage() {
  const { id } = useParams();
  const asked = useAsk(TradeOrder, { id: id! });
  return (
    <Shown asked={asked}>
      {({ order }) => {
        if (!order) return <NotFound />;
        const steps = stepsOf(order);
        return (
          <>
            <PageHead
              title={`订单 ${order.number}`}
              back={{ to: '/orders', label: '订单' }}
              note={
                <>
                  <State of={order.state} text={order.stateLabel} /> {order.shop?.name}
                  {order.cancelReason && ` · ${order.cancelReason}`}
                </>
              }
            />
            <Card>
              <Steps
                progressDot
                labelPlacement="vertical"
                responsive={false}
                current={steps.filter(([, at]) => at).length - 1}
                items={steps.map(([title, at]) => ({ title, description: at ? dateTime(at).slice(5) : undefined }))}
              />
            </Card>
            <div className="two">
              <div>
                <Card title="商品">
                  <ListTable bare name="商品" rowKey={(line) => line.id} rows={order.lines} columns={lineColumns} />
                </Card>
                <Card title="包裹">
                  <ListTable
                    bare
                    name="包裹"
                    rowKey={(one) => one.id}
                    rows={order.shipments ?? []}
                    empty={parcelsMissing(order)}
                    columns={parcelColumns}
                  />
                </Card>
                {order.afterSales.map((one) => (
                  <Card
                    key={one.id}
                    title={
                      <>
                        {one.kindLabel} {yuan(one.refundFen)} <Mark tone="quiet">{one.stateLabel}</Mark>
                      </>
                    }
                    extra={!one.decidedAt && !one.closedAt && <Due at={one.answerDueAt} />}
                  >
                    <Talk afterSales={[one]} />
                    <Acts acts={afterSaleActs(one)} available={one.availableActions} />
                  </Card>
                ))}
              </div>
              <div>
                <MoneyCard order={order} />
                {order.refunds && order.refunds.length > 0 && (
                  <Card title="退款">
                    <ListTable
                      bare
                      name="退款"
                      rowKey={(one) => one.id}
                      rows={order.refunds}
                      columns={refundColumns()}
                    />
                  </Card>
                )}
                <DeliveryCard order={order} />
              </div>
            </div>
          </>
        );
      }}
    </Shown>
  );
}

const MoneyCard = ({ order }: { order: Order }) => (
  <Card title="金额">
    <Facts
      columns={1}
      of={[
        ['商品', yuan(order.goodsFen)],
        ['配送', yuan(order.deliveryFen)],
        ['合计', <b key="total">{yuan(order.totalFen)}</b>],
        ['已付', yuan(order.paidFen)],
        ['应退', order.refundDueFen > 0 ? yuan(order.refundDueFen) : null],
        ['已退', order.refundDueFen > 0 ? yuan(order.refundedFen) : null],
        ['付款', order.payment?.stateLabel],
        ['买家看到的', order.payment?.moneyText],
      ]}
    />
  </Card>
);

const DeliveryCard = ({ order }: { order: Order }) => (
  <Card title="配送">
    <Facts
      columns={1}
      of={[
        ['方式', order.deliveryService],
        ['收货', order.recipient && `${order.recipient.name} ${order.recipient.phone}`],
        ['地址', order.recipient?.address],
        ['区划', order.divisionCode],
        ['售后截止', date(order.completeDueAt)],
      ]}
    />
  </Card>
);
