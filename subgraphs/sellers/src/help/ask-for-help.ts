import { lockRows } from '@heitu/kit/data/only-one';
import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, paragraph, parse, z } from '@heitu/kit/rules/validate';
import { ownParty } from '../access.ts';
import type { SellersContext } from '../context.ts';
import { requestId } from '../fields.ts';
import { HelpRequest } from './help.entity.ts';
import { Party } from '../party/party.entity.ts';
import { ANSWER_HELP, OPEN_HELP_REQUESTS_MAX } from './help.policy.ts';
import { askForHelpRefusals as refusals } from './help.refusals.ts';

const schema = z.object({ requestId: requestId(), partyId: identifier(), question: paragraph(1000, 2) });

/** Somebody of a party asks the operator for help (6.2.b). */
export async function askForHelp(
  context: SellersContext,
  input: z.input<typeof schema>,
): Promise<Outcome<{ id: string }>> {
  const parsed = parse(schema, input);
  if (!parsed.ok) return parsed;
  const { requestId: key, partyId, question } = parsed.value;
  return context.transaction(
    async (tx) => {
      if (!(await ownParty(context, partyId))) return refuse(refusals, 'NOT_FOUND');
      await lockRows(tx, Party, { id: partyId });
      if ((await tx.em.count(HelpRequest, { partyId, [ANSWER_HELP.at]: null })) >= OPEN_HELP_REQUESTS_MAX)
        return refuse(refusals, 'TOO_MANY_OPEN');
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
    },
    { id: key, input },
  );
}
