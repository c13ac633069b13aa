import { ok } from '@heitu/kit/rules/outcome';
import { eachAlone } from '@heitu/kit/data/each-alone';
import { DAY_MS } from '@heitu/kit/rules/clock';
import type { PaymentsContext } from '../context.ts';
import { BATCH_MAX } from '../provider.policy.ts';
import { invoices, redInvoices } from './invoice.moves.ts';
import { LAPSES_AFTER_WORKING_DAYS, RED_ENDS_AFTER_WORKING_DAYS } from './invoice.policy.ts';

/** Job: ends what everybody was silent about. A lapsed invoice can be asked for again. */
export async function endInvoices(context: PaymentsContext): Promise<void> {
  await eachAlone(await silentInvoices(context), ({ id }) =>
    context.transaction(async (tx) => {
      const set = { liveOrderId: null, nextAtMs: null };
      if ((await invoices.bySystem(context, tx, 'lapse', { id }, set)) > 0) tx.audit({ type: 'invoice', id });
      return ok(null);
    }),
  );
  await eachAlone(await silentReds(context), ({ id, invoiceId }) =>
    context.transaction(async (tx) => {
      if ((await redInvoices.bySystem(context, tx, 'leave', { id })) > 0) tx.audit({ type: 'invoice', id: invoiceId });
      return ok(null);
    }),
  );
}

/** Working days are never fewer than days: only rows that old can be due. */
async function silentInvoices({ rows, clock }: PaymentsContext) {
  const nowMs = clock.now();
  const found = await rows
    .selectFrom('Invoice')
    .select(['id', 'state', 'askedAtMs', 'dueAtMs'])
    .where('state', 'in', invoices.lifecycle.from('lapse'))
    .where('askedAtMs', '<=', nowMs - LAPSES_AFTER_WORKING_DAYS * DAY_MS)
    .orderBy('askedAtMs')
    .limit(BATCH_MAX)
    .execute();
  return found.filter((row) => invoices.lifecycle.hasLapsed(row, nowMs));
}

async function silentReds({ rows, clock }: PaymentsContext) {
  const nowMs = clock.now();
  const found = await rows
    .selectFrom('RedInvoice')
    .select(['id', 'invoiceId', 'state', 'createdAtMs', 'dueAtMs', 'confirmDueAtMs'])
    .where('state', 'in', redInvoices.lifecycle.from('leave'))
    .where('createdAtMs', '<=', nowMs - RED_ENDS_AFTER_WORKING_DAYS * DAY_MS)
    .orderBy('createdAtMs')
    .limit(BATCH_MAX)
    .execute();
  return found.filter((row) => redInvoices.lifecycle.hasLapsed(row, nowMs));
}
