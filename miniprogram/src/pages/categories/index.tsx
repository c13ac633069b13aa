import { ScrollView, View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { CategoryPage, type CategoryPageQuery } from '@/api/shop';
import { useList, type List } from '@/lib/query';
import { openKind } from '@/lib/shop';
import { Icon } from '@/ui/Icon';
import { iconOfKind } from '@/ui/icon-of-kind';
import { More } from '@/ui/More';
import { Page } from '@/ui/Page';
import { Cards } from '@/ui/Cards';
import type { Card } from '@/ui/ProductCard';
import { State } from '@/ui/State';

type Kind = CategoryPageQuery['categories'][number];
const KIND = 'row act pad-x-2';
const KIND_HERE = `${KIND} on-paper bold`;
const pick = (result: CategoryPageQuery) => result.products;

/** What is on sale of one kind. */
function Shelf({ list, products }: { list: List<Card>; products: readonly Card[] }) {
  if (list.loading && !list.isKept) return <View className="bone on-sunk gap-top" aria-label="正在打开" />;
  if (products.length === 0) return <State text="这一类现在没有在卖的" />;
  return (
    <>
      <Cards products={products} wide narrow />
      <More list={list} />
    </>
  );
}

/** The kinds under one, as a row above the shelf. */
const Parts = ({
  parts,
  chosen,
  choose,
}: {
  parts: readonly Kind[];
  chosen: string | null;
  choose: (id: string) => void;
}) => (
  <View className="row wrap pad-y-2">
    {parts.map(({ id, name }) => (
      <View key={id} className={id === chosen ? 'chip chosen' : 'chip'} aria-role="button" onClick={() => choose(id)}>
        {name}
      </View>
    ))}
  </View>
);

export default function CategoriesPage() {
  const asked = openKind.use();
  const [chosen, setChosen] = useState<string | null>(asked);
  const [seen, setSeen] = useState(asked);
  // The home page opened this tab with another kind.
  if (asked !== seen) {
    setSeen(asked);
    setChosen(asked);
  }
  const list = useList(CategoryPage, { categoryId: chosen, first: 20 }, pick, { keepAs: `kind.${chosen ?? 'all'}` });
  useReachBottom(() => void list.more());
  return (
    <Page query={{ ...list, data: list.whole }}>
      {({ categories }) => {
        const own = categories.find(({ id }) => id === chosen);
        const top = own?.parentId ?? own?.id ?? null;
        const parts = categories.filter(({ parentId }) => top !== null && parentId === top);
        return (
          <View className="row gap-0 start">
            <ScrollView className="side foremost still on-sunk" scrollY>
              <View className={top === null ? KIND_HERE : KIND} aria-role="button" onClick={() => setChosen(null)}>
                全部
              </View>
              {categories
                .filter(({ parentId }) => !parentId)
                .map(({ id, name }) => (
                  <View
                    key={id}
                    className={id === top ? KIND_HERE : KIND}
                    aria-role="button"
                    onClick={() => setChosen(id)}
                  >
                    <Icon name={iconOfKind(id)} size={20} />
                    {name}
                  </View>
                ))}
            </ScrollView>
            <View className="grow pad-x-2">
              {parts.length > 0 && <Parts parts={parts} chosen={chosen} choose={setChosen} />}
              <Shelf list={list} products={list.data ?? []} />
            </View>
          </View>
        );
      }}
    </Page>
  );
}
