import { endOfChinaDate, startOfChinaDate } from '@heitu/kit/rules/calendar';
import { yuan } from '@heitu/kit/rules/money';
import { fromJson } from '@heitu/kit/rules/typed-json';
import type { OrdersContext } from '../context.ts';
import { tariffsThen } from '../peers.ts';
import { CHARGE_KINDS } from './charge.kinds.ts';
import { judgeDelivery } from './charge.policy.ts';

/** As many parcels as logistics answers for at once. */
const PARCELS_PER_QUESTION = 500;

const parcelsOf = (context: OrdersContext, date: string, afterOrderId: string) =>
  context.rows
    .selectFrom('Order as o')
    .leftJoin('Quote as q', 'q.id', 'o.quoteId')
    .innerJoin('OrderLine as l', 'l.orderId', 'o.id')
    .select(['o.id', 'o.number', 'o.partyId', 'o.buyerAccountId', 'o.deliveryFen', 'o.carrierPartyId', 'o.storage'])
    .select(['o.divisionCode', 'o.pickup', 'o.placedAtMs', 'q.createdAtMs as offeredAtMs'])
    .select((eb) => eb.fn.sum<number>(eb('l.weightGrams', '*', eb.ref('l.quantity'))).as('weightGrams'))
    .where('o.placedAtMs', '>=', startOfChinaDate(date))
    .where('o.placedAtMs', '<', endOfChinaDate(date))
    .where('o.id', '>', afterOrderId)
    .groupBy(['o.id', 'o.number', 'o.partyId', 'o.buyerAccountId', 'o.deliveryFen', 'o.carrierPartyId', 'o.storage'])
    .groupBy(['o.divisionCode', 'o.pickup', 'o.placedAtMs', 'q.createdAtMs'])
    .orderBy('o.id')
    .limit(PARCELS_PER_QUESTION)
    .execute();
type Parcel = Awaited<ReturnType<typeof parcelsOf>>[number];

/** Never inside a transaction: logistics is asked, as many parcels at a time as it answers for. */
export async function compareDeliveries(context: OrdersContext, date: string) {
  const found: ReturnType<typeof differenceOf>[] = [];
  let compared = 0;
  let last = '';
  for (;;) {
    const parcels = await parcelsOf(context, date, last);
    const answers = parcels.length > 0 ? await tariffsThen(context, parcels.map(momentOf)) : new Map();
    for (const parcel of parcels) {
      const answer = answers.get(parcel.id) ?? { feeFen: null, offeredFen: null };
      const finding = judgeDelivery(parcel.deliveryFen, answer);
      if (finding) found.push(differenceOf(parcel, finding, answer.feeFen));
    }
    compared += parcels.length;
    if (parcels.length < PARCELS_PER_QUESTION) return { compared, found };
    last = parcels.at(-1)?.id ?? last;
  }
}

function momentOf({ id, carrierPartyId, storage, divisionCode, weightGrams, placedAtMs, ...parcel }: Parcel) {
  const pickup = parcel.pickup && fromJson(parcel.pickup);
  return {
    key: id,
    carrierPartyId,
    storage,
    toDivisionCode: pickup?.divisionCode ?? divisionCode,
    weightGrams: Number(weightGrams),
    isToStation: pickup !== null,
    atMs: String(placedAtMs),
    offeredAtMs: String(parcel.offeredAtMs ?? placedAtMs),
  };
}

const differenceOf = (
  { id, number, partyId, buyerAccountId, deliveryFen }: Parcel,
  finding: NonNullable<ReturnType<typeof judgeDelivery>>,
  feeFen: number | null,
) => ({
  kind: 'delivery' as const,
  finding,
  orderId: id,
  orderNumber: number,
  chargeId: id,
  lineId: null,
  partyId,
  buyerAccountId,
  goods: CHARGE_KINDS.delivery,
  chargedFen: deliveryFen,
  markedFen: feeFen,
  marked: feeFen === null ? null : `${CHARGE_KINDS.delivery}${yuan(feeFen)}元`,
  quantity: 1,
});
