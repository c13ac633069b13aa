import { addWorkingDays, chinaDate } from '@heitu/kit/rules/calendar';
import { ok } from '@heitu/kit/rules/outcome';
import type { SellersContext } from '../context.ts';
import { contractLifecycle } from './contract.lifecycle.ts';
import { contracts } from './contract.moves.ts';
import { SIGN_WORKING_DAYS } from './contract.policy.ts';
import { tellOfContract } from './tell-of-contract.ts';

const ENDED_PER_RUN_MAX = 100;

const TOLD = ['id', 'number', 'kind', 'partyId', 'withPartyId', 'validUntil', 'offeredAtMs'] as const;

/** Job: what nobody signed in time is void, and what has had its last day holds for nothing new; both sides hear it. */
export async function endContracts(context: SellersContext): Promise<void> {
  const nowMs = context.clock.now();
  const inState = (action: 'lapse' | 'expire') =>
    context.rows.selectFrom('Contract').select(TOLD).where('state', 'in', contractLifecycle.from(action));
  const unsigned = await inState('lapse').orderBy('offeredAtMs').limit(ENDED_PER_RUN_MAX).execute();
  const over = await inState('expire')
    .where('validUntil', '<', chinaDate(nowMs))
    .orderBy('validUntil')
    .limit(ENDED_PER_RUN_MAX)
    .execute();
  const late = unsigned.filter(({ offeredAtMs }) => addWorkingDays(offeredAtMs, SIGN_WORKING_DAYS) <= nowMs);
  await context.transaction(async (tx) => {
    for (const contract of late)
      if ((await contracts.bySystem(context, tx, 'lapse', { id: contract.id })) > 0)
        tellOfContract(context, tx, contract, 'lapsed');
    for (const contract of over)
      if ((await contracts.bySystem(context, tx, 'expire', { id: contract.id })) > 0)
        tellOfContract(context, tx, contract, 'expired');
    return ok(null);
  });
}
