import { identifier, line, parse, z } from '@heitu/kit/validate';
import { ok, refuse, type Outcome } from '@heitu/kit/outcome';
import type { OrdersContext } from '../context.ts';
import { decideAfterSaleRefusals } from './after-sale.refusals.ts';
import { sellerAfterSale } from './seller-after-sale.ts';
import { approve, closeAfterSale, step } from './settle-after-sale.ts';

const schema = z.object({ afterSaleId: identifier(), accept: z.boolean(), reason: line(500, 0).nullish() });

/** The seller agrees or does not; a return without reason, already checked when it was asked for, cannot be turned down. */
export async function decideAfterSale(
  context: OrdersContext,
  input: z.input<typeof schema>,
): Promise<Outcome<{ id: string }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { afterSaleId, accept } = valid.value;
  const reason = valid.value.reason ?? '';
  return context.transaction(async (tx) => {
    const request = await sellerAfterSale(context, tx, afterSaleId);
    if (!request) return refuse(decideAfterSaleRefusals, 'NOT_FOUND');
    tx.audit({ type: 'after-sale', id: afterSaleId });
    if (accept) {
      if (!(await approve(context, tx, request, reason))) return refuse(decideAfterSaleRefusals, 'WRONG_STATE');
      return ok({ id: afterSaleId });
    }
    if (reason === '')
      return refuse(decideAfterSaleRefusals, 'REASON_NEEDED', [
        { at: 'reason', text: decideAfterSaleRefusals.REASON_NEEDED.message },
      ]);
    if (request.state === 'requested' && request.cause === 'no-reason')
      return refuse(decideAfterSaleRefusals, 'NO_REASON_RETURN_STANDS');
    const nowMs = context.clock.now();
    if (
      !(await step(tx, afterSaleId, 'reject', {
        decidedAtMs: nowMs,
        decisionReason: await context.vault.sealText(request.buyerAccountId, reason),
        closedAtMs: nowMs,
      }))
    )
      return refuse(decideAfterSaleRefusals, 'WRONG_STATE');
    await closeAfterSale(tx, request, false);
    return ok({ id: afterSaleId });
  });
}
