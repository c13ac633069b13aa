import { buyerAffected } from '@heitu/events/orders.buyer-affected.v1';
import { ORDERS_PER_EVENT_MAX, ordersRecalled, type RecallNamed } from '@heitu/events/orders.orders-recalled.v1';
import { stillToBeTold } from '@heitu/kit/messages/undelivered';
import { chunksOf } from '@heitu/kit/rules/chunks';
import type { OrdersContext, OrdersTransaction } from '../context.ts';
import type { Holder } from '../stock/holders.ts';
import { tellingOf } from './telling.ts';

/** What one buyer is told of one recall. */
interface Telling {
  id: string;
  recall: RecallNamed;
  holders: Holder[];
}
const pairOf = ({ orderId, lotId }: { orderId: string; lotId: string }): string => `${orderId} ${lotId}`;

/**
 * Whom one transaction has to tell of recalls: logistics of all orders of a recall together, by the hundred, and each
 * buyer of a recall once, however many lots and orders of theirs it is about.
 */
export class Tellings {
  readonly #context: OrdersContext;
  readonly #tellings = new Map<string, Telling>();
  readonly #idOf = new Map<string, string>();
  /** Orders of which this transaction tells something else first. */
  readonly #toldBefore = new Set<string>();

  constructor(context: OrdersContext) {
    this.#context = context;
  }

  add(recall: RecallNamed, holder: Holder): void {
    const key = `${recall.caseId} ${holder.buyerAccountId}`;
    const telling = this.#tellings.get(key) ?? { id: this.#context.newId(), recall, holders: [] };
    this.#tellings.set(key, telling);
    telling.holders.push(holder);
    this.#idOf.set(pairOf(holder), telling.id);
  }

  comesBehind(orderId: string): void {
    this.#toldBefore.add(orderId);
  }

  /** By which telling its buyer hears of a lot that an order has; null where the goods are on their way back. */
  idOf(pair: { orderId: string; lotId: string }): string | null {
    return this.#idOf.get(pairOf(pair)) ?? null;
  }

  async publish(tx: OrdersTransaction): Promise<void> {
    const all = [...this.#tellings.values()];
    for (const own of Map.groupBy(all, ({ recall }) => recall.caseId).values()) await this.#tellOfOrders(tx, own);
    for (const telling of all) this.#tellBuyer(tx, telling);
  }

  /** That an order was packed must not arrive after its recall: logistics would not know the parcel to stop. */
  async #tellOfOrders(tx: OrdersTransaction, tellings: readonly Telling[]): Promise<void> {
    const [first] = tellings;
    if (!first) return;
    const { recall } = first;
    const byOrder = Map.groupBy(
      tellings.flatMap(({ holders }) => holders),
      ({ orderId }) => orderId,
    );
    const orders = [...byOrder].map(([orderId, own]) => ({
      orderId,
      lots: own.map(({ lotId, lotCode }) => ({ lotId, lotCode })),
    }));
    const waiting = await stillToBeTold(tx, ordersRecalled.consumers, 'order', [...byOrder.keys()]);
    const isBehind = ({ orderId }: { orderId: string }): boolean =>
      waiting.has(orderId) || this.#toldBefore.has(orderId);
    const together = orders.filter((order) => !isBehind(order));
    for (const some of chunksOf(together, ORDERS_PER_EVENT_MAX))
      tx.publish(ordersRecalled, { type: 'recall', id: recall.caseId }, { recall, orders: some });
    for (const order of orders.filter(isBehind))
      tx.publish(ordersRecalled, { type: 'order', id: order.orderId }, { recall, orders: [order] });
  }

  #tellBuyer(tx: OrdersTransaction, { id, holders }: Telling): void {
    const told = tellingOf(id, holders[0]?.buyerAccountId ?? '', holders);
    if (told) tx.publish(buyerAffected, { type: 'telling', id }, told);
  }
}
