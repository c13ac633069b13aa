import { aboutThing, atField, refuse, type Refused, type RefusalText } from '@heitu/kit/rules/outcome';
import { statement } from '@heitu/kit/data/statement';
import { expressionBuilder } from 'kysely';
import type { Database, OrdersContext, OrdersRows } from '../context.ts';
import type { QuoteLine } from '../quote/quote-parcel.ts';
import { checkoutLifecycle } from './order.lifecycle.ts';
import {
  CHECKOUTS_PER_ADDRESS_MAX,
  floorUnits,
  STOCK_SHARE_DIVISOR,
  turnOf,
  TURNS,
  type UnpaidLimits,
} from './unpaid.policy.ts';

/** Not paid, and its goods not yet free: until the provider says closed. */
export const UNPAID = checkoutLifecycle.from('close');

/** What a placing would hold unpaid. Units are times the divisor of the stock's share: whole numbers on every database. */
export interface Placing {
  accountId: string;
  checkoutsMax: number;
  /** An empty key is no address: of a quote of before. */
  addressKey: string;
  addressMax: number;
  lines: readonly LineLimit[];
}
interface LineLimit {
  skuId: string;
  wanted: number;
  smallUpTo: number;
  smallLeft: number;
  largeFrom: number;
  largeLeft: number;
}

export function placingOf(
  accountId: string,
  addressKey: string | null,
  limits: UnpaidLimits,
  lines: readonly QuoteLine[],
): Placing {
  const times = (units: number): number => units * STOCK_SHARE_DIVISOR;
  return {
    accountId,
    checkoutsMax: limits.checkoutsMax,
    addressKey: addressKey ?? '',
    addressMax: CHECKOUTS_PER_ADDRESS_MAX,
    lines: lines.map(({ skuId, quantity, weightGrams }) => {
      const floor = floorUnits(weightGrams, limits);
      return {
        skuId,
        wanted: times(quantity),
        smallUpTo: times(floor),
        smallLeft: times(floor - quantity),
        largeFrom: times(limits.unitsMax),
        largeLeft: times(limits.unitsMax - quantity),
      };
    }),
  };
}

/** Conditions by themselves, for whatever statement. */
const eb = expressionBuilder<Database>();
const accountHasRoom = ({ accountId, checkoutsMax }: Placing) =>
  eb(
    eb
      .selectFrom('Checkout')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .where('buyerAccountId', '=', accountId)
      .where('state', 'in', UNPAID),
    '<',
    checkoutsMax,
  );
const addressHasRoom = ({ addressKey, addressMax }: Placing) =>
  eb(
    eb
      .selectFrom('Checkout')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .where('addressKey', '=', addressKey)
      .where('state', 'in', UNPAID),
    '<',
    addressMax,
  );
/** Of a small stock the floor, of a large one what one account may hold at all, between them its share. */
function unitsHaveRoom(
  { accountId }: Placing,
  { skuId, wanted, smallUpTo, smallLeft, largeFrom, largeLeft }: LineLimit,
) {
  const held = eb
    .selectFrom('Checkout as c')
    .innerJoin('Order as o', 'o.checkoutId', 'c.id')
    .innerJoin('OrderLine as l', 'l.orderId', 'o.id')
    .select(({ fn, lit }) => fn.coalesce(fn.sum<number>('l.quantity'), lit(0)).as('n'))
    .where('c.buyerAccountId', '=', accountId)
    .where('c.state', 'in', UNPAID)
    .where('l.skuId', '=', skuId);
  const left = eb
    .selectFrom('Stock as s')
    .where('s.skuId', '=', skuId)
    .select((st) => {
      const stock = st('s.free', '+', st.ref('s.held'));
      return st
        .case()
        .when(stock, '<=', smallUpTo)
        .then(smallLeft)
        .when(stock, '>=', largeFrom)
        .then(largeLeft)
        .else(st(stock, '-', wanted))
        .end()
        .as('n');
    });
  return eb(eb(held, '*', eb.lit(STOCK_SHARE_DIVISOR)), '<=', left);
}

export const turnsOf = (accountId: string, addressKey: string | null): number[] =>
  [...new Set([accountId, ...(addressKey ? [addressKey] : [])].map(turnOf))].sort((a, b) => a - b);
/**
 * All turns there are, made once: to make a row and take it in one message would have two of one person wait for each
 * other.
 */
export async function ensureTurns({ rows }: OrdersContext): Promise<void> {
  const { made } = await rows
    .selectFrom('PlacingTurn')
    .select(({ fn }) => fn.countAll<number>().as('made'))
    .executeTakeFirstOrThrow();
  if (Number(made) === TURNS) return;
  const all = Array.from({ length: TURNS }, (_, turn) => ({ turn, placings: 0 }));
  await rows.insertInto('PlacingTurn').ignore().values(all).execute();
}
/**
 * Takes the turns of this person and this address, in order, until the commit. Sent before what asks for room in the
 * same message: that statement then reads what others of them have committed, so that of two orders at once the second
 * is judged with the first. Nobody else waits.
 */
export const takeTurns = statement((rows: OrdersRows, { turns }: { turns: readonly number[] }) =>
  rows
    .updateTable('PlacingTurn')
    .set((eb) => ({ placings: eb('placings', '+', 1) }))
    .where('turn', 'in', turns),
);
/**
 * The limits as a condition of the statement that uses the quote: it costs a purchase no message, and no statement of
 * its own.
 */
export const hasRoom = (placing: Placing) =>
  eb.and([
    accountHasRoom(placing),
    addressHasRoom(placing),
    ...placing.lines.map((line) => unitsHaveRoom(placing, line)),
  ]);

type NoRoom = 'TOO_MANY_UNPAID' | 'ADDRESS_BUSY' | 'HOLDS_TOO_MUCH';
/** Why a quote could not be used, read afterwards: who is refused learns which limit it was. */
export async function whyNoRoom(
  context: OrdersContext,
  table: Readonly<Record<NoRoom, RefusalText>>,
  placing: Placing,
  limits: UnpaidLimits,
  titleOf: (skuId: string) => string,
): Promise<Refused<NoRoom>> {
  const flag = (condition: ReturnType<typeof accountHasRoom>, name: string) =>
    eb.case().when(condition).then(1).else(0).end().as(name);
  const found = await context.rows
    .selectNoFrom([
      flag(accountHasRoom(placing), 'account'),
      flag(addressHasRoom(placing), 'address'),
      ...placing.lines.map((line, i) => flag(unitsHaveRoom(placing, line), `line${i}`)),
    ])
    .executeTakeFirstOrThrow();
  const full = placing.lines.find((_, i) => !found[`line${i}`]);
  if (found['account'] && found['address'] && full) {
    const text = `${titleOf(full.skuId)} 没付款时最多留${limits.unitsMax}件，货少时不超过库存的${STOCK_SHARE_DIVISOR}分之一；付了款可以接着买`;
    return refuse(table, 'HOLDS_TOO_MUCH', [aboutThing(full.skuId, text)]);
  }
  if (found['account'] && !found['address'])
    return refuse(table, 'ADDRESS_BUSY', [
      atField('quoteId', `一个地址最多同时有${CHECKOUTS_PER_ADDRESS_MAX}笔待付款`),
    ]);
  return refuse(table, 'TOO_MANY_UNPAID', [atField('quoteId', `最多同时有${limits.checkoutsMax}笔待付款`)]);
}
