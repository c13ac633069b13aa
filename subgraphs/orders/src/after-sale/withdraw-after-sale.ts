import { identifier, parse, z } from '@heitu/kit/validate';
import { ok, refuse, type Outcome } from '@heitu/kit/outcome';
import type { OrdersContext } from '../context.ts';
import { withdrawAfterSaleRefusals } from './after-sale.refusals.ts';
import { closeAfterSale, step } from './settle-after-sale.ts';

const schema = z.object({ afterSaleId: identifier() });

export async function withdrawAfterSale(
  context: OrdersContext,
  input: z.input<typeof schema>,
): Promise<Outcome<{ id: string }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const id = valid.value.afterSaleId;
  return context.transaction(async (tx) => {
    const request = await tx.rows
      .selectFrom('AfterSale')
      .select(['id', 'orderId'])
      .where('id', '=', id)
      .where('buyerAccountId', '=', context.actor.id)
      .executeTakeFirst();
    if (!request) return refuse(withdrawAfterSaleRefusals, 'NOT_FOUND');
    if (!(await step(tx, id, 'withdraw', { closedAtMs: context.clock.now() })))
      return refuse(withdrawAfterSaleRefusals, 'WRONG_STATE');
    await closeAfterSale(tx, request, false);
    tx.audit({ type: 'after-sale', id });
    return ok({ id });
  });
}
