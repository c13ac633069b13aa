import { buyerAffected } from '@heitu/events/orders.buyer-affected.v1';
import { orderRecalled } from '@heitu/events/orders.order-recalled.v1';
import type { OrdersContext, OrdersTransaction } from '../context.ts';
import type { Holder } from '../stock/holders.ts';

/** What one buyer is told of one recall. */
interface Telling {
  id: string;
  holders: Holder[];
}
const pairOf = ({ orderId, lotId }: { orderId: string; lotId: string }): string => `${orderId} ${lotId}`;

/**
 * Whom one transaction has to tell of recalls: each parcel's order once, and each buyer of a recall once, however many
 * lots and orders of theirs it is about.
 */
export class Tellings {
  readonly #context: OrdersContext;
  readonly #tellings = new Map<string, Telling>();
  readonly #idOf = new Map<string, string>();

  constructor(context: OrdersContext) {
    this.#context = context;
  }

  add(caseId: string, holder: Holder): void {
    const key = `${caseId} ${holder.buyerAccountId}`;
    const telling = this.#tellings.get(key) ?? { id: this.#context.newId(), holders: [] };
    this.#tellings.set(key, telling);
    telling.holders.push(holder);
    this.#idOf.set(pairOf(holder), telling.id);
  }

  /** By which telling its buyer hears of a lot that an order has; null where the goods are on their way back. */
  idOf(pair: { orderId: string; lotId: string }): string | null {
    return this.#idOf.get(pairOf(pair)) ?? null;
  }

  publish(tx: OrdersTransaction): void {
    const all = [...this.#tellings.values()];
    const byOrder = Map.groupBy(
      all.flatMap(({ holders }) => holders),
      ({ orderId }) => orderId,
    );
    for (const [orderId, own] of byOrder) {
      const lots = own.map(({ lotId, lotCode }) => ({ lotId, lotCode }));
      tx.publish(orderRecalled, { type: 'order', id: orderId }, { orderId, lots });
    }
    for (const telling of all) this.#tellBuyer(tx, telling);
  }

  #tellBuyer(tx: OrdersTransaction, { id: tellingId, holders }: Telling): void {
    const [first] = holders;
    if (!first) return;
    const { orderId, orderNumber, buyerAccountId, goods, lotCode } = first;
    const different = (of: (holder: Holder) => string): number => new Set(holders.map(of)).size;
    const open = new Set(holders.filter(({ isDelivered }) => !isDelivered).map((holder) => holder.orderId));
    const orders = different((holder) => holder.orderId);
    const partyId = different((holder) => holder.partyId) === 1 ? first.partyId : null;
    const lots = different(({ lotId }) => lotId);
    const told = { tellingId, buyerAccountId, partyId, orders, orderId, orderNumber, goods, lots, lotCode };
    tx.publish(buyerAffected, { type: 'telling', id: tellingId }, { ...told, delivered: orders - open.size });
  }
}
