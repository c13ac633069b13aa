import { chinaDate } from '@heitu/kit/rules/calendar';
import { eachAlone } from '@heitu/kit/data/each-alone';
import { ok } from '@heitu/kit/rules/outcome';
import type { SellersContext } from '../context.ts';
import { contractLifecycle } from './contract.lifecycle.ts';
import { contracts } from './contract.moves.ts';
import { tellOfContract, type ContractMove } from './tell-of-contract.ts';

const ENDED_PER_RUN_MAX = 100;

const TOLD = ['id', 'state', 'number', 'kind', 'partyId', 'withPartyId', 'validUntil', 'offeredAtMs'] as const;

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
  const end = (action: 'lapse' | 'expire', to: ContractMove, due: typeof over) =>
    eachAlone(due, (contract) =>
      context.transaction(async (tx) => {
        if ((await contracts.bySystem(context, tx, action, { id: contract.id })) > 0)
          tellOfContract(context, tx, contract, to);
        return ok(null);
      }),
    );
  const late = unsigned.filter((row) => (contractLifecycle.dueAtMs(row) ?? Infinity) <= nowMs);
  await end('lapse', 'lapsed', late);
  await end('expire', 'expired', over);
}
