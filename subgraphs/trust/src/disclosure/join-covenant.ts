import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import type { TrustContext } from '../context.ts';
import { CovenantMember } from './disclosure.entity.ts';
import { covenantParties } from './disclosure.policy.ts';
import { disclosureRefusals } from './disclosure.refusals.ts';

const schema = z.object({ partyId: identifier() });

/** A party's owner joins the self-regulatory covenant in its newest version (12.2 last paragraph). */
export async function joinCovenant(
  context: TrustContext,
  input: unknown,
): Promise<Outcome<{ kind: string; version: number }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { partyId } = valid.value;
  if (!covenantParties(context.actor).includes(partyId)) return refuse(disclosureRefusals, 'NOT_FOUND');
  return context.transaction(async (tx) => {
    const newest = await tx.rows
      .selectFrom('PublicDocument')
      .select('version')
      .where('kind', '=', 'covenant')
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (!newest) return refuse(disclosureRefusals, 'NOT_PUBLISHED');
    await tx.em.upsert(
      CovenantMember,
      { partyId, version: newest.version, joinedAtMs: context.clock.now() },
      { onConflictMergeFields: ['version'] },
    );
    tx.audit({ type: 'party', id: partyId, clause: '12.2.end' });
    return ok({ kind: 'covenant', version: newest.version });
  });
}
