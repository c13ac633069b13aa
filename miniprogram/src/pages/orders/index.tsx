import { Input, Text, View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { MyOrders, OrderPhaseWords, type MyOrdersQuery, type OrderPhase } from '@/api/shop';
import { moment, yuan } from '@/lib/format';
import { useFresh } from '@/lib/fresh';
import { go } from '@/lib/go';
import { useAction } from '@/lib/once';
import { orderActions } from '@/lib/order-actions';
import { useList } from '@/lib/query';
import { buyAgain } from '@/lib/shop';
import { ActionButtons } from '@/ui/ActionBar';
import { Button } from '@/ui/Button';
import { optionsOf, Tabs, type Option } from '@/ui/forms';
import { GoodsLine } from '@/ui/goods';
import { More } from '@/ui/More';
import { Page } from '@/ui/Page';
import { Tag } from '@/ui/parts';

const FIRST = { first: 10 };
const pick = (result: MyOrdersQuery) => result.orders;
/** What is rarely wanted, and then with the order before one's eyes. */
const ON_ITS_PAGE = ['COMPLAIN', 'READ_REVIEW'];
type Order = MyOrdersQuery['orders']['edges'][number]['node'];

function OrderCard({ order, reload }: { order: Order; reload: () => Promise<void> }) {
  const doing = useAction(async (action: string) => orderActions(order, reload)[action]?.());
  const actions = [...(order.feedbackActions ?? []), ...order.availableActions].filter(
    ({ action }) => !ON_ITS_PAGE.includes(action),
  );
  const does = Object.fromEntries(
    actions.map(({ action }) => [action, orderActions(order, reload)[action] && (() => doing.run(action))]),
  );
  const units = order.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  return (
    <View className="section">
      <View aria-role="button" onClick={() => go('/pages/order/index', { id: order.id })}>
        <View className="between wrap">
          <View className="bold">{order.shop?.name}</View>
          <View className="bold">{order.stateLabel}</View>
        </View>
        {order.lines.slice(0, 3).map((line) => (
          <GoodsLine
            key={line.id}
            pictureId={line.pictureId}
            title={line.title}
            more={`${line.specification} × ${line.quantity}`}
            end={yuan(line.totalFen)}
          />
        ))}
        {order.lines.length > 3 && <View className="small grey">还有{order.lines.length - 3}种…</View>}
        <View className="between wrap">
          <View className="small grey">{moment(order.placedAt)}</View>
          <View>
            共{units}件 <Text className="bold">{yuan(order.totalFen)}</Text>
          </View>
        </View>
      </View>
      {order.payDueAt && <Tag tone="amber">请在{moment(order.payDueAt)}前付款</Tag>}
      <View className="buttons">
        {!order.payDueAt && (
          <Button small onTap={() => buyAgain(order.lines)}>
            再来一单
          </Button>
        )}
        <ActionButtons small actions={actions} does={does} busy={doing.busy} main="PAY" />
      </View>
    </View>
  );
}

const TABS: readonly Option<OrderPhase | 'ALL'>[] = [{ value: 'ALL', label: '全部' }, ...optionsOf(OrderPhaseWords)];

/** How far they are, and a word of what was bought. */
function useFinding() {
  const [phase, setPhase] = useState<OrderPhase | 'ALL'>('ALL');
  const [typed, setTyped] = useState('');
  const [search, setSearch] = useState('');
  const head = (
    <>
      <View className="search-head row on-card pad-y-2 pad-x-3">
        <Input
          className="grow touch on-sunk r-act pad-x-4"
          value={typed}
          maxlength={40}
          confirmType="search"
          placeholder="买过什么，或者订单号"
          aria-label="找订单"
          onInput={({ detail }) => (setTyped(detail.value), !detail.value && setSearch(''))}
          onConfirm={() => setSearch(typed.trim())}
        />
        <Button onTap={() => setSearch(typed.trim())}>找一找</Button>
      </View>
      <Tabs tabs={TABS} value={phase} onChange={setPhase} />
    </>
  );
  const isWhole = phase === 'ALL' && !search;
  return { head, isWhole, by: { phase: phase === 'ALL' ? null : phase, search: search || null } };
}

export default function OrdersPage() {
  const { head, isWhole, by } = useFinding();
  const list = useList(MyOrders, { ...FIRST, ...by }, pick);
  useFresh(list.reload);
  useReachBottom(() => void list.more());
  return (
    <Page
      query={list}
      head={head}
      isEmpty={(orders) => orders.length === 0}
      empty={{
        text: isWhole ? '还没有订单' : '没有这样的订单',
        action: isWhole && (
          <Button kind="main" onTap={() => go('/pages/home/index')}>
            去逛逛
          </Button>
        ),
      }}
    >
      {(orders) => (
        <>
          {orders.map((order) => (
            <OrderCard key={order.id} order={order} reload={list.reload} />
          ))}
          <More list={list} />
        </>
      )}
    </Page>
  );
}
