import { View } from '@tarojs/components';
import { useReachBottom, useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { OrderStateWords, SellerOrder, SellerOrders, type OrderState, type SellerOrdersQuery } from '@/api/seller';
import { moment, yuan } from '@/lib/format';
import { useFresh } from '@/lib/fresh';
import { go } from '@/lib/go';
import { ahead, TODAY, useAhead } from '@/lib/today';
import { useList } from '@/lib/query';
import { Tabs, type Option } from '@/ui/forms';
import { More } from '@/ui/More';
import { Page } from '../../ui/Page';
import { Picture, Section, Tag } from '@/ui/parts';
import { DueBy } from '@/ui/DueBy';
import { ownOptionsOf } from '../../ui/own-words';
import { PAGES } from '../../ui/pages';
import { useSeen } from '../../ui/seen';

const ALL: Option<OrderState | ''> = { value: '', label: '全部' };
/** The states in which a seller has something to do or to expect. */
const WATCHED: readonly OrderState[] = ['PAID', 'CONFIRMED', 'READY', 'IN_TRANSIT'];
const TABS = [...ownOptionsOf(OrderStateWords).filter(({ value }) => WATCHED.includes(value)), ALL];
const pick = (data: SellerOrdersQuery) => data.sellerOrders;

export default function OrdersPage() {
  const { params } = useRouter();
  const [state, setState] = useState(TABS.find(({ value }) => value === params['state'])?.value ?? 'PAID');
  const list = useList(SellerOrders, { state: state || null, first: 20, after: null as string | null }, pick, {
    keepAs: `orders ${state}`,
    place: TODAY,
  });
  useAhead(Object.fromEntries((list.data ?? []).map(({ id }) => [id, ahead(SellerOrder, { id }, `order ${id}`)])));
  useReachBottom(() => void list.more());
  useFresh(list.reload);
  useSeen((list.data ?? []).filter((order) => order.state === 'PAID'));
  return (
    <Page
      right="ORDERS"
      query={list}
      head={<Tabs tabs={TABS} value={state} onChange={setState} />}
      isEmpty={(nodes) => nodes.length === 0}
      empty={{ text: state === 'PAID' ? '没有要确认的订单' : '这里没有订单' }}
    >
      {(nodes) => (
        <>
          {nodes.map((order) => (
            <View key={order.id} aria-role="button" onClick={() => go(PAGES.order, { id: order.id })}>
              <Section>
                <View className="between">
                  <View className="small grey">{moment(order.placedAt)}下单</View>
                  <Tag tone={order.state === 'PAID' ? 'amber' : undefined}>{order.stateLabel}</Tag>
                </View>
                {order.lines.slice(0, 3).map((line) => (
                  <View key={line.id} className="line">
                    <Picture id={line.pictureId} size={56} label={line.title} />
                    <View className="grow">
                      {line.title}
                      <View className="small grey">
                        {line.specification} × {line.quantity}
                      </View>
                    </View>
                  </View>
                ))}
                <View className="between">
                  <View className="small">
                    {order.state === 'PAID' && <DueBy at={order.confirmDueAt} what="确认" />}
                  </View>
                  <View className="bold">{yuan(order.totalFen)}</View>
                </View>
              </Section>
            </View>
          ))}
          <More list={list} />
        </>
      )}
    </Page>
  );
}
