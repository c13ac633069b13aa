import { Image, View } from '@tarojs/components';
import { useDidShow, useReachBottom } from '@tarojs/taro';
import { memo, useEffect, useMemo, useState } from 'react';
import { DeliveryPlace, Home, ProductList, type HomeQuery, type ProductListQuery } from '@/api/shop';
import { useCare } from '@/lib/care';
import { go } from '@/lib/go';
import { useList, useQuery } from '@/lib/query';
import { chosenDivision, openKind, setHomePlace } from '@/lib/shop';
import { useSignedIn } from '@/lib/session';
import { chinaToday } from '@/lib/china-day';
import { SCENES, sceneOf } from '@/lib/season';
import { solarTermOf } from '@/lib/solar-term';
import { Button } from '@/ui/Button';
import { Icon } from '@/ui/Icon';
import { iconOfKind } from '@/ui/icon-of-kind';
import { More } from '@/ui/More';
import { Footer } from '@/ui/Footer';
import { Page } from '@/ui/Page';
import { Below, Cards } from '@/ui/Cards';
import { ScanButton } from '@/ui/ScanButton';
import { OfTheWeek, Bought, OnItsWay, placeText, ShelfHead, Soon, within, type DeliveryPlaceShown } from './parts';

const FIRST = { first: 20 };
const pickProducts = (result: ProductListQuery) => result.products;
/** Kinds beside each other, and in care mode only the first few: the rest is a tap away. */
const KINDS_MAX = 9;
const KINDS_CARE_MAX = 3;

/** The county as it looks outside now, where it is brought to and how soon, and what the season has. */
function Season({ place, column }: { place: DeliveryPlaceShown; column?: HomeQuery['marketingColumns'][number] }) {
  const quickest = place && Math.min(...place.times.map(({ hours }) => hours));
  return (
    <View className="over clip on-rice">
      <Image className="whole lie ground dimmed" src={SCENES[sceneOf(chinaToday())]} mode="widthFix" />
      <View className="season over">
        <View className="row touch" aria-role="button" onClick={() => go('/pages/addresses/index', { choose: 1 })}>
          <View className="head voice">黑土</View>
          <View className="bold">{place ? placeText(place) : '选收货地址'}</View>
          <Icon name="down" size={20} />
        </View>
        <View className="small">
          {solarTermOf(chinaToday())}
          {quickest && quickest < Infinity ? ` · 商家交货后，最快${within(quickest)}到` : ''}
        </View>
        {column && <View className="figure voice">{column.title}</View>}
      </View>
    </View>
  );
}

/** The search field leads to the page of searching; beside it the camera for the code on a bag. */
const Head = () => (
  <View className="over-season foremost pad-x-4 pad-y-2">
    <View className="row gap-0 pad-1 on-card hair r-card lifted">
      <View className="row grow touch pad-x-3 grey" aria-role="button" onClick={() => go('/pages/search/index')}>
        <Icon name="search" size={20} />
        <View className="one-line">想吃点啥，说白话就行</View>
      </View>
      <ScanButton />
    </View>
  </View>
);

const Kinds = memo(function Kinds({ categories }: { categories: HomeQuery['categories'] }) {
  const care = useCare();
  const open = (id: string | null): void => {
    openKind.set(id);
    go('/pages/categories/index');
  };
  return (
    <View className="row wrap gap-0 start pad-x-2">
      {categories
        .filter(({ parentId }) => !parentId)
        .slice(0, care ? KINDS_CARE_MAX : KINDS_MAX)
        .map(({ id, name }) => (
          <View key={id} className="fifth column small top-3" aria-role="button" onClick={() => open(id)}>
            <View className="pad-3 on-card hair r-card">
              <Icon name={iconOfKind(id)} size={28} />
            </View>
            <View>{name}</View>
          </View>
        ))}
      <View className="fifth column small top-3" aria-role="button" onClick={() => open(null)}>
        <View className="pad-3 on-card hair r-card">
          <Icon name="grid" size={28} />
        </View>
        <View>全部</View>
      </View>
    </View>
  );
});

const Column = ({ column }: { column: HomeQuery['marketingColumns'][number] }) => (
  <>
    <ShelfHead title={column.title} more={column.subtitle} />
    <Cards products={column.products} />
  </>
);

const columnsOf = (columns: HomeQuery['marketingColumns']) => columns.filter((column) => column.products.length > 0);

function Newest({ products }: { products: HomeQuery['products'] }) {
  const newest = useMemo(() => products.edges.map(({ node }) => node), [products]);
  return (
    <>
      <ShelfHead title="推荐" more="新上架的" />
      <Cards products={newest} />
    </>
  );
}

/** Beyond the first page of products: asked for only when somebody comes to the end. */
function Rest({ after, wanted }: { after: string; wanted: boolean }) {
  const list = useList(ProductList, { ...FIRST, after }, pickProducts, { skip: !wanted });
  useReachBottom(() => void list.more());
  return (
    <>
      <Cards products={list.data ?? []} />
      <More list={list} />
      {list.problem && !list.data && (
        <View className="small grey middle pad-4">
          <Button kind="plain" onTap={list.reload}>
            没加载出来，再试一次
          </Button>
        </View>
      )}
    </>
  );
}

/** What the place, which comes later, does not change. */
const Shelves = memo(function Shelves({ home, wantsMore }: { home: HomeQuery; wantsMore: boolean }) {
  const { marketingColumns, products } = home;
  return (
    <>
      {columnsOf(marketingColumns).map((column) => (
        <Column key={column.id} column={column} />
      ))}
      <Newest products={products} />
      {products.pageInfo.hasNextPage && products.pageInfo.endCursor ? (
        <Rest after={products.pageInfo.endCursor} wanted={wantsMore} />
      ) : (
        <>
          <View className="small grey middle pad-4">
            {products.edges.length > 0 ? '没有更多了' : '还没有在卖的东西'}
          </View>
          <Footer known={home} />
        </>
      )}
    </>
  );
});

export default function HomePage() {
  const query = useQuery(Home, FIRST, { keepAs: 'home' });
  const [divisionCode, setDivisionCode] = useState(chosenDivision);
  // Another address may have been chosen meanwhile.
  useDidShow(() => setDivisionCode(chosenDivision()));
  const care = useCare();
  const withParcel = useSignedIn() && care;
  const here = useQuery(DeliveryPlace, { divisionCode, withParcel }, { keepAs: `place.${divisionCode ?? ''}` }).data;
  const place = here?.deliveryPlace;
  const [wantsMore, setWantsMore] = useState(false);
  useReachBottom(() => setWantsMore(true));
  useEffect(() => {
    if (place && !divisionCode) setHomePlace({ divisionCode: place.divisionCode, text: placeText(place) });
  }, [place, divisionCode]);
  return (
    <Page
      query={query}
      head={
        <>
          <Season place={place} column={query.data ? columnsOf(query.data.marketingColumns)[0] : undefined} />
          <Head />
        </>
      }
    >
      {(data) => (
        <>
          {care && <OnItsWay orders={here?.orders} />}
          {care && <Bought orders={here?.had} />}
          <Kinds categories={data.categories} />
          <OfTheWeek home={data} />
          <Soon home={data} place={place} />
          <Below>
            <Shelves home={data} wantsMore={wantsMore} />
          </Below>
        </>
      )}
    </Page>
  );
}
