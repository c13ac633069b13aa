import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { SellerCancelOrder, ConfirmOrder, PickOrder, SellerOrder, type SellerOrderQuery } from '@/api/seller';
import { act } from '@/lib/client';
import { moment, yuan } from '@/lib/format';
import { useFresh } from '@/lib/fresh';
import { go } from '@/lib/go';
import { useAction } from '@/lib/once';
import { wrongAt } from '@/lib/problem';
import { useQuery } from '@/lib/query';
import { say } from '@/lib/say';
import { ActionBar } from '@/ui/ActionBar';
import { Button } from '@/ui/Button';
import { Page } from '@/ui/Page';
import { Cell, Clause, Field, Notice, Picture, Section } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { DueBy } from '@/ui/DueBy';
import { HandOver } from '../../ui/HandOver';
import { PAGES } from '../../ui/pages';
import '../../ui/seller.scss';

type Order = NonNullable<SellerOrderQuery['order']>;

export default function OrderPage() {
  const { params } = useRouter();
  const query = useQuery(SellerOrder, { id: params['id'] ?? '' });
  useFresh(query.reload);
  return (
    <Page
      right="orders"
      query={query}
      isEmpty={(data) => data.order === null}
      empty={{ text: '没有这个订单，或不归您管' }}
    >
      {(data) => <Manage order={data.order!} reload={query.reload} />}
    </Page>
  );
}

function Manage({ order, reload }: { order: Order; reload: () => Promise<void> }) {
  const [cancelling, setCancelling] = useState(false);
  const [reason, setReason] = useState('');
  const confirm = useAction(async () => {
    await act(ConfirmOrder, { orderId: order.id });
    say('已确认，可以拣货了');
    await reload();
  });
  const pick = useAction(async () => {
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
          {order.shipments.find((parcel) => parcel.stop)?.stop?.text ?? stop.text}
        </Notice>
      ))}
      <Section title={order.stateLabel}>
        {order.state === 'paid' && (
          <View>
            <DueBy at={order.confirmDueAt} what="确认" />
            <View className="small grey">
              过时没确认，订单自动取消，钱退给买家
              <Clause of="7.5.w" />
            </View>
          </View>
        )}
        {order.cancelReason && (
          <View>
            {order.cancelReason}
            {order.cancelNote ? `：${order.cancelNote}` : ''}
          </View>
        )}
        {order.refundDueFen > 0 && (
          <View className="red">
            要退给买家 {yuan(order.refundDueFen)}，已退 {yuan(order.refundedFen)}
          </View>
        )}
      </Section>
      <Section title="要发的货">
        {order.lines.map((line) => (
          <View key={line.id} className="line">
            <Picture id={line.pictureId} size={64} label={line.title} />
            <View className="grow">
              <View>{line.title}</View>
              <View className="small grey">{line.specification}</View>
              {line.lots.map((lot) => (
                <View key={lot.lotCode} className="green">
                  拿批号 {lot.lotCode}：{lot.units} 件
                </View>
              ))}
            </View>
            <View className="bold">× {line.quantity}</View>
          </View>
        ))}
        <Cell label="货款">{yuan(order.goodsFen)}</Cell>
        <Cell label="运费">{yuan(order.deliveryFen)}</Cell>
        <Cell label="一共">{yuan(order.totalFen)}</Cell>
      </Section>
      {order.state === 'ready' && order.shipments.length === 0 && (
        <Section title="交给配送员">
          <View className="grey">正在安排配送公司</View>
          <View className="buttons">
            <Button small onTap={reload}>
              看看好了没有
            </Button>
          </View>
        </Section>
      )}
      {order.shipments.map((shipment) => (
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
      <Section title="收货人">
        {order.recipient ? (
          <View>
            {order.recipient.name} {order.recipient.phone}
            <View className="grey">{order.recipient.address}</View>
          </View>
        ) : (
          <View className="grey">只有配送员送货时能看到</View>
        )}
        <View className="small grey">为保护买家，这里只显示一部分；配送员送货时能看到全部。</View>
      </Section>
      <Section title="经过">
        <Cell label="订单号">
          <View className="break">{order.number}</View>
        </Cell>
        <Cell label="下单">{moment(order.placedAt)}</Cell>
        {order.paidAt && <Cell label="付款">{moment(order.paidAt)}</Cell>}
        {order.confirmedAt && <Cell label="确认">{moment(order.confirmedAt)}</Cell>}
        {order.readyAt && <Cell label="拣好">{moment(order.readyAt)}</Cell>}
        {order.takenOverAt && <Cell label="交给配送员">{moment(order.takenOverAt)}</Cell>}
        {order.deliveredAt && <Cell label="签收">{moment(order.deliveredAt)}</Cell>}
      </Section>
      {cancelling && (
        <Section title="取消订单">
          <Field
            label="为什么取消（买家会看到）"
            value={reason}
            onInput={setReason}
            maxLength={100}
            error={cancel.problem?.at('reason')}
          />
          <View className="buttons">
            <Button onTap={() => setCancelling(false)}>不取消了</Button>
            <Button kind="danger" busy={cancel.busy} onTap={cancel.run}>
              确定取消
            </Button>
          </View>
        </Section>
      )}
      <ActionBar
        actions={order.availableActions}
        busy={confirm.busy || pick.busy}
        main={order.availableActions.find(({ action }) => ['confirm', 'pick'].includes(action))?.action}
        danger={['cancel']}
        does={{ confirm: confirm.run, pick: pick.run, cancel: () => setCancelling(true) }}
      />
      <View className="bar-room" />
    </>
  );
}
