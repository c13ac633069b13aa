import { sees, type Actor } from '@heitu/kit/rules/actor';
import { TRADE_SEEN_BY } from '@heitu/standard';
import type { OrderStub } from './order.stub.ts';

/** The order that money belongs to; null for whoever sees the money alone: the right to orders is another. */
export const orderShown = (actor: Actor, id: string, sellerPartyId: string | null): OrderStub | null =>
  sees(actor, TRADE_SEEN_BY.order, { partyId: sellerPartyId }) ? { id } : null;
