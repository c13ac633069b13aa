import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, paragraph, parse, z } from '@heitu/kit/rules/validate';
import type { SellersContext } from '../context.ts';
import { requestId } from '../fields.ts';
import { Party } from '../party/party.entity.ts';
import { nextReReviewAtMs } from '../party/party.policy.ts';
import { refreshStanding } from '../party/refresh-standing.ts';
import { isOwnBusiness } from './decide-filing.ts';
import { ReReview } from './filing.entity.ts';
import { reReviewPartyRefusals as refusals } from './filing.refusals.ts';

const schema = z.object({
  requestId: requestId(),
  partyId: identifier(),
  outcome: z.enum(['confirm', 'fail']),
  reason: paragraph(1000),
});
export type ReReviewPartyInput = z.input<typeof schema>;

/** Why this reviewer cannot look at the party again; null: they can. */
export const whyNotReReview = (
  context: SellersContext,
  party: { id: string; applicantAccountId: string; approvedAtMs: number | null },
): 'OWN_FILING' | 'NOT_APPROVED' | null => {
  if (isOwnBusiness(context, party)) return 'OWN_FILING';
  return party.approvedAtMs === null ? 'NOT_APPROVED' : null;
};

/**
 * A reviewer looks at an approved party again (6.4): confirmed for another half year, or out of business until it is
 * filed anew.
 */
export async function reReviewParty(
  context: SellersContext,
  input: ReReviewPartyInput,
): Promise<Outcome<{ id: string }>> {
  const parsed = parse(schema, input);
  if (!parsed.ok) return parsed;
  const { partyId, outcome, reason } = parsed.value;
  const nowMs = context.clock.now();
  return context.transaction(
    async (tx) => {
      const party = await tx.rows
        .selectFrom('Party')
        .select(['id', 'applicantAccountId', 'approvedAtMs', 'reReviewDueAtMs'])
        .where('id', '=', partyId)
        .executeTakeFirst();
      if (!party) return refuse(refusals, 'NOT_FOUND');
      const refusal = whyNotReReview(context, party);
      if (refusal) return refuse(refusals, refusal);
      await tx.em.insert(ReReview, {
        id: context.newId(),
        partyId,
        reviewedBy: context.actor.id,
        outcome,
        reason: await context.vault.sealText(partyId, reason),
        wasDueAtMs: party.reReviewDueAtMs,
        reviewedAtMs: nowMs,
      });
      await tx.em.nativeUpdate(
        Party,
        { id: partyId },
        { reReviewDueAtMs: outcome === 'confirm' ? nextReReviewAtMs(nowMs) : nowMs, reReviewRemindedAtMs: null },
      );
      await refreshStanding(context, tx, partyId);
      tx.audit({ type: 'party', id: partyId, clause: '6.4' });
      return ok({ id: partyId });
    },
    { id: parsed.value.requestId, input },
  );
}
