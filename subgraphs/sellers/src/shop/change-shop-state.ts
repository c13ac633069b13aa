import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import { ownPartyIds } from '../access.ts';
import type { SellersContext } from '../context.ts';
import { refreshStanding } from '../party/refresh-standing.ts';
import { Shop } from './shop.entity.ts';
import { shopLifecycle } from './shop.lifecycle.ts';
import { reopenShopRefusals as refusals } from './shop.refusals.ts';

const schema = z.object({ shopId: identifier() });

/** The owner stops selling for a while, or begins again; what may sell is for the party's standing to say. */
export async function changeShopState(
  context: SellersContext,
  action: 'close' | 'reopen',
  input: { shopId: string },
): Promise<Outcome<{ id: string }>> {
  const parsed = parse(schema, input);
  if (!parsed.ok) return parsed;
  const { shopId } = parsed.value;
  return context.transaction(async (tx) => {
    const shop = await context.rows
      .selectFrom('Shop')
      .select('partyId')
      .where('id', '=', shopId)
      .where('partyId', 'in', ownPartyIds(context, 'shop'))
      .executeTakeFirst();
    if (!shop) return refuse(refusals, 'NOT_FOUND');
    const changed = await tx.em.nativeUpdate(
      Shop,
      { id: shopId, state: { $in: [...shopLifecycle.from(action)] } },
      { state: shopLifecycle.to(action) },
    );
    if (changed === 0) return refuse(refusals, 'WRONG_STATE');
    const standing = await refreshStanding(context, tx, shop.partyId);
    if (action === 'reopen' && standing !== 'good') return refuse(refusals, 'NOT_IN_GOOD_STANDING');
    tx.audit({ type: 'shop', id: shopId });
    return ok({ id: shopId });
  });
}
