import { asItIs } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { CovenantMember } from './disclosure.entity.ts';
import { COVENANT_ROLES, covenantParties } from './disclosure.policy.ts';
import { inForceOf } from './document.loader.ts';
import { NOT_PUBLISHED } from './disclosure.refusals.ts';
import { AgreementConfirmed } from './disclosure.view.ts';
import { partyId } from '../input-fields.ts';

/** A party's owner joins the self-regulatory covenant in its newest version (12.2 last paragraph). */
export const joinCovenant = mutation({
  name: 'joinCovenant',
  description: "A party's owner joins the self-regulatory covenant in its newest version.",
  may: permit.role(...COVENANT_ROLES),
  input: z.object({ partyId: partyId() }),
  refusals: { NOT_FOUND, NOT_PUBLISHED },
  shows: asItIs(AgreementConfirmed),
  async run(context, { partyId }, refuse) {
    if (!covenantParties(context.actor).includes(partyId)) return refuse('NOT_FOUND');
    return context.transaction(async (tx) => {
      const newest = await inForceOf(tx, context.clock.now(), 'covenant');
      if (!newest) return refuse('NOT_PUBLISHED');
      await tx.em.upsert(
        CovenantMember,
        { partyId, version: newest.version, joinedAtMs: context.clock.now(), leftAtMs: null },
        { onConflictMergeFields: ['version', 'leftAtMs'] },
      );
      tx.audit({ type: 'party', id: partyId, clause: '12.2.end' });
      return ok({ kind: 'covenant', version: newest.version });
    });
  },
});
