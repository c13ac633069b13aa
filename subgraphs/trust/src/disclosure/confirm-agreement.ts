import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { parse, z } from '@heitu/kit/rules/validate';
import type { TrustContext } from '../context.ts';
import { AgreementConfirmation } from './disclosure.entity.ts';
import { AGREEMENT_KINDS } from './disclosure.policy.ts';
import { disclosureRefusals } from './disclosure.refusals.ts';

const schema = z.object({ kind: z.enum(AGREEMENT_KINDS), version: z.number().int().min(1) });

/** The person confirms an agreement's newest version; it binds from then on, and this row is the evidence (10.5.cu). */
export async function confirmAgreement(
  context: TrustContext,
  input: unknown,
): Promise<Outcome<{ kind: string; version: number }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { kind, version } = valid.value;
  return context.transaction(async (tx) => {
    const newest = await tx.rows
      .selectFrom('PublicDocument')
      .select('version')
      .where('kind', '=', kind)
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (!newest) return refuse(disclosureRefusals, 'NOT_PUBLISHED');
    if (newest.version !== version) return refuse(disclosureRefusals, 'NEWER_VERSION');
    await tx.em.upsert(
      AgreementConfirmation,
      { id: context.newId(), accountId: context.actor.id, kind, version, atMs: context.clock.now() },
      { onConflictFields: ['accountId', 'kind', 'version'], onConflictAction: 'ignore' },
    );
    tx.audit({ type: 'agreement', id: `${kind}:${version}`, clause: '10.5.cu' });
    return ok({ kind, version });
  });
}
