import { STATION_REFUSALS } from '@heitu/standard';
import { hasRole } from '@heitu/kit/rules/actor';
import { keysOf } from '@heitu/kit/rules/checked';
import { aboutThing, NOT_FOUND, ok, refuse, type RefusalDetail } from '@heitu/kit/rules/outcome';
import { toJson } from '@heitu/kit/rules/typed-json';
import { maskName } from '@heitu/kit/privacy/vault';
import { permit } from '@heitu/kit/rules/permissions';
import { statement } from '@heitu/kit/data/statement';
import { AMOUNT_FEN_MAX, identifier, named, quantity, z } from '@heitu/kit/rules/validate';
import { mutation, type OrdersContext, type OrdersRows } from '../context.ts';
import { serviceTerms } from '../contract/agreed-terms.ts';
import {
  addressForOrder,
  agreementsOwed,
  buyingFor,
  deliveryOffers,
  shopStates,
  skusForSale,
  type AddressForOrder,
  type DeliveryOffer,
  type DeliveryRequest,
  type ShopState,
  type SkuForSale,
} from '../peers.ts';
import { comparableAddress } from '../order/unpaid.policy.ts';
import { ids } from '../input-fields.ts';
import {
  ERRAND_ENDED,
  LINE_QUANTITY_MAX,
  LINES_MAX,
  mergeLines,
  parcelsOf,
  QUOTE_VALID_MS,
  type Parcel,
} from './quote.policy.ts';
import type { BuyingErrand, PickupStation, QuoteParcel } from './quote-parcel.ts';
import { quotesById, type QuoteRow } from './quote.loader.ts';
import { QuoteView, quoteView } from './quote.view.ts';

/** Codes that logistics may answer an offer with; anything else is NO_DELIVERY. */
const DELIVERY_REFUSALS = [
  'OUTSIDE_SERVICE_AREA',
  'BANNED_GOODS',
  'NO_COLD_CHAIN',
  'NO_DELIVERY_PRICE',
  ...keysOf(STATION_REFUSALS),
] as const;
const refusals = {
  NOT_FOUND,
  QUOTE_EXPIRED: { message: '这次报价早已过期，请重新核对价格', clause: '7.3.5.b' },
  EMPTY: { message: '购物车是空的，请先选商品' },
  ADDRESS_UNKNOWN: { message: '没有找到这个收货地址，请重新选择' },
  ERRAND_ENDED,
  SKU_NOT_ON_SALE: { message: '有商品已下架，请从购物车移除后再试' },
  NOT_AGREED: { message: '下单以前，请先看过并同意现在的规则', clause: '10.5.cu' },
  PLATFORM_ENDED: { message: '平台已经终止，不再接新订单；已有的订单照常办完' },
  SELLER_NOT_AGREED: { message: '店家还没有接受现在的规则，暂时不能下单', clause: '10.5.cu' },
  SHOP_CLOSED: { message: '店铺暂停营业，暂时不能下单' },
  OUT_OF_STOCK: { message: '库存不足，请减少数量' },
  TOTAL_TOO_LARGE: { message: '金额太大，请分几次下单' },
  OUTSIDE_SERVICE_AREA: { message: '这个地址不在配送范围内，请换一个地址', clause: '8.1.2.at' },
  BANNED_GOODS: { message: '有商品属于禁止寄递的物品，不能配送', clause: '8.5.2' },
  NO_COLD_CHAIN: { message: '这个地址没有冷链配送，生鲜商品暂时送不到', clause: '8.1.af' },
  NO_DELIVERY_PRICE: { message: '还没有配送商公布送到这个地址要多少钱，暂时不能下单', clause: '7.3.5.d' },
  ...STATION_REFUSALS,
  NO_DELIVERY: { message: '暂时没有配送服务商能送，请稍后再试' },
} as const;

const QuoteLineInput = named(
  'QuoteLineInput',
  z.object({ skuId: ids.sku(), quantity: quantity(LINE_QUANTITY_MAX).describe('How many units, from 1.') }),
);
/**
 * Makes an offer for the given lines (or the cart): prices from the labels, delivery from the carriers, stock from our
 * own rows. Everything foreign is asked before the transaction; the offer is then never changed.
 */
export const makeQuote = mutation({
  name: 'quote',
  description: 'An offer that pins prices for 15 minutes; nothing is reserved by it.',
  may: permit.role('consumer'),
  input: z.object({
    addressId: identifier().nullish().describe("An address of the caller's; left out only with errandId."),
    errandId: identifier()
      .nullish()
      .describe('At a station: the errand of whoever the caller buys for. The order is theirs, and goes to them.'),
    stationPartyId: identifier()
      .nullish()
      .describe('The village station where the buyer fetches it, see pickupStations; left out: to the door.'),
    lines: z.array(QuoteLineInput).max(LINES_MAX).nullish().describe('Left out: the cart.'),
  }),
  requestId: 'must',
  refusals,
  shows: {
    View: QuoteView,
    async of(context: OrdersContext, { id }: { id: string }) {
      const row = await context.loader(quotesById).load(id);
      // The answer to the same request was lost, so long ago that the offer is forgotten.
      return row ? quoteView(row, context.clock.now()) : refuse(refusals, 'QUOTE_EXPIRED');
    },
  },
  async run(context, input, refuse) {
    const lines = mergeLines(input.lines ?? (await cartLines(context)));
    if (lines.length === 0) return refuse('EMPTY');
    const skuIds = lines.map((line) => line.skuId);
    if (!input.errandId) context.vault.expect(context.actor.id);
    const stock = await stockOf(context, skuIds);
    const sold = shortOf(
      lines.filter((line) => stock.get(line.skuId)?.blocked === false),
      stock,
    );
    // What is sold out needs nobody else's word: of a thing that many want, most ask in vain.
    if (sold.length > 0) return refuse('OUT_OF_STOCK', sold);
    const [skus, to] = await Promise.all([skusForSale(context, skuIds), whereTo(context, input)]);
    if (!to) return input.errandId ? refuse('ERRAND_ENDED') : refuse('ADDRESS_UNKNOWN', 'addressId');
    const { address } = to;

    const goods = goodsOf(lines, skus);
    if (!goods.ok) return goods;
    const short = shortOf(lines, stock);
    if (short.length > 0) return refuse('OUT_OF_STOCK', short);

    const parcels = parcelsOf(goods.value);
    const shops = await shopStates(context, [...new Set(parcels.map((parcel) => parcel.shopId))]);
    const open = fromOpenShops(parcels, shops);
    if (!open.ok) return open;
    const sellers = [...new Set(open.value.map(({ parcel }) => parcel.partyId))];
    const [owed, offers, agreed] = await Promise.all([
      agreementsOwed(context, to.accountId, sellers),
      deliveryOffers(
        context,
        open.value.map(({ parcel, shop }) => deliveryRequest(parcel, shop, address, input.stationPartyId)),
      ),
      serviceTerms(context, sellers, context.clock.now()),
    ]);
    const unbound = whyNotBound(owed, open.value);
    if (unbound) return unbound;
    const priced: QuoteParcel[] = [];
    for (const { parcel, shop } of open.value) {
      const offer = offerFor(offers, parcel);
      if (!offer) return deliveryRefusal(parcel, offers.get(parcel.key));
      priced.push(pricedParcel(parcel, offer, shop, agreed.get(parcel.partyId)?.confirmHours));
    }
    const goodsFen = priced.reduce((sum, parcel) => sum + parcel.goodsFen, 0);
    const deliveryFen = priced.reduce((sum, parcel) => sum + parcel.deliveryFen, 0);
    if (goodsFen + deliveryFen > AMOUNT_FEN_MAX) return refuse('TOTAL_TOO_LARGE');

    return writeQuote(context, to, priced, { goodsFen, deliveryFen, nextBindsAt: owed.nextBindsAt });
  },
});

interface WhereTo {
  accountId: string;
  address: AddressForOrder;
  errand: BuyingErrand | null;
}
/** Whose the order is and where it goes: the caller's own address, or whom the caller buys for at a station. */
async function whereTo(
  context: OrdersContext,
  { addressId, errandId }: { addressId?: string | null | undefined; errandId?: string | null | undefined },
): Promise<WhereTo | null> {
  const { id: callerId } = context.actor;
  if (!errandId) {
    const address = addressId ? await addressForOrder(context, addressId) : null;
    return address && { accountId: callerId, address, errand: null };
  }
  const on = hasRole(context.actor, 'station-agent') ? await buyingFor(context, errandId) : null;
  if (!on) return null;
  const { accountId, stationPartyId, stationName, ...address } = on;
  context.vault.expect(accountId);
  const errand = { id: errandId, agentId: callerId, stationPartyId, stationName, forWhom: maskName(address.name) };
  return { accountId, address, errand };
}
/** Nobody trades who has not said yes to what binds them: the buyer, or the owner of a shop. */
function whyNotBound(
  { agreement, notice, ended, partyIds }: Awaited<ReturnType<typeof agreementsOwed>>,
  open: readonly { parcel: Parcel }[],
) {
  if (ended) return refuse(refusals, 'PLATFORM_ENDED');
  const byBuyer = [
    ...(agreement ? [aboutThing('rules', '用户服务协议')] : []),
    ...(notice ? [aboutThing('privacy', '个人信息保护告知')] : []),
  ];
  if (byBuyer.length > 0) return refuse(refusals, 'NOT_AGREED', byBuyer);
  const bySellers = open.flatMap(({ parcel: { partyId, shopId } }) =>
    partyIds.includes(partyId) ? [aboutThing(shopId, '这家店还没有接受现在的入驻协议')] : [],
  );
  return bySellers.length > 0 ? refuse(refusals, 'SELLER_NOT_AGREED', bySellers) : null;
}

/** Pins the offer: the address sealed, the parcels as they were priced. */
async function writeQuote(
  context: OrdersContext,
  { accountId, errand, address: { name, phone, address: text, divisionCode } }: WhereTo,
  parcels: QuoteParcel[],
  { goodsFen, deliveryFen, nextBindsAt }: { goodsFen: number; deliveryFen: number; nextBindsAt: string | null },
) {
  const addressKey = context.vault.blindIndex('delivery-address', comparableAddress({ divisionCode, address: text }));
  const recipientSealed = await context.vault.seal(
    accountId,
    JSON.stringify({ name, phone, address: text, divisionCode }),
  );
  return context.write((writes) => {
    const nowMs = context.clock.now();
    const id = context.newId();
    const row: QuoteRow = {
      id,
      accountId,
      errand: errand && toJson(errand),
      addressKey,
      divisionCode,
      goodsFen,
      deliveryFen,
      recipientSealed,
      parcels: toJson(parcels),
      totalFen: goodsFen + deliveryFen,
      createdAtMs: nowMs,
      // What was said yes to is what binds when the order is placed (10.5.cu).
      expiresAtMs: Math.min(nowMs + QUOTE_VALID_MS, nextBindsAt === null ? Infinity : Date.parse(nextBindsAt) - 1),
      usedAtMs: null,
    };
    writes.insert('Quote', row);
    context.loader(quotesById).prime(id, row);
    writes.audit({ type: 'quote', id, clause: '7.3.5.e' });
    return ok({ id });
  });
}

const cartLines = (context: OrdersContext) =>
  context.rows
    .selectFrom('CartLine')
    .select(['skuId', 'quantity'])
    .where('accountId', '=', context.actor.id)
    .orderBy('id')
    .limit(LINES_MAX)
    .execute();

type StockOf = ReadonlyMap<string, { free: number; blocked: boolean }>;
const stockBySku = statement((rows: OrdersRows, { skuIds }: { skuIds: readonly string[] }) =>
  rows.selectFrom('Stock').select(['skuId', 'free', 'skuBlocked', 'shopBlocked']).where('skuId', 'in', skuIds),
);
async function stockOf(context: OrdersContext, skuIds: readonly string[]): Promise<StockOf> {
  const [rows] = await context.read(stockBySku({ skuIds }));
  return new Map(
    rows.map(({ skuId, free, skuBlocked, shopBlocked }) => [
      skuId,
      { free: Math.max(free, 0), blocked: Boolean(skuBlocked || shopBlocked) },
    ]),
  );
}

/** Only says early what the conditional update at placing would say: stock is not promised by a quote. */
function shortOf(lines: readonly { skuId: string; quantity: number }[], stock: StockOf): RefusalDetail[] {
  const left = (skuId: string): number => {
    const known = stock.get(skuId);
    return known && !known.blocked ? known.free : 0;
  };
  return lines
    .filter((line) => left(line.skuId) < line.quantity)
    .map((line) => aboutThing(line.skuId, `只剩${left(line.skuId)}件`));
}

/** The lines with what they ask for, or which of them nobody sells. */
function goodsOf(lines: readonly { skuId: string; quantity: number }[], skus: ReadonlyMap<string, SkuForSale>) {
  const unknown = lines.filter(({ skuId }) => !skus.has(skuId));
  if (unknown.length > 0)
    return refuse(
      refusals,
      'NOT_FOUND',
      unknown.map(({ skuId }) => aboutThing(skuId, '没有这个商品')),
    );
  const goods = lines.flatMap(({ skuId, quantity }) => {
    const sku = skus.get(skuId);
    return sku ? [{ sku, quantity }] : [];
  });
  const withdrawn = goods.filter(({ sku }) => !sku.onSale);
  if (withdrawn.length > 0)
    return refuse(
      refusals,
      'SKU_NOT_ON_SALE',
      withdrawn.map(({ sku }) => aboutThing(sku.skuId, `${sku.title} 已下架`)),
    );
  return ok(goods);
}

/** The parcels with their shops, or which of these are closed. */
function fromOpenShops(parcels: readonly Parcel[], shops: ReadonlyMap<string, ShopState>) {
  const open: { parcel: Parcel; shop: ShopState }[] = [];
  const closed: RefusalDetail[] = [];
  for (const parcel of parcels) {
    const shop = shops.get(parcel.shopId);
    if (shop?.onSale) open.push({ parcel, shop });
    else closed.push(aboutThing(parcel.shopId, shop?.reason ?? refusals.SHOP_CLOSED.message));
  }
  return closed.length > 0 ? refuse(refusals, 'SHOP_CLOSED', closed) : ok(open);
}

const deliveryRequest = (
  parcel: Parcel,
  shop: ShopState,
  address: AddressForOrder,
  stationPartyId: string | null | undefined,
): DeliveryRequest => ({
  key: parcel.key,
  fromDivisionCode: shop.divisionCode,
  toDivisionCode: address.divisionCode,
  weightGrams: parcel.weightGrams,
  storage: parcel.storage,
  categoryCodes: parcel.categoryCodes,
  titles: parcel.lines.map((line) => line.title),
  ...(stationPartyId && { stationPartyId }),
});

interface UsableOffer {
  carrierPartyId: string;
  carrierName: string;
  feeFen: number;
  hours: number;
  collectsPayment: boolean;
  station: PickupStation | null;
}
function offerFor(offers: ReadonlyMap<string, DeliveryOffer>, parcel: Parcel): UsableOffer | null {
  const offer = offers.get(parcel.key);
  if (!offer?.available || offer.carrierPartyId === null || offer.feeFen === null || offer.hours === null) return null;
  return {
    carrierPartyId: offer.carrierPartyId,
    carrierName: offer.carrierName ?? '',
    feeFen: offer.feeFen,
    hours: offer.hours,
    collectsPayment: offer.collectsPayment === true,
    station: offer.station ?? null,
  };
}

const pricedParcel = (
  parcel: Parcel,
  offer: UsableOffer,
  shop: ShopState,
  confirmHours: number | undefined,
): QuoteParcel => ({
  shopId: parcel.shopId,
  partyId: parcel.partyId,
  storage: parcel.storage,
  goodsFen: parcel.goodsFen,
  lines: parcel.lines,
  deliveryFen: offer.feeFen,
  carrierPartyId: offer.carrierPartyId,
  carrierName: offer.carrierName,
  deliveryHours: offer.hours,
  ...(confirmHours !== undefined && { confirmHours }),
  ...(offer.station && { station: offer.station }),
  // A station hands out for a code; nobody pays there.
  paysAtDoor: shop.paysAtDoor && offer.collectsPayment && offer.station === null,
  confirmWithinText: shop.confirmWithin,
  serviceHoursText: shop.serviceHours,
});

function deliveryRefusal(parcel: Parcel, offer: DeliveryOffer | undefined) {
  const code = DELIVERY_REFUSALS.find((known) => known === offer?.refusalCode) ?? 'NO_DELIVERY';
  return refuse(refusals, code, [aboutThing(parcel.shopId, offer?.message ?? refusals[code].message)]);
}
