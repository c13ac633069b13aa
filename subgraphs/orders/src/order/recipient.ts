import type { OrderRow, OrdersContext } from '../context.ts';
import type { AddressForOrder } from '../peers.ts';

/** Where the order goes, as the buyer's address book had it when the quote was made; null once it is forgotten. */
export const openRecipient = (context: OrdersContext, order: Pick<OrderRow, 'buyerAccountId' | 'recipientSealed'>): AddressForOrder | null =>
  order.recipientSealed === null ? null : (JSON.parse(context.vault.open(order.buyerAccountId, order.recipientSealed)) as AddressForOrder);

const ADDRESS_SHOWN = 6;
/** Province and city, for the seller: the street is the carrier's business. */
export const maskAddress = (address: string): string => `${[...address].slice(0, ADDRESS_SHOWN).join('')}****`;
