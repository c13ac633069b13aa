import { SAID } from '@/lib/said';
import { Text, View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { OrderPage as Document, type OrderPageQuery } from '@/api/shop';
import { day, moment, yuan } from '@/lib/format';
import { useFresh } from '@/lib/fresh';
import { go } from '@/lib/go';
import { useAction } from '@/lib/once';
import { orderActions } from '@/lib/order-actions';
import { useQuery } from '@/lib/query';
import { buyAgain } from '@/lib/shop';
import { ActionButtons } from '@/ui/ActionBar';
import { Button } from '@/ui/Button';
import { CallButton } from '@/ui/CallButton';
import { Fold } from '@/ui/Fold';
import { GoodsLine, Grower } from '@/ui/goods';
import { Page } from '@/ui/Page';
import { Pickup } from '@/ui/Pickup';
import { Bar, Cell, Notice, Section, Steps, type Step } from '@/ui/parts';
import { State } from '@/ui/State';
import { Axis } from './axis';

type Order = NonNullable<OrderPageQuery['order']>;

/** What happened to it and when, the newest first. */
function stepsOf(order: Order): Step[] {
  const moments: [string | null | undefined, string, Step['state']?][] = [
    [order.placedAt, order.boughtThrough ? `${order.boughtThrough}替您下了订单` : '您下了订单'],
    [order.paidAt, order.boughtThrough ? '钱付好了' : '您付了款'],
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

/** What is awaited, and by when. */
function when(order: Order): string {
  const [parcel] = order.shipments ?? [];
  if (order.cancelledAt) return '订单取消了';
  if (order.deliveredAt) return `${moment(order.deliveredAt)}签收了`;
  if (order.state === 'COMING_BACK') return '不送了，货正在退回商家';
  if (parcel?.agreedAt) return `约好${moment(parcel.agreedAt)}到`;
  if (order.takenOverAt && parcel) return `${moment(parcel.deliverDueAt)}前到`;
  if (order.readyAt) return '货备好了，等配送员来取';
  if (order.confirmedAt) return '商家在备货';
  if (order.paidAt || order.paysAtDoor) return `最晚${moment(order.confirmDueAt)}确认`;
  return order.payDueAt ? `请在${moment(order.payDueAt)}前付款` : order.stateLabel;
}
/** What else there is to know of it. */
function why(order: Order): string | null {
  if (order.cancelledAt)
    return [order.cancelReason, order.paidAt && order.payment?.moneyText].filter(Boolean).join('。');
  if (order.completedAt) return null;
  if (order.stopAnswerDueAt)
    return `您说停了。不要了就取消，钱退给付款的人；${moment(order.stopAnswerDueAt)}前不说，照常送`;
  if (order.deliveredAt) return order.completeDueAt ? `${moment(order.completeDueAt)}前有问题可以申请售后` : null;
  if (order.state === 'COMING_BACK') return order.payment?.moneyText ?? null;
  if (order.confirmedAt) return order.deliveryService;
  if (order.paysAtDoor && !order.paidAt) return '送到再付，到时没确认自动取消';
  return order.paidAt ? '到时没确认，钱自动退给您' : '过时自动取消，不扣钱';
}

/** Who brings it, and how to reach them. */
const Bringer = ({ parcel }: { parcel: NonNullable<Order['shipments']>[number] }) => (
  <Section>
    <View className="between">
      <View className="grow">
        <View className="bold">
          {parcel.courier && parcel.state !== 'REFUSED' ? `${parcel.courier.name}给您送` : parcel.stateLabel}
        </View>
        <View className="small grey">{parcel.carrierName}</View>
      </View>
      {parcel.courier?.phone && <CallButton phone={parcel.courier.phone} />}
    </View>
    <Cell label="看包裹" onTap={() => go('/pages/parcel/index', { id: parcel.id })}>
      {parcel.stateLabel}
    </Cell>
  </Section>
);

const Lines = ({ order }: { order: Order }) => (
  <Section>
    {order.shop && <Grower shop={order.shop} />}
    {order.lines.map((line) => (
      <View key={line.id}>
        <GoodsLine
          pictureId={line.pictureId}
          title={line.title}
          more={`${line.specification}　${yuan(line.unitFen)} × ${line.quantity}`}
          end={yuan(line.totalFen)}
          onTap={() => go('/pages/product/index', { id: line.product?.id })}
        />
        {line.lots.map(({ lotCode }) => (
          <Cell key={lotCode} label="看来历" onTap={() => go('/pages/trace/index', { lot: lotCode })}>
            <Text className="small break">批次 {lotCode}</Text>
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
      <Text className="bold">{yuan(order.totalFen)}</Text>
    </Cell>
    {order.paysAtDoor && !order.paidAt && !order.cancelledAt && (
      <Cell label="怎么付款">当面看过货，用微信扫配送员的收款码；不收现金</Cell>
    )}
    {order.payment && <Cell label="钱在哪里">{order.payment.moneyText}</Cell>}
    {(order.canAskForInvoice || !!order.invoices?.length) && (
      <Cell label="发票" onTap={() => go('/pages/invoice/index', { order: order.id })}>
        {order.invoices?.[0]?.stateLabel ?? '申请开票'}
      </Cell>
    )}
    {order.refunds?.map((refund) => (
      <View key={refund.id}>
        <Cell label="退款">
          {yuan(refund.amountFen)}，{refund.stateLabel}
          {refund.succeededAt ? `（${day(refund.succeededAt)}到账）` : `，最晚${day(refund.dueAt)}到账`}
        </Cell>
        {refund.availableActions.includes('REDIRECT') && (
          <Button onTap={() => go('/pages/refund-card/index', { id: refund.id })}>换一张卡收款</Button>
        )}
      </View>
    ))}
  </Section>
);

/** The one thing to do now; where another is waited for, who. */
function Foot({ order, pay }: { order: Order; pay: false | (() => unknown) }) {
  const [parcel] = order.shipments ?? [];
  if (order.cancelledAt || order.completedAt || order.deliveredAt) return null;
  return (
    <Bar>
      {pay ? (
        <Button kind="main" wide onTap={pay}>
          去付款
        </Button>
      ) : parcel && order.takenOverAt ? (
        <Button kind="main" wide onTap={() => go('/pages/parcel/index', { id: parcel.id })}>
          看货到哪了
        </Button>
      ) : (
        <Button off wide>
          {order.stateLabel}，您不用做什么
        </Button>
      )}
    </Bar>
  );
}

export default function OrderPage() {
  const { params } = useRouter();
  const id = params['id'] ?? '';
  const query = useQuery(Document, { id });
  useFresh(query.reload);
  const order = query.data?.order;
  const does = order ? orderActions(order, query.reload) : {};
  const doing = useAction(async (action: string) => does[action]?.());
  const buttons = [...(order?.feedbackActions ?? []), ...(order?.availableActions ?? [])].filter(
    ({ action }) => does[action],
  );
  const canPay = buttons.some(({ action }) => action === 'PAY');
  const ways = buttons.filter(({ action }) => action !== 'PAY');

  return (
    <Page
      query={query}
      bar={({ order: found }) => found && <Foot order={found} pay={canPay && (() => doing.run('PAY'))} />}
    >
      {({ order: found }) =>
        found ? (
          <>
            <View className="section">
              <View className="grey">{found.stateLabel}</View>
              <View className="head">{when(found)}</View>
              {why(found) && <View className="small grey">{why(found)}</View>}
            </View>
            {found.stops.map((stop) => (
              <Notice key={stop.lotCode} tone="bad">
                {stop.text}
              </Notice>
            ))}
            {found.stops.some(({ cause }) => cause === 'RECALLED') && (
              <Section>
                <Cell label="召回" onTap={() => go('/pages/recalls/index')}>
                  {found.deliveredAt ? '告诉我们货还在不在' : '看是怎么回事'}
                </Cell>
              </Section>
            )}
            <Axis order={found} />
            {found.shipments?.map((parcel) => (
              <View key={parcel.id}>
                <Pickup parcel={parcel} reload={query.reload} />
                <Bringer parcel={parcel} />
              </View>
            ))}
            {found.afterSales.length > 0 && (
              <Section>
                <Cell label="售后" onTap={() => go('/pages/after-sales/index')}>{`${found.afterSales.length}件`}</Cell>
              </Section>
            )}
            {found.weighIns.map(({ id: weighInId, stateLabel }) => (
              <Section key={weighInId}>
                <Cell label="称重" onTap={() => go('/pages/weigh-in/index', { orderId: found.id })}>
                  {stateLabel}
                </Cell>
              </Section>
            ))}
            <Lines order={found} />
            <View className="buttons pad-x-4">
              <ActionButtons
                actions={ways}
                does={Object.fromEntries(ways.map(({ action }) => [action, () => doing.run(action)]))}
                busy={doing.busy}
                danger={['CANCEL']}
              />
              {found.paidAt && <Button onTap={() => buyAgain(found.lines)}>再来一单</Button>}
            </View>
            {found.recipient && (
              <Section title="收货人">
                <View className="bold">
                  {found.recipient.name} {found.recipient.phone}
                </View>
                <View>{found.recipient.address}</View>
              </Section>
            )}
            <Money order={found} />
            <Section>
              <Fold title="经过">
                <Steps steps={stepsOf(found)} />
              </Fold>
              <Cell label="订单编号">
                <Text className="break">{found.number}</Text>
              </Cell>
            </Section>
          </>
        ) : (
          <State text={SAID.orderMissing} more="可能不是用这个微信下的">
            <Button kind="main" onTap={() => go('/pages/orders/index')}>
              看我的订单
            </Button>
          </State>
        )
      }
    </Page>
  );
}
