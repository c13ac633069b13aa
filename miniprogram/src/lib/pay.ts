import { LookUpPayment, PayCheckout } from '@/api/shop';
import { act } from './client';
import { addressOf, goInstead } from './go';
import { pay } from './platform';

const PAID = '/pages/paid/index';

/**
 * Pays for what was ordered, by WeChat's till, and leads to the page that says where the money is. Given up or failed,
 * the order stays as it is and can be paid until its time is over.
 */
export async function payCheckout(checkoutId: string): Promise<void> {
  const { clientParameters } = await act(PayCheckout, { checkoutId }, `pay ${checkoutId}`);
  const end = await pay(clientParameters, addressOf(PAID, { checkoutId }));
  if (end !== 'left') goInstead(PAID, { checkoutId, paid: end === 'paid' ? 1 : 0 });
}

/** What the provider says, now. */
export const lookUpPayment = (checkoutId: string) => act(LookUpPayment, { checkoutId });
