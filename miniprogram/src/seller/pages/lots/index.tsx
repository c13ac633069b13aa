import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { LotStateWords, MyLots, type LotState, type MyLotsQuery } from '@/api/seller';
import { day, fullDay } from '@/lib/format';
import { useFresh } from '@/lib/fresh';
import { go } from '@/lib/go';
import { useList } from '@/lib/query';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { optionsOf, Tabs, type Option } from '@/ui/forms';
import { More } from '@/ui/More';
import { Page } from '../../ui/Page';
import { Section, Tag, type Tone } from '@/ui/parts';
import { PAGES } from '../../ui/pages';

const ALL: Option<LotState | ''> = { value: '', label: '全部' };
const TABS = [ALL, ...optionsOf(LotStateWords).filter(({ value }) => value !== 'RECALLED')];
const TONES: Partial<Record<LotState, Tone>> = { REGISTERED: 'amber', HELD: 'bad', BLOCKED: 'bad', RECALLED: 'bad' };
const pick = (data: MyLotsQuery) => data.lots;

export default function LotsPage() {
  const [state, setState] = useState<LotState | ''>('');
  const list = useList(MyLots, { state: state || null, first: 20, after: null as string | null }, pick);
  useFresh(list.reload);
  useReachBottom(() => void list.more());
  const add = (
    <Button kind="main" onTap={() => go(PAGES.newLot)}>
      登记一批货
    </Button>
  );
  return (
    <Page
      right="LOTS"
      query={list}
      head={<Tabs tabs={TABS} value={state} onChange={setState} />}
      isEmpty={(nodes) => nodes.length === 0}
      empty={{ text: '这里没有货', more: '每进一批货先登记，合格了再卖', action: add }}
    >
      {(nodes) => (
        <>
          <Acts>{add}</Acts>
          <Section>
            {nodes.map((lot) => (
              <View key={lot.id} className="line" aria-role="button" onClick={() => go(PAGES.lot, { id: lot.id })}>
                <View className="grow">
                  <View>
                    {lot.product?.title} {lot.sku?.specification}
                  </View>
                  <View className="small grey break">批号 {lot.lotCode}</View>
                  <View className="small grey">
                    {day(lot.producedOn)}产，进{lot.units ?? 0}件
                  </View>
                  {lot.expiresOn && <View className="small grey">{fullDay(lot.expiresOn)}到期</View>}
                  {lot.blockReason && <View className="small red">{lot.blockReason}</View>}
                </View>
                <View>
                  <Tag tone={TONES[lot.state]}>{LotStateWords[lot.state]}</Tag>
                  {(lot.missingPapers?.length ?? 0) > 0 && (
                    <View className="small red">缺{lot.missingPapers!.length}样</View>
                  )}
                </View>
              </View>
            ))}
          </Section>
          <More list={list} />
        </>
      )}
    </Page>
  );
}
