import { jsonOf } from '@heitu/kit/rules/checked';
import { z } from '@heitu/kit/rules/validate';
import type { OrderRow, OrdersContext } from '../context.ts';
import type { AddressForOrder } from '../peers.ts';

const sealedAddress = z.object({ name: z.string(), phone: z.string(), address: z.string(), divisionCode: z.string() });

/** Where the order goes, as the buyer's address book had it when the quote was made; null once it is forgotten. */
export async function openRecipient(
  context: OrdersContext,
  order: Pick<OrderRow, 'buyerAccountId' | 'recipientSealed'>,
  shown: 'in-full' | 'masked',
): Promise<AddressForOrder | null> {
  const { buyerAccountId, recipientSealed } = order;
  if (recipientSealed === null) return null;
  const text =
    shown === 'in-full'
      ? await context.vault.open(buyerAccountId, recipientSealed, 'recipient')
      : await context.vault.openUnrecorded(buyerAccountId, recipientSealed);
  return text === null ? null : jsonOf(sealedAddress, text);
}

const ADDRESS_SHOWN = 6;
/** Province and city, for the seller: the street is the carrier's business. */
export const maskAddress = (address: string): string => `${[...address].slice(0, ADDRESS_SHOWN).join('')}****`;
