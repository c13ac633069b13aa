import { Image, View } from '@tarojs/components';
import { stopPullDownRefresh, usePullDownRefresh, useReachBottom } from '@tarojs/taro';
import { useEffect, useMemo, useState } from 'react';
import { Home, ProductList, type HomeQuery, type ProductListQuery } from '@/api/shop';
import { useCare } from '@/lib/care';
import { go } from '@/lib/go';
import { useList, useQuery } from '@/lib/query';
import { openKind, setHomePlace } from '@/lib/shop';
import { chinaToday } from '@/lib/china-day';
import { SCENES, sceneOf } from '@/lib/season';
import { Button } from '@/ui/Button';
import { Icon } from '@/ui/Icon';
import { iconOfKind } from '@/ui/icon-of-kind';
import { More } from '@/ui/More';
import { Footer } from '@/ui/Footer';
import { Page } from '@/ui/Page';
import { Below, Cards } from '@/ui/Cards';
import { ScanButton } from '@/ui/ScanButton';
import '@/ui/goods.scss';
import './index.scss';

const FIRST = { first: 20 };
const pickProducts = (result: ProductListQuery) => result.products;
/** Kinds beside each other, and in care mode only the first few: the rest is a tap away. */
const KINDS_MAX = 9;
const KINDS_CARE_MAX = 3;

/** The county as it looks outside now, and what it has: the name and the words of the first column. */
function Season({ county, column }: { county?: string; column?: HomeQuery['marketingColumns'][number] }) {
  return (
    <View className="season">
      <Image className="season-scene" src={SCENES[sceneOf(chinaToday())]} mode="aspectFill" />
      <View className="season-words">
        <View className="row">
          <View className="season-brand">黑土</View>
          {county && <View className="bold">{county}</View>}
        </View>
        {column && (
          <>
            <View className="season-title">{column.title}</View>
            <View className="small">{column.subtitle}</View>
          </>
        )}
      </View>
    </View>
  );
}

/** The search field leads to the page of searching; beside it the camera for the code on a bag. */
const Head = () => (
  <View className="home-head">
    <View className="home-find">
      <View className="search-bar" aria-role="button" onClick={() => go('/pages/search/index')}>
        <Icon name="search" size={20} />
        <View className="one-line">想吃点啥，说白话就行</View>
      </View>
      <ScanButton />
    </View>
  </View>
);

function Kinds({ categories }: { categories: HomeQuery['categories'] }) {
  const care = useCare();
  const open = (id: string | null): void => {
    openKind.set(id);
    go('/pages/categories/index');
  };
  return (
    <View className="kinds">
      {categories
        .filter(({ parentId }) => !parentId)
        .slice(0, care ? KINDS_CARE_MAX : KINDS_MAX)
        .map(({ id, name }) => (
          <View key={id} className="kind" aria-role="button" onClick={() => open(id)}>
            <View className="kind-mark">
              <Icon name={iconOfKind(id)} size={28} />
            </View>
            <View className="kind-name">{name}</View>
          </View>
        ))}
      <View className="kind" aria-role="button" onClick={() => open(null)}>
        <View className="kind-mark">
          <Icon name="grid" size={28} />
        </View>
        <View className="kind-name">全部</View>
      </View>
    </View>
  );
}

/** The first one's words stand in the season above. */
const Column = ({ column, isFirst }: { column: HomeQuery['marketingColumns'][number]; isFirst?: boolean }) => (
  <>
    {!isFirst && (
      <View className="column-head">
        <View className="column-title">{column.title}</View>
        <View className="small grey">{column.subtitle}</View>
      </View>
    )}
    <Cards products={column.products} />
  </>
);

const columnsOf = (columns: HomeQuery['marketingColumns']) => columns.filter((column) => column.products.length > 0);

function Newest({ products }: { products: HomeQuery['products'] }) {
  const newest = useMemo(() => products.edges.map(({ node }) => node), [products]);
  return (
    <>
      <View className="column-head">
        <View className="column-title">推荐</View>
        <View className="small grey">新上架的</View>
      </View>
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
        <View className="more-end">
          <Button kind="plain" onTap={list.reload}>
            没加载出来，再试一次
          </Button>
        </View>
      )}
    </>
  );
}

export default function HomePage() {
  const query = useQuery(Home, FIRST, { keepAs: 'home' });
  const [wantsMore, setWantsMore] = useState(false);
  useReachBottom(() => setWantsMore(true));
  usePullDownRefresh(() => void query.reload().finally(() => void stopPullDownRefresh()));
  const county = query.data?.homeCounty;
  useEffect(() => {
    if (county) setHomePlace({ divisionCode: county.code, text: county.name });
  }, [county]);
  return (
    <Page
      query={query}
      className="HOME_PAGE"
      head={
        <>
          <Season county={county?.name} column={query.data ? columnsOf(query.data.marketingColumns)[0] : undefined} />
          <Head />
        </>
      }
    >
      {({ categories, marketingColumns, products }) => (
        <>
          <Kinds categories={categories} />
          {columnsOf(marketingColumns)
            .slice(0, 1)
            .map((column) => (
              <Column key={column.id} column={column} isFirst />
            ))}
          <Below>
            {columnsOf(marketingColumns)
              .slice(1)
              .map((column) => (
                <Column key={column.id} column={column} />
              ))}
            <Newest products={products} />
            {products.pageInfo.hasNextPage && products.pageInfo.endCursor ? (
              <Rest after={products.pageInfo.endCursor} wanted={wantsMore} />
            ) : (
              <>
                <View className="more-end">{products.edges.length > 0 ? '没有更多了' : '还没有在卖的东西'}</View>
                <Footer />
              </>
            )}
          </Below>
        </>
      )}
    </Page>
  );
}
