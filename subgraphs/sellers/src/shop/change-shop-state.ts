import { NOT_FOUND, ok, refuse, WRONG_STATE, type Outcome } from '@heitu/kit/rules/outcome';
import { ownPartyIds } from '../access.ts';
import type { SellersContext, SellersTransaction } from '../context.ts';
import { OF_PARTY, type Standing } from '../party/party.policy.ts';
import { refreshStanding } from '../party/refresh-standing.ts';
import { shops } from './shop.moves.ts';

const refusals = { NOT_FOUND, WRONG_STATE } as const;

/**
 * The owner stops selling for a while, or begins again. Whether the shop then sells is for the party's standing to say,
 * which is answered.
 */
export async function changeShopState(
  context: SellersContext,
  tx: SellersTransaction,
  shopId: string,
  action: 'close' | 'reopen',
): Promise<Outcome<Standing, keyof typeof refusals>> {
  const shop = await tx.rows
    .selectFrom('Shop')
    .select(['id', 'partyId', 'state'])
    .where('id', '=', shopId)
    .where('partyId', 'in', ownPartyIds(context, 'shop'))
    .executeTakeFirst();
  if (!shop) return refuse(refusals, 'NOT_FOUND');
  const refuseAs = (code: keyof typeof refusals) => refuse(refusals, code);
  const unmoved = await shops.move(context, tx, action, shop, refuseAs, { parts: OF_PARTY });
  if (unmoved) return unmoved;
  return ok(await refreshStanding(context, tx, shop.partyId));
}
