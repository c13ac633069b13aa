import { View } from '@tarojs/components';
import { stopPullDownRefresh, usePullDownRefresh, useReachBottom } from '@tarojs/taro';
import { MyOrders, type MyOrdersQuery } from '@/api/shop';
import { moment, yuan } from '@/lib/format';
import { useFresh } from '@/lib/fresh';
import { go } from '@/lib/go';
import { useAction } from '@/lib/once';
import { orderActions } from '@/lib/order-actions';
import { useList } from '@/lib/query';
import { ActionButtons } from '@/ui/ActionBar';
import { Button } from '@/ui/Button';
import { More } from '@/ui/More';
import { Page } from '@/ui/Page';
import { Picture } from '@/ui/parts';
import './index.scss';

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
          <View className="green bold">{order.stateLabel}</View>
        </View>
        {order.lines.slice(0, 3).map((line) => (
          <View key={line.id} className="row order-line">
            <Picture id={line.pictureId} size={64} label={line.title} />
            <View className="grow order-text">
              <View className="lines-2">{line.title}</View>
              <View className="small grey">
                {line.specification} × {line.quantity}
              </View>
            </View>
            <View>{yuan(line.totalFen)}</View>
          </View>
        ))}
        {order.lines.length > 3 && <View className="small grey">还有{order.lines.length - 3}种…</View>}
        <View className="between wrap">
          <View className="small grey">{moment(order.placedAt)}</View>
          <View>
            共{units}件 <View className="bold order-sum">{yuan(order.totalFen)}</View>
          </View>
        </View>
      </View>
      {order.payDueAt && <View className="small amber-text">请在{moment(order.payDueAt)}前付款</View>}
      <View className="order-ways">
        <ActionButtons small actions={actions} does={does} busy={doing.busy} main="PAY" />
      </View>
    </View>
  );
}

export default function OrdersPage() {
  const list = useList(MyOrders, FIRST, pick);
  useFresh(list.reload);
  useReachBottom(() => void list.more());
  usePullDownRefresh(() => void list.reload().finally(() => void stopPullDownRefresh()));
  return (
    <Page
      query={list}
      isEmpty={(orders) => orders.length === 0}
      empty={{
        text: '还没有订单',
        action: (
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
