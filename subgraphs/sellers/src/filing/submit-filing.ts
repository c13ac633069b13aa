import { chinaDate } from '@heitu/kit/rules/calendar';
import { unlessTaken } from '@heitu/kit/data/only-one';
import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import { ownParty } from '../access.ts';
import type { SellersContext } from '../context.ts';
import { requestId } from '../fields.ts';
import type { PartyKind } from '../party/party.policy.ts';
import { lacking, needsOfParty } from './compulsory.policy.ts';
import { Document, Filing } from './filing.entity.ts';
import { documentLifecycle, filingLifecycle } from './filing.lifecycle.ts';
import { submitFilingRefusals as refusals } from './filing.refusals.ts';

const schema = z.object({ requestId: requestId(), partyId: identifier() });

/**
 * Hands a party's papers to the reviewers: for the first time, or as a renewal. Refused while a compulsory one is
 * missing or out of date.
 */
export async function submitFiling(
  context: SellersContext,
  input: { requestId: string; partyId: string },
): Promise<Outcome<{ id: string }>> {
  const parsed = parse(schema, input);
  if (!parsed.ok) return parsed;
  const { partyId } = parsed.value;
  const nowMs = context.clock.now();
  return context.transaction(
    async (tx) => {
      const party = await ownParty(context, partyId, 'shop');
      if (!party) return refuse(refusals, 'NOT_FOUND');
      const papers = await tx.rows
        .selectFrom('Document')
        .select(['type', 'validFrom', 'validUntil'])
        .where('partyId', '=', partyId)
        .where('state', '!=', 'withdrawn')
        .execute();
      const missing = lacking(
        needsOfParty({ kind: party.kind as PartyKind, sellsFood: !!party.sellsFood }, papers),
        papers,
        chinaDate(nowMs),
      );
      if (missing.length > 0) return refuse(refusals, 'DOCUMENTS_LACKING', missing);
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
        refuse(refusals, 'ALREADY_UNDER_REVIEW'),
      );
      if (taken) return taken;
      await tx.em.nativeUpdate(
        Document,
        { partyId, state: { $in: [...documentLifecycle.from('submit')] } },
        { state: documentLifecycle.to('submit'), filingId: id },
      );
      tx.audit({ type: 'filing', id, clause: '6.4' });
      return ok({ id });
    },
    { id: parsed.value.requestId, input },
  );
}
