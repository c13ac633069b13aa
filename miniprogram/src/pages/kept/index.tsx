import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { Favourites, type FavouritesQuery } from '@/api/shop';
import { yuan } from '@/lib/format';
import { go } from '@/lib/go';
import { forgetLooks, lookedAt } from '@/lib/looked-at';
import { useList } from '@/lib/query';
import { Button } from '@/ui/Button';
import { Cards } from '@/ui/Cards';
import { Tabs } from '@/ui/forms';
import { GoodsLine } from '@/ui/goods';
import { More } from '@/ui/More';
import { Page } from '@/ui/Page';
import { Section } from '@/ui/parts';
import { State } from '@/ui/State';

const FIRST = { first: 20 };
const pick = (result: FavouritesQuery) => result.favourites;
const TABS = [
  { value: 'kept', label: '收藏的' },
  { value: 'seen', label: '看过的' },
] as const;
type Tab = (typeof TABS)[number]['value'];

function Kept({ head }: { head: React.ReactNode }) {
  const list = useList(Favourites, FIRST, pick);
  useReachBottom(() => void list.more());
  return (
    <Page
      query={list}
      head={head}
      isEmpty={(nodes) => nodes.length === 0}
      empty={{ text: '还没有收藏', more: '商品页下面点“收藏”，就在这里找得到' }}
    >
      {(nodes) => (
        <>
          <Cards products={nodes.flatMap(({ product }) => product ?? [])} wide />
          <More list={list} />
        </>
      )}
    </Page>
  );
}

/** On this phone alone. */
function Seen({ head }: { head: React.ReactNode }) {
  const [looks, setLooks] = useState(lookedAt);
  return (
    <Page head={head}>
      {looks.length === 0 ? (
        <State text="还没有看过什么" />
      ) : (
        <Section>
          {looks.map(({ id, title, pictureId, retailFen }) => (
            <GoodsLine
              key={id}
              pictureId={pictureId}
              title={title}
              end={retailFen !== null && yuan(retailFen)}
              onTap={() => go('/pages/product/index', { id })}
            />
          ))}
          <Button wide onTap={() => (forgetLooks(), setLooks([]))}>
            清空看过的
          </Button>
        </Section>
      )}
    </Page>
  );
}

export default function KeptPage() {
  const [tab, setTab] = useState<Tab>('kept');
  const head = <Tabs tabs={TABS} value={tab} onChange={setTab} />;
  return tab === 'kept' ? <Kept head={head} /> : <Seen head={head} />;
}
