import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { AfterSaleStateWords, SellerAfterSales, type AfterSaleState, type SellerAfterSalesQuery } from '@/api/seller';
import { yuan } from '@/lib/format';
import { useFresh } from '@/lib/fresh';
import { go } from '@/lib/go';
import { useList } from '@/lib/query';
import { Tabs, type Option } from '@/ui/forms';
import { More } from '@/ui/More';
import { Page } from '../../ui/Page';
import { Section, Tag } from '@/ui/parts';
import { DueBy } from '@/ui/DueBy';
import { ownOptionsOf } from '../../ui/own-words';
import { PAGES } from '../../ui/pages';

const ALL: Option<AfterSaleState | ''> = { value: '', label: '全部' };
/** The states in which the seller is waited for. */
const WAITING: readonly AfterSaleState[] = ['REQUESTED', 'SENT_BACK', 'HANDED_OVER'];
const TABS = [...ownOptionsOf(AfterSaleStateWords).filter(({ value }) => WAITING.includes(value)), ALL];
const pick = (data: SellerAfterSalesQuery) => data.sellerAfterSales;

export default function AfterSalesPage() {
  const [state, setState] = useState<AfterSaleState | ''>('REQUESTED');
  const list = useList(SellerAfterSales, { state: state || null, first: 20, after: null as string | null }, pick);
  useReachBottom(() => void list.more());
  useFresh(list.reload);
  return (
    <Page
      right="AFTER_SALES"
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
                extra={<Tag tone={one.state === 'REQUESTED' ? 'amber' : undefined}>{one.stateLabel}</Tag>}
              >
                <View>{one.order?.title}</View>
                <View className="grey lines-2">{one.reason}</View>
                <View className="between">
                  <View className="small">
                    {one.state === 'REQUESTED' && <DueBy at={one.answerDueAt} what="答复" />}
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
