import { lockRows } from '@heitu/kit/data/only-one';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { paragraph, z } from '@heitu/kit/rules/validate';
import { ownParty } from '../access.ts';
import { mutation } from '../context.ts';
import { helpRequestNow } from '../shown.ts';
import { HelpRequest } from './help.entity.ts';
import { Party } from '../party/party.entity.ts';
import { OPEN_HELP_REQUESTS_MAX } from './help.policy.ts';
import { partyId } from '../fields.ts';

/** Somebody of a party asks the operator for help (6.2.b). */
export const askForHelp = mutation({
  name: 'askForHelp',
  description: 'Somebody of a party asks the operator for help.',
  may: permit.signedIn,
  input: z.object({ partyId: partyId(), question: paragraph(1000, 2).describe('2 to 1000 characters.') }),
  requestId: 'must',
  refusals: { NOT_FOUND, TOO_MANY_OPEN: { message: '您有多个问题还在等答复，请先等一等', clause: '6.2.b' } },
  shows: helpRequestNow,
  run: (context, { partyId, question }, refuse) =>
    context.transaction(async (tx) => {
      if (!(await ownParty(context, partyId))) return refuse('NOT_FOUND');
      await lockRows(tx, Party, { id: partyId });
      if ((await tx.em.count(HelpRequest, { partyId, answeredAtMs: null })) >= OPEN_HELP_REQUESTS_MAX)
        return refuse('TOO_MANY_OPEN');
      const id = context.newId();
      await tx.em.insert(HelpRequest, {
        id,
        partyId,
        askedBy: context.actor.id,
        question: await context.vault.sealText(partyId, question),
        askedAtMs: context.clock.now(),
      });
      tx.audit({ type: 'help-request', id, clause: '6.2.b' });
      return ok({ id });
    }),
});
