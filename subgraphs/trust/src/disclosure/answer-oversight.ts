import { hashOf } from '@heitu/kit/rules/canonical';
import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, paragraph, parse, z } from '@heitu/kit/rules/validate';
import type { TrustContext } from '../context.ts';
import { OversightRequest } from './disclosure.entity.ts';
import { ONCE } from './disclosure.policy.ts';
import { disclosureRefusals } from './disclosure.refusals.ts';

const schema = z.object({ oversightId: identifier(), answer: paragraph(20_000, 2) });

/** The operator answers; the hash of what was handed over stays on record (12.1, 12.2). */
export async function answerOversight(context: TrustContext, input: unknown): Promise<Outcome<{ id: string }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { oversightId: id, answer } = valid.value;
  return context.transaction(async (tx) => {
    if (!(await tx.rows.selectFrom('OversightRequest').select('id').where('id', '=', id).executeTakeFirst()))
      return refuse(disclosureRefusals, 'NOT_FOUND');
    const answeredAtMs = context.clock.now();
    const answered = await tx.em.nativeUpdate(
      OversightRequest,
      { id, [ONCE.oversight.at]: null },
      {
        answer: await context.vault.sealText(id, answer),
        answeredBy: context.actor.id,
        answeredAtMs,
        answerHash: hashOf({ id, answer, answeredAtMs }),
      },
    );
    if (answered === 0) return refuse(disclosureRefusals, 'NOT_FOUND');
    tx.audit({ type: 'oversight', id, clause: '12.1' });
    return ok({ id });
  });
}
