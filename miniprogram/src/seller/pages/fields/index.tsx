import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { MyFields, SizeUnitWords, type MyFieldsQuery } from '@/api/seller';
import { day } from '@/lib/format';
import { useFresh } from '@/lib/fresh';
import { go } from '@/lib/go';
import { useList } from '@/lib/query';
import { TODAY } from '@/lib/today';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { More } from '@/ui/More';
import { Section, Tag } from '@/ui/parts';
import { FIRST } from '../../ui/ahead';
import { Page } from '../../ui/Page';
import { PAGES } from '../../ui/pages';
import { NewField } from './NewField';

type Plot = MyFieldsQuery['plots']['edges'][number]['node'];
const pick = (data: MyFieldsQuery) => data.plots;

/** Fields, ponds and herds: each with what grows there and whether it may be harvested today. */
export default function FieldsPage() {
  const list = useList(MyFields, FIRST, pick, { keepAs: 'fields', place: TODAY });
  const [adding, setAdding] = useState(false);
  useFresh(list.reload);
  useReachBottom(() => void list.more());
  const add = (
    <Button kind="main" onTap={() => setAdding(true)}>
      加一块地
    </Button>
  );
  const form = adding && <NewField close={() => setAdding(false)} />;
  return (
    <Page
      right="LOTS"
      query={list}
      isEmpty={(plots) => plots.length === 0 && !adding}
      empty={{
        text: '还没有登记地块',
        more: '把地、棚、塘、栏舍登记上，买家扫码就能看到货从哪块地来',
        action: add,
      }}
    >
      {(plots) => (
        <>
          {plots.length > 0 && (
            <Section>
              {plots.map((plot) => (
                <OnePlot key={plot.id} plot={plot} />
              ))}
            </Section>
          )}
          <More list={list} />
          {form || <Acts>{add}</Acts>}
        </>
      )}
    </Page>
  );
}

const OnePlot = ({ plot }: { plot: Plot }) => {
  const [season] = plot.seasons;
  return (
    <View className="line" aria-role="button" onClick={() => go(PAGES.field, { id: plot.id })}>
      <View className="grow">
        <View className="bold">{plot.name}</View>
        <View className="small grey">
          {plot.size}
          {SizeUnitWords[plot.sizeUnit]}，{season ? season.crop : '还没记种什么'}
          {plot.grower ? `，${plot.grower.name}` : ''}
        </View>
        <View className="small grey">
          {plot.township}
          {plot.village}
        </View>
      </View>
      <View>
        {plot.heldLots.length > 0 && <Tag tone="bad">有货暂停卖</Tag>}
        {plot.harvestFromOn && <Tag tone="amber">{day(plot.harvestFromOn)}能收</Tag>}
        {season && !plot.harvestFromOn && plot.heldLots.length === 0 && <Tag>能收</Tag>}
      </View>
    </View>
  );
};
