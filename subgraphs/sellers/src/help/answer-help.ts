import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, paragraph, parse, z } from '@heitu/kit/rules/validate';
import type { SellersContext } from '../context.ts';
import { HelpRequest } from './help.entity.ts';
import { ANSWER_HELP } from './help.policy.ts';
import { answerHelpRefusals as refusals } from './help.refusals.ts';

const schema = z.object({ helpRequestId: identifier(), answer: paragraph(2000, 2) });

/** The operator answers, once (6.2.b). */
export async function answerHelp(
  context: SellersContext,
  input: z.input<typeof schema>,
): Promise<Outcome<{ id: string }>> {
  const parsed = parse(schema, input);
  if (!parsed.ok) return parsed;
  const { helpRequestId: id, answer } = parsed.value;
  return context.transaction(async (tx) => {
    const asked = await tx.rows.selectFrom('HelpRequest').select('partyId').where('id', '=', id).executeTakeFirst();
    if (!asked) return refuse(refusals, 'NOT_FOUND');
    const answered = await tx.em.nativeUpdate(
      HelpRequest,
      { id, [ANSWER_HELP.at]: null },
      {
        answer: await context.vault.sealText(asked.partyId, answer),
        answeredBy: context.actor.id,
        answeredAtMs: context.clock.now(),
      },
    );
    if (answered === 0) return refuse(refusals, 'WRONG_STATE');
    tx.audit({ type: 'help-request', id, clause: '6.2.b' });
    return ok({ id });
  });
}
