import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { SellerCancelOrder, ConfirmOrder, PickOrder, SellerOrder, OrderActWords, type OrderAct } from '@/api/seller';
import { act } from '@/lib/client';
import { useFresh } from '@/lib/fresh';
import { moment } from '@/lib/format';
import { go } from '@/lib/go';
import { useAction } from '@/lib/once';
import { wrongAt } from '@/lib/problem';
import { useWaitingOf, type Entry } from '@/lib/outbox';
import { useQuery } from '@/lib/query';
import { TODAY } from '@/lib/today';
import { say } from '@/lib/say';
import { useTold } from '@/lib/told';
import { Acts } from '@/ui/Acts';
import { ActionBar } from '@/ui/ActionBar';
import { Button } from '@/ui/Button';
import { Page } from '../../ui/Page';
import { Cell, Field, Notice, Section } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { DoneHere } from '@/ui/Waiting';
import { HandOver } from '../../ui/HandOver';
import { PAGES } from '../../ui/pages';
import { useSeen } from '../../ui/seen';
import { Goods, Past, ReadOrder, Recipient, Standing, type Order } from './parts';

export default function OrderPage() {
  const { params } = useRouter();
  const id = params['id'] ?? '';
  const query = useQuery(SellerOrder, { id }, { keepAs: `order ${id}`, place: TODAY });
  const waiting = useWaitingOf(id, query.reload);
  useFresh(query.reload);
  const order = query.data?.order;
  useSeen(order?.state === 'PAID' ? [order] : []);
  return (
    <Page
      right="ORDERS"
      query={query}
      isEmpty={(data) => data.order === null}
      empty={{ text: '没有这个订单，或不归您管' }}
    >
      {(data) => (
        <>
          <DoneHere entries={waiting} />
          <Manage order={foreseen(data.order!, waiting)} reload={query.reload} />
        </>
      )}
    </Page>
  );
}

/** What was done without a network is not offered again; what it leads to is. */
function foreseen(order: Order, waiting: readonly Entry[]): Order {
  const isDone = (action: OrderAct): boolean => waiting.some(({ document }) => document.name === DONE_BY[action]);
  const next = isDone('CONFIRM') ? [{ action: 'PICK', label: OrderActWords.PICK } as const] : [];
  return {
    ...order,
    availableActions: [...order.availableActions, ...next].filter(({ action }) => !isDone(action)),
  };
}
const DONE_BY: Readonly<Partial<Record<OrderAct, string>>> = { CONFIRM: ConfirmOrder.name, PICK: PickOrder.name };

function Manage({ order, reload }: { order: Order; reload: () => Promise<void> }) {
  const [cancelling, setCancelling] = useState(false);
  const [reason, setReason] = useState('');
  const askTold = useTold(['ORDER_PAID', 'ORDER_UNSEEN', 'COMPLAINT_FILED']);
  const confirm = useAction(async () => {
    askTold();
    await act(ConfirmOrder, { orderId: order.id });
    say('已确认，可以拣货了');
    await reload();
  });
  const pick = useAction(async () => {
    askTold();
    await act(PickOrder, { orderId: order.id });
    say('已拣好，等配送员来取');
    await reload();
  });
  const cancel = useAction(async () => {
    if (!reason.trim()) throw wrongAt('reason', '请写明为什么取消');
    await act(SellerCancelOrder, { orderId: order.id, reason: reason.trim() }, `cancel ${order.id}`);
    setCancelling(false);
    await reload();
  });
  const problem = confirm.problem ?? pick.problem ?? cancel.problem;
  return (
    <>
      <Refusal problem={problem} />
      {order.stops.map((stop) => (
        <Notice key={stop.lotCode} tone="bad">
          {order.shipments?.find((parcel) => parcel.stop)?.stop?.text ?? stop.text}
        </Notice>
      ))}
      {order.stopAnswerDueAt && (
        <Notice>
          买家喊停了服务站代买，正在问他还要不要。{moment(order.stopAnswerDueAt)}前先别装货；他不说，到时照常发。
        </Notice>
      )}
      <Standing order={order} />
      <ReadOrder order={order} />
      <Goods order={order} />
      {order.state === 'READY' && order.shipments?.length === 0 && (
        <Section title="交给配送员">
          <View className="grey">正在安排配送公司</View>
          <View className="buttons">
            <Button small onTap={reload}>
              看看好了没有
            </Button>
          </View>
        </Section>
      )}
      {order.shipments?.map((shipment) => (
        <HandOver key={shipment.id} shipment={shipment} reload={reload} />
      ))}
      {order.afterSales.length > 0 && (
        <Section title="退换货">
          {order.afterSales.map((one) => (
            <Cell key={one.id} label={one.kindLabel} onTap={() => go(PAGES.afterSale, { id: one.id })}>
              {one.stateLabel}
            </Cell>
          ))}
        </Section>
      )}
      <Recipient order={order} />
      <Past order={order} />
      {cancelling && (
        <Section title={OrderActWords.CANCEL}>
          <Field
            label="为什么取消（买家会看到）"
            value={reason}
            onInput={setReason}
            maxLength={100}
            error={cancel.problem?.at('reason')}
          />
          <Acts>
            <Button onTap={() => setCancelling(false)}>不取消了</Button>
            <Button kind="danger" busy={cancel.busy} onTap={cancel.run}>
              确定取消
            </Button>
          </Acts>
        </Section>
      )}
      <ActionBar
        actions={order.availableActions}
        busy={confirm.busy || pick.busy}
        main={order.availableActions.find(({ action }) => action === 'CONFIRM' || action === 'PICK')?.action}
        danger={['CANCEL']}
        does={{ CONFIRM: confirm.run, PICK: pick.run, CANCEL: () => setCancelling(true) }}
      />
    </>
  );
}
