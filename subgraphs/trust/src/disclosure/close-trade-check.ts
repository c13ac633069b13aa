import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import type { TrustContext } from '../context.ts';
import { TradeCheck } from './disclosure.entity.ts';
import { ONCE } from './disclosure.policy.ts';
import { disclosureRefusals } from './disclosure.refusals.ts';

const schema = z.object({ checkId: identifier() });

/** What the check found was put right (6.5). */
export async function closeTradeCheck(context: TrustContext, input: unknown): Promise<Outcome<{ id: string }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const id = valid.value.checkId;
  return context.transaction(async (tx) => {
    const closed = await tx.em.nativeUpdate(
      TradeCheck,
      { id, [ONCE.tradeCheck.at]: null },
      { closedAtMs: context.clock.now() },
    );
    if (closed === 0) return refuse(disclosureRefusals, 'NOT_FOUND');
    tx.audit({ type: 'trade-check', id, clause: '6.5' });
    return ok({ id });
  });
}
