import {
  CategoriesOfCrops,
  MyField,
  MyFields,
  MyProduct,
  MyProducts,
  SellerHandovers,
  SellerOrder,
  SellerOrders,
  StockOnHand,
  UsedInputs,
  type OrderState,
  type SellerTodayQuery,
} from '@/api/seller';
import { ahead, type Ahead } from '@/lib/today';

/** Where a list begins; the same for the page and for what is fetched ahead of it. */
export const FIRST: { first: number; after: string | null } = { first: 20, after: null };
/** Of orders with which there is something to do. */
const STATES: readonly OrderState[] = ['PAID', 'CONFIRMED', 'READY'];

/** Of what is not done every day a phone keeps the newest: its store is small, and the way to it is slow. */
const NEWEST = 8;
type Listed = { edges: readonly { node: { id: string } }[] } | null | undefined;
const idsOf = (list: Listed): string[] => list?.edges.map(({ node }) => node.id) ?? [];
const newest = (list: Listed): string[] => idsOf(list).slice(0, NEWEST);
/** Orders change by the minute; fields, goods and what lies in the store seldom do. */
const SELDOM = { freshMs: 4 * 60 * 60_000 } as const;

/** What a farmer does in the field, in the store and at the yard, of which the desk is the door. */
export const aheadOf = ({ toConfirm, toPick, ready, toSign }: SellerTodayQuery): Readonly<Record<string, Ahead>> => ({
  ...Object.fromEntries(
    [toConfirm, toPick, ready].flatMap(idsOf).map((id) => [id, ahead(SellerOrder, { id }, `order ${id}`)]),
  ),
  ...Object.fromEntries(
    STATES.map((state) => [`orders ${state}`, ahead(SellerOrders, { ...FIRST, state }, `orders ${state}`)]),
  ),
  ...(idsOf(toSign).length > 0 && { handovers: ahead(SellerHandovers, { first: 20 }, 'handovers') }),
  fields: ahead(MyFields, FIRST, 'fields', {
    ...SELDOM,
    next: ({ plots }) => newest(plots).map((id) => ahead(MyField, { id }, `field ${id}`, SELDOM)),
  }),
  'used-inputs': ahead(UsedInputs, {}, 'used-inputs', SELDOM),
  crops: ahead(CategoriesOfCrops, {}, 'crops', SELDOM),
  stock: ahead(StockOnHand, FIRST, 'stock', SELDOM),
  products: ahead(MyProducts, { ...FIRST, state: null }, 'products ', {
    ...SELDOM,
    next: ({ managedProducts }) =>
      newest(managedProducts).map((id) => ahead(MyProduct, { id }, `product ${id}`, SELDOM)),
  }),
});
