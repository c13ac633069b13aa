import { lockRows } from '@heitu/kit/data/only-one';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { oneOf } from '@heitu/kit/rules/enums';
import { z } from '@heitu/kit/rules/validate';
import { ALL_SCOPES } from '@heitu/standard';
import { asItIs } from '@heitu/kit/rules/mutation';
import { mutation } from '../context.ts';
import { Scopes } from '../enums.ts';
import { KnownParty } from '../identity/account.entity.ts';
import { PartnerGrant } from './partner.entity.ts';
import { deciders, decidesFor, decidesForAll } from './partner-deciders.ts';
import { PartnerLetView } from './partner.view.ts';
import { clientId, partyId } from '../input-fields.ts';

/** The party, or the operator, takes back some scopes, or all: gone at the program's next call. */
export const stopPartner = mutation({
  name: 'stopPartner',
  description: "Takes back some scopes, or all: gone at the program's next call.",
  may: deciders,
  input: z.object({
    clientId: clientId(),
    partyId: partyId(),
    scopes: z.array(oneOf(Scopes)).min(1).max(ALL_SCOPES.length).nullish().describe('Left out: all.'),
  }),
  refusals: {
    // Also where nothing was given.
    NOT_FOUND,
  },
  shows: asItIs(PartnerLetView),
  async run(context, { clientId, partyId, scopes }, refuse) {
    const itself = decidesFor(context).includes(partyId);
    if (!itself && !decidesForAll(context)) return refuse('NOT_FOUND');
    return context.transaction(async (tx) => {
      await lockRows(tx, KnownParty, { partyId });
      const ended = await tx.em.nativeUpdate(
        PartnerGrant,
        { clientId, partyId, active: true, ...(scopes && { scope: { $in: scopes } }) },
        { active: false, changedAtMs: context.clock.now(), changedBy: context.actor.id, endedByParty: itself },
      );
      if (ended === 0) return refuse('NOT_FOUND');
      tx.audit({ type: 'party', id: partyId, clause: '11.5.de' });
      return ok({ clientId, partyId });
    });
  },
});
