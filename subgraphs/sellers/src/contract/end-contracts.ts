import { addWorkingDays, chinaDate } from '@heitu/kit/rules/calendar';
import { ok } from '@heitu/kit/rules/outcome';
import type { SellersContext } from '../context.ts';
import { contractLifecycle } from './contract.lifecycle.ts';
import { contracts } from './contract.moves.ts';
import { SIGN_WORKING_DAYS } from './contract.policy.ts';

const ENDED_PER_RUN_MAX = 100;

/** Job: what nobody signed in time is void, and what has had its last day holds for nothing new. */
export async function endContracts(context: SellersContext): Promise<void> {
  const nowMs = context.clock.now();
  const unsigned = await context.rows
    .selectFrom('Contract')
    .select(['id', 'offeredAtMs'])
    .where('state', 'in', contractLifecycle.from('lapse'))
    .orderBy('offeredAtMs')
    .limit(ENDED_PER_RUN_MAX)
    .execute();
  const late = unsigned.filter(({ offeredAtMs }) => addWorkingDays(offeredAtMs, SIGN_WORKING_DAYS) <= nowMs);
  await context.transaction(async (tx) => {
    if (late.length > 0) await contracts.bySystem(context, tx, 'lapse', { id: { $in: late.map(({ id }) => id) } });
    await contracts.bySystem(context, tx, 'expire', { validUntil: { $lt: chinaDate(nowMs) } });
    return ok(null);
  });
}
