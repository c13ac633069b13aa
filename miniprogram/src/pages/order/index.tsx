import { Text, View } from '@tarojs/components';
import { stopPullDownRefresh, usePullDownRefresh, useRouter } from '@tarojs/taro';
import { OrderPage as Document, type OrderPageQuery } from '@/api/shop';
import { day, moment, yuan } from '@/lib/format';
import { useFresh } from '@/lib/fresh';
import { go } from '@/lib/go';
import { useAction } from '@/lib/once';
import { orderActions } from '@/lib/order-actions';
import { useQuery } from '@/lib/query';
import { ActionButtons } from '@/ui/ActionBar';
import { Button } from '@/ui/Button';
import { Page } from '@/ui/Page';
import { Bar, Cell, Notice, Picture, Section, Steps, type Step } from '@/ui/parts';
import { State } from '@/ui/State';
import './index.scss';

type Order = NonNullable<OrderPageQuery['order']>;

/** What happened to it and when, the newest first. */
function stepsOf(order: Order): Step[] {
  const moments: [string | null | undefined, string, Step['state']?][] = [
    [order.placedAt, '您下了订单'],
    [order.paidAt, '您付了款'],
    [order.confirmedAt, '商家确认了订单'],
    [order.readyAt, '商家备好了货'],
    [order.takenOverAt, '配送员取走了货'],
    [order.deliveredAt, '您签收了'],
    [order.completedAt, '订单完成'],
    [order.cancelledAt, `订单取消${order.cancelReason ? `：${order.cancelReason}` : ''}`, 'bad'],
  ];
  const happened = moments.filter(([at]) => at).sort(([a], [b]) => Date.parse(a!) - Date.parse(b!));
  return happened
    .map(([at, title, state], i): Step => ({
      key: title,
      title,
      more: moment(at!),
      state: state ?? (i === happened.length - 1 ? 'now' : 'done'),
    }))
    .reverse();
}

/** What comes next, by when. */
const next = (order: Order): string | null => {
  if (order.cancelledAt || order.completedAt) return null;
  if (order.deliveredAt) return order.completeDueAt ? `${moment(order.completeDueAt)}前有问题可以申请售后` : null;
  if (order.confirmedAt) return order.deliveryService;
  if (order.paidAt) return `商家最晚${moment(order.confirmDueAt)}确认，到时没确认会自动退款`;
  return order.payDueAt ? `请在${moment(order.payDueAt)}前付款，过时自动取消` : null;
};

const Lines = ({ order }: { order: Order }) => (
  <Section title={order.shop?.name}>
    {order.lines.map((line) => (
      <View key={line.id} className="order-item">
        <View className="row" aria-role="button" onClick={() => go('/pages/product/index', { id: line.product?.id })}>
          <Picture id={line.pictureId} size={72} label={line.title} />
          <View className="grow order-text">
            <View className="lines-2">{line.title}</View>
            <View className="small grey">
              {line.specification}　
              <Text className="one-line">
                {yuan(line.unitFen)} × {line.quantity}
              </Text>
            </View>
          </View>
          <View>{yuan(line.totalFen)}</View>
        </View>
        {line.lots.map(({ lotCode }) => (
          <Cell key={lotCode} label={`批次 ${lotCode}`} onTap={() => go('/pages/trace/index', { lot: lotCode })}>
            看溯源
          </Cell>
        ))}
      </View>
    ))}
  </Section>
);

const Money = ({ order }: { order: Order }) => (
  <Section title="钱">
    <Cell label="商品">{yuan(order.goodsFen)}</Cell>
    <Cell label="运费">{order.deliveryFen > 0 ? yuan(order.deliveryFen) : '免运费'}</Cell>
    <Cell label="合计">
      <Text className="bold red">{yuan(order.totalFen)}</Text>
    </Cell>
    {order.payment && <Cell label="钱在哪里">{order.payment.moneyText}</Cell>}
    {order.refunds?.map((refund) => (
      <Cell key={refund.id} label="退款">
        {yuan(refund.amountFen)}，{refund.stateLabel}
        {refund.succeededAt ? `（${day(refund.succeededAt)}到账）` : `，最晚${day(refund.dueAt)}到账`}
      </Cell>
    ))}
  </Section>
);

export default function OrderPage() {
  const { params } = useRouter();
  const id = params['id'] ?? '';
  const query = useQuery(Document, { id });
  useFresh(query.reload);
  usePullDownRefresh(() => void query.reload().finally(() => void stopPullDownRefresh()));
  const order = query.data?.order;
  const does = order ? orderActions(order, query.reload) : {};
  const doing = useAction(async (action: string) => does[action]?.());
  const buttons = [...(order?.feedbackActions ?? []), ...(order?.availableActions ?? [])].filter(
    ({ action }) => does[action],
  );

  return (
    <Page
      query={query}
      bar={
        buttons.length > 0 && (
          <Bar>
            <ActionButtons
              actions={buttons}
              does={Object.fromEntries(buttons.map(({ action }) => [action, () => doing.run(action)]))}
              busy={doing.busy}
              main="PAY"
              danger={['CANCEL']}
            />
          </Bar>
        )
      }
    >
      {({ order: found }) =>
        found ? (
          <>
            <View className="order-head">
              <View className="order-state">{found.stateLabel}</View>
              {next(found) && <View>{next(found)}</View>}
            </View>
            {found.stops.map((stop) => (
              <Notice key={stop.lotCode} tone="bad">
                {stop.text}
              </Notice>
            ))}
            {found.shipments?.map((parcel) => (
              <Section key={parcel.id}>
                <Cell label="包裹" plain onTap={() => go('/pages/parcel/index', { id: parcel.id })}>
                  {parcel.stateLabel}　{parcel.carrierName}
                </Cell>
              </Section>
            ))}
            {found.afterSales.length > 0 && (
              <Section>
                <Cell label="售后" onTap={() => go('/pages/after-sales/index')}>{`${found.afterSales.length}件`}</Cell>
              </Section>
            )}
            <Lines order={found} />
            {found.recipient && (
              <Section title="收货人">
                <View className="bold">
                  {found.recipient.name} {found.recipient.phone}
                </View>
                <View>{found.recipient.address}</View>
              </Section>
            )}
            <Money order={found} />
            <Section title="经过">
              <Steps steps={stepsOf(found)} />
            </Section>
            <Section>
              <Cell label="订单编号">
                <Text className="break">{found.number}</Text>
              </Cell>
            </Section>
          </>
        ) : (
          <State text="没有找到这个订单" more="可能不是用这个微信下的">
            <Button kind="main" onTap={() => go('/pages/orders/index')}>
              看我的订单
            </Button>
          </State>
        )
      }
    </Page>
  );
}
