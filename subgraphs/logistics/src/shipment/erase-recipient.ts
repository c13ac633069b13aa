import { ok } from '@heitu/kit/rules/outcome';
import { DAY_MS } from '@heitu/kit/rules/clock';
import type { LogisticsContext } from '../context.ts';
import { Shipment } from './shipment.entity.ts';
import type { Recipient } from './shipment.policy.ts';

/** E-Commerce Law art. 31: records of a trade are kept three years from its end. */
const TRADE_RECORD_MS = 3 * 365 * DAY_MS;
const ERASED: Recipient = { name: '已注销', phone: '', address: '' };

/** A person left: where goods were to go is forgotten, as far as no law makes us keep it. */
export async function eraseRecipient(context: LogisticsContext, accountId: string) {
  const recipientSealed = await context.vault.seal(accountId, JSON.stringify(ERASED));
  const endedBefore = { $lt: context.clock.now() - TRADE_RECORD_MS };
  return context.transaction(async (tx) => {
    await tx.em.nativeUpdate(
      Shipment,
      {
        buyerAccountId: accountId,
        $or: [{ state: 'cancelled' }, { deliveredAtMs: endedBefore }, { returnedAtMs: endedBefore }],
      },
      { recipientSealed, signatureSealed: null },
    );
    return ok(null);
  });
}
