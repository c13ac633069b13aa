import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { SellerComplaints, type ComplaintState, type SellerComplaintsQuery } from '@/api/seller';
import { moment } from '@/lib/format';
import { useFresh } from '@/lib/fresh';
import { go } from '@/lib/go';
import { useList } from '@/lib/query';
import { Tabs, type Option } from '@/ui/forms';
import { More } from '@/ui/More';
import { Page } from '../../ui/Page';
import { Section, Tag } from '@/ui/parts';
import { DueBy } from '@/ui/DueBy';
import { PAGES } from '../../ui/pages';

const TABS: readonly Option<ComplaintState | ''>[] = [
  { value: 'FILED', label: '待答复' },
  { value: 'DECIDED', label: '平台已裁定' },
  { value: '', label: '全部' },
];
const pick = (data: SellerComplaintsQuery) => data.complaints;

export default function ComplaintsPage() {
  const [state, setState] = useState<ComplaintState | ''>('FILED');
  const list = useList(SellerComplaints, { state: state || null, first: 20, after: null as string | null }, pick);
  useReachBottom(() => void list.more());
  useFresh(list.reload);
  return (
    <Page
      right="COMPLAINTS"
      query={list}
      head={<Tabs tabs={TABS} value={state} onChange={setState} />}
      isEmpty={(nodes) => nodes.length === 0}
      empty={{ text: '没有投诉要答复' }}
    >
      {(nodes) => (
        <>
          {nodes.map((one) => (
            <View key={one.id} aria-role="button" onClick={() => go(PAGES.complaint, { id: one.id })}>
              <Section>
                <View className="between">
                  <View className="small grey break">{one.number}</View>
                  <Tag tone={one.availableActions.length > 0 ? 'amber' : undefined}>{one.stateLabel}</Tag>
                </View>
                <View className="lines-2">{one.text}</View>
                <View className="small">
                  {one.state === 'FILED' ? <DueBy at={one.answerDueAt} what="答复" /> : moment(one.filedAt)}
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
