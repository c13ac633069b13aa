import { YES } from '@heitu/kit/data/entities';
import type { TrustContext } from '../context.ts';
import { newestNotice } from '../privacy/privacy.loader.ts';
import { endingMs } from '../ending/ending.loader.ts';
import { inForceOf } from './document.loader.ts';
import { ACCEPTED_BY } from './document.policy.ts';
import type { AgreementsOwed } from './disclosure.view.ts';

/** What the buyer, and the owners of these sellers, have not yet said yes to of what binds now. */
export async function agreementsOwed(
  context: TrustContext,
  accountId: string,
  partyIds: readonly string[],
): Promise<AgreementsOwed> {
  const nowMs = context.clock.now();
  const [ofBuyer, ofSeller, notice, endsAtMs, next] = await Promise.all([
    inForceOf(context, nowMs, ACCEPTED_BY.consumer),
    inForceOf(context, nowMs, ACCEPTED_BY['seller-owner']),
    newestNotice(context),
    endingMs(context),
    nextBinding(context, nowMs),
  ]);
  const [yes, read, owners] = await Promise.all([
    context.rows
      .selectFrom('AgreementConfirmation')
      .select('id')
      .where('accountId', '=', accountId)
      .where('kind', '=', ACCEPTED_BY.consumer)
      // Who has said yes ahead to the next one is bound.
      .where('version', '>=', ofBuyer?.version ?? 0)
      .executeTakeFirst(),
    context.rows
      .selectFrom('NoticeAcceptance')
      .select('id')
      .where('accountId', '=', accountId)
      .where('version', '>=', notice?.version ?? 0)
      .executeTakeFirst(),
    context.rows
      .selectFrom('GrantRow as g')
      .innerJoin('AgreementConfirmation as a', 'a.accountId', 'g.accountId')
      .select('g.partyId')
      .where('g.role', '=', 'seller-owner')
      .where('g.active', '=', YES)
      .where('g.partyId', 'in', partyIds)
      .where('a.kind', '=', ACCEPTED_BY['seller-owner'])
      .where('a.version', '>=', ofSeller?.version ?? 0)
      .execute(),
  ]);
  const bound = new Set(owners.map(({ partyId }) => partyId));
  return {
    agreement: ofBuyer !== undefined && !yes,
    notice: notice !== undefined && !read,
    ended: endsAtMs !== null && endsAtMs <= nowMs,
    nextBindsAtMs: soonest([endsAtMs, ...next], nowMs),
    partyIds: ofSeller ? partyIds.filter((id) => !bound.has(id)) : [],
  };
}

/** When another version of what an order stands on begins to bind: of either agreement, and of the notice. */
async function nextBinding({ rows }: TrustContext, nowMs: number): Promise<(number | null)[]> {
  const [document, notice] = await Promise.all([
    rows
      .selectFrom('PublicDocument')
      .select(({ fn }) => fn.min('effectiveAtMs').as('atMs'))
      .where('kind', 'in', [ACCEPTED_BY.consumer, ACCEPTED_BY['seller-owner']])
      .where('state', '=', 'adopted')
      .where('effectiveAtMs', '>', nowMs)
      .executeTakeFirst(),
    rows
      .selectFrom('Notice')
      .select(({ fn }) => fn.min('effectiveAtMs').as('atMs'))
      .where('effectiveAtMs', '>', nowMs)
      .executeTakeFirst(),
  ]);
  return [document, notice].map((row) => (row?.atMs == null ? null : Number(row.atMs)));
}

function soonest(moments: readonly (number | null)[], nowMs: number): number | null {
  const toCome = moments.flatMap((ms) => (ms !== null && ms > nowMs ? [ms] : []));
  return toCome.length > 0 ? Math.min(...toCome) : null;
}
