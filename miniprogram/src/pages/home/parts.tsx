import { View } from '@tarojs/components';
import { memo, useMemo } from 'react';
import type { DeliveryPlaceQuery, HomeQuery } from '@/api/shop';
import { DAY_MS } from '@/lib/china-day';
import { moment, nearOrigin } from '@/lib/format';
import { go } from '@/lib/go';
import { Cards } from '@/ui/Cards';
import { firstWords } from '@/ui/goods';
import { Arrow, Icon } from '@/ui/Icon';
import { Picture, Price } from '@/ui/parts';
import { cheapest, type Card } from '@/ui/ProductCard';

export type DeliveryPlaceShown = DeliveryPlaceQuery['deliveryPlace'] | undefined;

const DAY_HOURS = 24;
export const within = (hours: number): string =>
  hours <= DAY_HOURS ? '一天' : hours % DAY_HOURS === 0 ? `${hours / DAY_HOURS}天` : `${hours}小时`;
/** 某镇某社区: who lives in the county need not be told its name. */
const COUNTY_PARTS = 3;
export const placeText = ({ path }: NonNullable<DeliveryPlaceShown>): string =>
  path
    .slice(Math.min(COUNTY_PARTS, path.length - 1))
    .map(({ name }) => name)
    .join('');

/** What a shelf has, in the voice of the season; a word beside it. */
export const ShelfHead = ({ title, more, onMore }: { title: string; more?: string; onMore?: () => void }) => (
  <View className="heading between wrap gap-0">
    <View className="title voice">{title}</View>
    {more && (
      <View className="small grey row touch" onClick={onMore} {...(onMore && { 'aria-role': 'button' })}>
        {more}
        {onMore && <Arrow />}
      </View>
    )}
  </View>
);

/** All that the first page has brought, each once. */
function productsOf({ marketingColumns, products }: HomeQuery): Card[] {
  const all = [...marketingColumns.flatMap((column) => column.products), ...products.edges.map(({ node }) => node)];
  return [...new Map(all.map((product) => [product.id, product])).values()];
}

const WEEK_MS = 7 * DAY_MS;
/**
 * One of those who grow what is sold, another each week, with something of theirs; a shop that shows nobody stands for
 * itself.
 */
function ofTheWeek(home: HomeQuery) {
  const products = productsOf(home);
  const all = (home.shops?.edges ?? []).flatMap(({ node: shop }) => {
    const product = products.find((one) => one.shop?.id === shop.id);
    if (!product) return [];
    const people = shop.growers.map(({ name, story, pictureId, pictureAlt }) => ({
      shop,
      product,
      name,
      said: story && firstWords(story),
      picture: pictureId ? { id: pictureId, label: pictureAlt } : null,
    }));
    const itself = {
      shop,
      product,
      name: shop.name,
      said: shop.introduction && `“${shop.introduction}”`,
      picture: shop.pictureId ? { id: shop.pictureId, label: shop.name } : null,
    };
    // A face, a house, or at least what they grow.
    return (people.length > 0 ? people : [itself]).filter(({ picture }) => picture ?? product.pictureId);
  });
  return all[Math.floor(Date.now() / WEEK_MS) % all.length];
}

export const OfTheWeek = memo(function OfTheWeek({ home }: { home: HomeQuery }) {
  const found = useMemo(() => ofTheWeek(home), [home]);
  if (!found) return null;
  const { shop, product, name, said, picture } = found;
  const sku = cheapest(product);
  const origin = sku?.label?.origin;
  return (
    <>
      <ShelfHead title="这周是谁家" more="都有谁" onMore={() => go('/pages/shops/index')} />
      <View
        className="section row stretch gap-0 pad-0 clip"
        aria-role="button"
        onClick={() => go('/pages/shop/index', { id: shop.id })}
      >
        {picture ? (
          <Picture id={picture.id} edge="sellers" size="38%" height="auto" label={picture.label} />
        ) : (
          <Picture id={product.pictureId} size="38%" height="auto" label={product.title} />
        )}
        <View className="grow pad-3">
          <View className="small grey">{[origin && nearOrigin(origin), name].filter(Boolean).join(' · ')}</View>
          {said && <View className="lead voice">{said}</View>}
          <View className="one-line">{product.title}</View>
          {sku?.label && <Price fen={sku.label.retailFen} unit={sku.label.pricingUnit} />}
        </View>
      </View>
    </>
  );
});

/** What somebody waits for: who brings it, and when. */
export function OnItsWay({ orders }: { orders: DeliveryPlaceQuery['orders'] }) {
  const order = orders?.edges[0]?.node;
  if (!order) return null;
  const parcel = order.shipments?.find(({ courier }) => courier);
  const said = [parcel?.agreedAt && `${moment(parcel.agreedAt)}到`, parcel?.courier && `${parcel.courier.name}送`];
  return (
    <View
      className="section row gap-3 chosen"
      aria-role="button"
      onClick={() => go('/pages/order/index', { id: order.id })}
    >
      <View className="pale-amber r-card pad-3">
        <Icon name="truck" size={32} />
      </View>
      <View className="grow">
        <View className="lead bold">{order.title}</View>
        <View className="grey">{said.filter(Boolean).join('，') || order.stateLabel}</View>
      </View>
      <Arrow />
    </View>
  );
}

const BOUGHT_MAX = 2;
/** What somebody has bought before, and is still sold. */
export function Bought({ orders }: { orders: DeliveryPlaceQuery['had'] }) {
  const had = orders?.edges.flatMap(({ node }) => node.lines.flatMap(({ product }) => product ?? [])) ?? [];
  const products = [...new Map(had.map((product) => [product.id, product])).values()].slice(0, BOUGHT_MAX);
  if (products.length === 0) return null;
  return (
    <>
      <ShelfHead title="买过的" more="我的订单" onMore={() => go('/pages/orders/index')} />
      <Cards products={products} />
    </>
  );
}

const SOON_MAX = 6;
/** What comes within a day of being handed over, as the carriers' rates for this place say. */
export function Soon({ home, place }: { home: HomeQuery; place: DeliveryPlaceShown }) {
  const soon = useMemo(() => {
    const quick = (place?.times ?? []).filter(({ hours }) => hours <= DAY_HOURS).map(({ storage }) => storage);
    return productsOf(home)
      .filter(({ skus }) => skus.some(({ storage, stock }) => storage && quick.includes(storage) && stock?.free))
      .slice(0, SOON_MAX);
  }, [home, place]);
  if (soon.length === 0) return null;
  return (
    <>
      <ShelfHead title="明天能到家" more="商家今天交货的话" />
      <Cards products={soon} />
    </>
  );
}
