import { chinaDate } from '@heitu/kit/rules/calendar';
import { unlessTaken } from '@heitu/kit/data/only-one';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { ownParty } from '../access.ts';
import { mutation } from '../context.ts';
import { filingNow } from '../shown.ts';
import { lacking, needsOfParty } from './compulsory.policy.ts';
import { Filing } from './filing.entity.ts';
import { filingLifecycle } from './filing.lifecycle.ts';
import { documents } from './filing.moves.ts';
import { partyId } from '../fields.ts';

/**
 * Hands a party's papers to the reviewers: for the first time, or as a renewal. Refused while a compulsory one is
 * missing or out of date.
 */
export const submitFiling = mutation({
  name: 'submitFiling',
  description:
    "Hands a party's papers to the reviewers, for the first time or as a renewal. Refused while a compulsory one is missing or out of date.",
  may: permit.signedIn,
  input: z.object({ partyId: partyId() }),
  requestId: 'must',
  refusals: {
    NOT_FOUND,
    DOCUMENTS_LACKING: { message: '材料不齐或已过期，请补齐后再提交', clause: '6.4.a-e' },
    ALREADY_UNDER_REVIEW: { message: '已经提交，正在审核，请等待结果', clause: '6.4' },
  },
  shows: filingNow,
  async run(context, { partyId }, refuse) {
    const nowMs = context.clock.now();
    return context.transaction(async (tx) => {
      const party = await ownParty(context, partyId, 'shop');
      if (!party) return refuse('NOT_FOUND');
      const papers = await tx.rows
        .selectFrom('Document')
        .select(['type', 'validFrom', 'validUntil'])
        .where('partyId', '=', partyId)
        .where('state', '!=', 'withdrawn')
        .where('fileId', 'is not', null)
        .execute();
      const missing = lacking(
        needsOfParty({ kind: party.kind, sellsFood: !!party.sellsFood }, papers),
        papers,
        chinaDate(nowMs),
      );
      if (missing.length > 0) return refuse('DOCUMENTS_LACKING', missing);
      const id = context.newId();
      const taken = await unlessTaken(
        tx.em.insert(Filing, {
          id,
          partyId,
          kind: party.approvedAtMs === null ? 'first' : 'renewal',
          state: filingLifecycle.initial,
          openFor: partyId,
          submittedBy: context.actor.id,
          submittedAtMs: nowMs,
        }),
        refuse('ALREADY_UNDER_REVIEW'),
      );
      if (taken) return taken;
      await documents.bySystem(context, tx, 'submit', { partyId }, { filingId: id });
      tx.audit({ type: 'filing', id, clause: '6.4' });
      return ok({ id });
    });
  },
});
