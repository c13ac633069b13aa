import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { SellerAfterSales, type SellerAfterSalesQuery } from '@/api/seller';
import { yuan } from '@/lib/format';
import { useFresh } from '@/lib/fresh';
import { go } from '@/lib/go';
import { useList } from '@/lib/query';
import { Tabs } from '@/ui/forms';
import { More } from '@/ui/More';
import { Page } from '@/ui/Page';
import { Section, Tag } from '@/ui/parts';
import { DueBy } from '@/ui/DueBy';
import { PAGES } from '../../ui/pages';
import '../../ui/seller.scss';

const TABS = [
  { value: 'requested', label: '待答复' },
  { value: 'handed-over', label: '待验收' },
  { value: '', label: '全部' },
];
const pick = (data: SellerAfterSalesQuery) => data.sellerAfterSales;

export default function AfterSalesPage() {
  const [state, setState] = useState('requested');
  const list = useList(SellerAfterSales, { state: state || null, first: 20, after: null as string | null }, pick);
  useReachBottom(() => void list.more());
  useFresh(list.reload);
  return (
    <Page
      right="after-sales"
      query={list}
      head={<Tabs tabs={TABS} value={state} onChange={setState} />}
      isEmpty={(nodes) => nodes.length === 0}
      empty={{ text: '没有退换货要办' }}
    >
      {(nodes) => (
        <>
          {nodes.map((one) => (
            <View key={one.id} aria-role="button" onClick={() => go(PAGES.afterSale, { id: one.id })}>
              <Section
                title={`${one.kindLabel}：${one.causeLabel}`}
                extra={<Tag tone={one.state === 'requested' ? 'amber' : undefined}>{one.stateLabel}</Tag>}
              >
                <View>{one.order?.title}</View>
                <View className="grey lines-2">{one.reason}</View>
                <View className="between">
                  <View className="small">
                    {one.state === 'requested' && <DueBy at={one.answerDueAt} what="答复" />}
                  </View>
                  <View className="bold">{yuan(one.refundFen)}</View>
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
