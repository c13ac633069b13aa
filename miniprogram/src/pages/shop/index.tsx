import { Text, View } from '@tarojs/components';
import { useReachBottom, useRouter } from '@tarojs/taro';
import { ShopPage as Document, type ShopPageQuery, OrderActWords } from '@/api/shop';
import { fullDay, nearOrigin } from '@/lib/format';
import { useList } from '@/lib/query';
import { creditWord } from '@/lib/words';
import { Cards } from '@/ui/Cards';
import { Fold } from '@/ui/Fold';
import { Face } from '@/ui/goods';
import { More } from '@/ui/More';
import { Page } from '@/ui/Page';
import { Cell, Notice, Section } from '@/ui/parts';
import { State } from '@/ui/State';

type Shop = NonNullable<ShopPageQuery['shop']>;
const NONE = { edges: [], pageInfo: { hasNextPage: false, endCursor: null } };
const pick = (result: ShopPageQuery) => result.shop?.products ?? NONE;

/** Their face, where they are, and what they say of themselves. */
const Story = ({ shop: { name, pictureId, introduction, party } }: { shop: Shop }) => (
  <View className="section column middle">
    <Face id={pictureId} label={name} large />
    <View className="title voice">{name}</View>
    <View className="small grey">{party?.address ? nearOrigin(party.address) : party?.kindTitle}</View>
    {introduction && <View className="title voice">“{introduction}”</View>}
  </View>
);

/** Those who grow and make what is sold here, with a face where they show one. */
const People = ({ growers }: Pick<Shop, 'growers'>) =>
  growers.map(({ id, name, story, pictureId, pictureAlt }) => (
    <Section key={id}>
      <View className="row wrap gap-3 start">
        {pictureId && <Face id={pictureId} label={pictureAlt} large />}
        <View className="grow-wide">
          <View className="title voice">{name}</View>
          {story && <View>{story}</View>}
        </View>
      </View>
    </Section>
  ));

/** How others found them, and the papers that the platform has looked at. */
const Standing = ({ shop: { credit, party, ...shop } }: { shop: Shop }) => (
  <Section>
    {credit && (
      <Cell label="信用">
        {creditWord(credit.level)}，{credit.score}分
      </Cell>
    )}
    {!!credit?.reviewCount && credit.averageStars !== null && (
      <Cell label="评价">
        {credit.reviewCount}人评价，平均{credit.averageStars.toFixed(1)}颗星
      </Cell>
    )}
    <Cell label="几点有人">{shop.serviceHours}</Cell>
    {party && (
      <Fold title={`证照：${party.name}${party.approvedAt ? `，${fullDay(party.approvedAt)}通过审核` : ''}`}>
        {party.licences.map(({ title, number, validUntilOn }) => (
          <Cell key={number} label={title}>
            <Text className="small break">
              {number}
              {validUntilOn ? `，有效期至${fullDay(validUntilOn)}` : ''}
            </Text>
          </Cell>
        ))}
        {party.exemption && <View>{party.exemption.declaration}</View>}
        <Cell label={OrderActWords.CONFIRM}>{shop.confirmWithinText}</Cell>
        <Cell label="答复问题">{shop.responseText}</Cell>
      </Fold>
    )}
  </Section>
);

export default function ShopPage() {
  const { params } = useRouter();
  const list = useList(Document, { id: params['id'] ?? '', first: 20 }, pick);
  useReachBottom(() => void list.more());
  return (
    <Page query={{ ...list, data: list.whole }}>
      {({ shop }) =>
        shop ? (
          <>
            <Story shop={shop} />
            {!shop.onSale && <Notice>{shop.saleReason || '这家店现在不卖东西'}</Notice>}
            <People growers={shop.growers} />
            <Standing shop={shop} />
            <View className="heading title voice">在卖的</View>
            <Cards products={list.data ?? []} />
            <More list={list} />
            {list.data?.length === 0 && <View className="small grey middle pad-4">现在没有在卖的</View>}
          </>
        ) : (
          <State text="没有找到这家店" />
        )
      }
    </Page>
  );
}
