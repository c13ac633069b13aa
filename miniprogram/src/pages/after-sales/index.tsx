import { View } from '@tarojs/components';
import { useDidShow, useReachBottom } from '@tarojs/taro';
import { AfterSales } from '@/api/shop';
import { day, yuan } from '@/lib/format';
import { go } from '@/lib/go';
import { useList } from '@/lib/query';
import { Button } from '@/ui/Button';
import { More } from '@/ui/More';
import { Page } from '@/ui/Page';
import { Section, Tag } from '@/ui/parts';

export default function AfterSalesPage() {
  const list = useList(AfterSales, {}, (result) => result.afterSales);
  const { reload, data } = list;
  useDidShow(() => void (data && reload()));
  useReachBottom(() => void list.more());
  return (
    <Page
      query={list}
      isEmpty={(requests) => requests.length === 0}
      empty={{
        text: '没有退换货',
        more: '签收后7天内，在订单里点“申请售后”',
        action: <Button onTap={() => go('/pages/orders/index')}>去看订单</Button>,
      }}
    >
      {(requests) => (
        <>
          {requests.map((request) => (
            <Section key={request.id}>
              <View aria-role="button" onClick={() => go('/pages/after-sale/index', { id: request.id })}>
                <View className="between">
                  <View className="bold">{request.order?.shop?.name ?? ''}</View>
                  <Tag tone="soil">{request.stateLabel}</Tag>
                </View>
                <View>{request.lines.map((line) => `${line.title} ×${line.units}`).join('，')}</View>
                <View className="small grey">
                  {request.kindLabel}　{yuan(request.refundFen)}　{day(request.requestedAt)}申请
                </View>
              </View>
            </Section>
          ))}
          <More list={list} />
        </>
      )}
    </Page>
  );
}
