import { asItIs } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { partyId } from '../input-fields.ts';
import { CovenantMember } from './disclosure.entity.ts';
import { COVENANT_ROLES, covenantParties } from './disclosure.policy.ts';
import { CovenantLeft } from './disclosure.view.ts';

/** A party's owner leaves the self-regulatory covenant; what was found against it stays (12.2 last paragraph). */
export const leaveCovenant = mutation({
  name: 'leaveCovenant',
  description: "A party's owner leaves the self-regulatory covenant; measures that were taken stay in force.",
  may: permit.role(...COVENANT_ROLES),
  input: z.object({ partyId: partyId() }),
  refusals: { NOT_FOUND, NOT_A_MEMBER: { message: '没有加入公约，不用退出', clause: '12.2.end' } },
  shows: asItIs(CovenantLeft),
  async run(context, { partyId }, refuse) {
    if (!covenantParties(context.actor).includes(partyId)) return refuse('NOT_FOUND');
    return context.transaction(async (tx) => {
      const leftAtMs = context.clock.now();
      const left = await tx.em.nativeUpdate(CovenantMember, { partyId, leftAtMs: null }, { leftAtMs });
      if (left === 0) return refuse('NOT_A_MEMBER');
      tx.audit({ type: 'party', id: partyId, clause: '12.2.end' });
      return ok({ id: partyId });
    });
  },
});
