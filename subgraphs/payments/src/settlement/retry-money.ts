import { ok, refuse, type CodeOf, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import { Refund, Settlement } from '../entities.ts';
import type { PaymentsContext } from '../context.ts';
import { refundLifecycle, settlementLifecycle } from '../payments.lifecycle.ts';
import { retryRefusals } from '../payments.refusals.ts';

/**
 * A failed refund or settlement goes back to due with its old number: the provider is asked about it before it is sent
 * again.
 */
export async function retryMoney(
  context: PaymentsContext,
  input: { id: string },
): Promise<Outcome<{ id: string }, CodeOf<typeof retryRefusals>>> {
  const valid = parse(z.object({ id: identifier() }), input);
  if (!valid.ok) return valid;
  const { id } = valid.value;
  const nextAtMs = context.clock.now();
  return context.transaction(async (tx) => {
    const refund = await tx.em.nativeUpdate(
      Refund,
      { id, state: { $in: [...refundLifecycle.from('retry')] } },
      { state: refundLifecycle.to('retry'), nextAtMs, attempts: 1 },
    );
    const settlement =
      refund > 0
        ? 0
        : await tx.em.nativeUpdate(
            Settlement,
            { id, state: { $in: [...settlementLifecycle.from('retry')] } },
            { state: settlementLifecycle.to('retry'), nextAtMs, attempts: 1 },
          );
    if (refund + settlement > 0) {
      tx.audit({ type: refund > 0 ? 'refund' : 'settlement', id, clause: '9.2.cn' });
      return ok({ id });
    }
    const known = (await tx.em.count(Refund, { id })) + (await tx.em.count(Settlement, { id }));
    return refuse(retryRefusals, known > 0 ? 'WRONG_STATE' : 'NOT_FOUND');
  });
}
