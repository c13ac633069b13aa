import { eachAlone } from '@heitu/kit/data/each-alone';
import { ok } from '@heitu/kit/rules/outcome';
import type { PaymentsContext } from '../context.ts';
import { askLater } from '../ask-later.ts';
import { askedAgain, BATCH_MAX } from '../provider.policy.ts';
import { compensations } from './compensation.moves.ts';
import { dropForSeller } from '../deposit/pay-sellers.ts';
import { Compensation } from './compensation.entity.ts';
import { fail, isForSeller, takeStanding, type CompensationRow } from './take-standing.ts';

/**
 * Job: calls the provider for compensations that are due, and asks about those it has taken. What was tried once is
 * asked about before it is sent again, under the same number, so that even a repeat pays once.
 */
export async function sendCompensations(context: PaymentsContext): Promise<void> {
  const { channel } = context.services;
  await eachAlone(await dueCompensations(context), async (row) => {
    if (row.state === 'failed' && !(await retried(context, row))) return;
    if (!(await takes(context, row))) return;
    if (row.attempts > 0) {
      const known = await channel.queryCompensation(row.outBillNo, row.depositOf, row.toMerchant);
      if (known.ok) return take(context, row, known.value);
      if (known.error.meaning !== 'not-found') return askLater(context, 'Compensation', row, known.error.code);
    }
    const answer = await channel.compensate(row);
    if (answer.ok) return take(context, row, answer.value);
    const { code, outcome, retryable, meaning } = answer.error;
    if (isForSeller(row) && outcome === 'refused' && !retryable) return giveBack(context, row, code);
    // What the provider says no to for long lies with finance, who is told; it is tried again each day all the same.
    const isLate = outcome === 'refused' && context.clock.now() > row.dueAtMs;
    if (outcome === 'unknown' || retryable || (meaning !== 'other' && !isLate))
      return askLater(context, 'Compensation', row, code);
    return fail(context, row, { lastError: code });
  });
}

/** Written down before it is sent: whoever comes after this process, also after its end, asks first. */
async function takes(context: PaymentsContext, { id, attempts, nextAtMs }: CompensationRow): Promise<boolean> {
  const outcome = await context.transaction(async (tx) =>
    ok(await tx.em.nativeUpdate(Compensation, { id, attempts, nextAtMs }, askedAgain(context, { attempts }))),
  );
  return outcome.ok && outcome.value > 0;
}

/** The provider said no. It may have taken the number from another process before: only what it does not know is over. */
async function giveBack(
  context: PaymentsContext,
  row: CompensationRow & { recoveryId: string },
  code: string,
): Promise<void> {
  const known = await context.services.channel.queryCompensation(row.outBillNo, row.depositOf, row.toMerchant);
  if (!known.ok && known.error.meaning === 'not-found') return dropForSeller(context, row, code);
  return askLater(context, 'Compensation', row, code);
}

/** Once, by whichever process is first. */
async function retried(context: PaymentsContext, { id, nextAtMs }: CompensationRow): Promise<boolean> {
  const outcome = await context.transaction(async (tx) =>
    ok(await compensations.bySystem(context, tx, 'retry', { id, nextAtMs })),
  );
  return outcome.ok && outcome.value > 0;
}

const dueCompensations = ({ rows, clock }: PaymentsContext) =>
  rows
    .selectFrom('Compensation')
    .selectAll()
    .where('state', 'in', ['due', 'sent', 'failed'])
    .where('nextAtMs', '<=', clock.now())
    .orderBy('nextAtMs')
    .limit(BATCH_MAX)
    .execute();

async function take(
  context: PaymentsContext,
  row: CompensationRow,
  standing: Parameters<typeof takeStanding>[2],
): Promise<void> {
  if (standing.state !== 'processing' || standing.amountFen !== row.amountFen)
    return takeStanding(context, row, standing);
  await context.transaction(async (tx) => {
    const set = { ...askedAgain(context, row), lastError: null };
    await compensations.bySystem(context, tx, 'send', { id: row.id }, set);
    return ok(null);
  });
}
