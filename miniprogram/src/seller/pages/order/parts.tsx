import { View } from '@tarojs/components';
import type { SellerOrderQuery } from '@/api/seller';
import { moment, yuan } from '@/lib/format';
import { Cell, Clause, Picture, Section } from '@/ui/parts';
import { DueBy } from '@/ui/DueBy';
import { ReadAloud } from '../../ui/ReadAloud';

export type Order = NonNullable<SellerOrderQuery['order']>;

export const Standing = ({ order }: { order: Order }) => (
  <Section title={order.stateLabel}>
    {order.state === 'PAID' && (
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
);

/** What was bought, and by when what is to be done. */
export function ReadOrder({ order }: { order: Order }) {
  const goods = order.lines.map(({ title, specification, quantity }) => `${title}${specification}，${quantity}件`);
  const until = order.state === 'PAID' ? `请在${moment(order.confirmDueAt)}前确认。` : '';
  return (
    <View className="row end pad-x-4 gap-top">
      <ReadAloud text={`${order.stateLabel}。${goods.join('。')}。一共${order.totalFen / 100}元。${until}`} />
    </View>
  );
}

/** What is to be sent, from which lots, and what it brings. */
export const Goods = ({ order }: { order: Order }) => (
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
);

export const Recipient = ({ order }: { order: Order }) => (
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
);

export const Past = ({ order }: { order: Order }) => (
  <Section title="经过">
    <Cell label="订单号">
      <View className="break">{order.number}</View>
    </Cell>
    <Cell label="下单">
      {moment(order.placedAt)}
      {order.boughtThrough && `，${order.boughtThrough}代买`}
    </Cell>
    {order.paidAt && <Cell label="付款">{moment(order.paidAt)}</Cell>}
    {order.confirmedAt && <Cell label="确认">{moment(order.confirmedAt)}</Cell>}
    {order.readyAt && <Cell label="拣好">{moment(order.readyAt)}</Cell>}
    {order.takenOverAt && <Cell label="交给配送员">{moment(order.takenOverAt)}</Cell>}
    {order.deliveredAt && <Cell label="签收">{moment(order.deliveredAt)}</Cell>}
  </Section>
);
