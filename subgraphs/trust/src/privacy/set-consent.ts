import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { line, parse, z } from '@heitu/kit/rules/validate';
import type { TrustContext } from '../context.ts';
import { Consent, ConsentReceipt } from './privacy.entity.ts';
import { privacyRefusals } from './privacy.refusals.ts';
import { purposeOf } from './purposes.policy.ts';

const schema = z.object({ purpose: line(40), granted: z.boolean(), noticeVersion: z.number().int().min(1) });

/**
 * The person agrees to one purpose or objects to it; either counts from this moment (10.3.a-b). A withdrawal is taken
 * under whatever version of the notice the person saw; an agreement only under the newest.
 */
export async function setConsent(
  context: TrustContext,
  input: unknown,
): Promise<Outcome<{ purpose: string; granted: boolean }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { purpose, granted, noticeVersion } = valid.value;
  const known = purposeOf(purpose);
  if (!known) return refuse(privacyRefusals, 'PURPOSE_UNKNOWN');
  if (known.legalBasis !== 'consent') return refuse(privacyRefusals, 'NOT_A_CHOICE');
  return context.transaction(async (tx) => {
    const notice = await tx.rows
      .selectFrom('Notice')
      .select(['version', 'contentHash'])
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (!notice) return refuse(privacyRefusals, 'NO_NOTICE');
    if (granted && notice.version !== noticeVersion) return refuse(privacyRefusals, 'NOTICE_CHANGED');
    const accountId = context.actor.id;
    const atMs = context.clock.now();
    await tx.em.upsert(
      Consent,
      { id: context.newId(), accountId, purpose, granted, noticeVersion: notice.version, atMs },
      { onConflictFields: ['accountId', 'purpose'], onConflictMergeFields: ['granted', 'noticeVersion', 'atMs'] },
    );
    await tx.em.insert(ConsentReceipt, {
      id: context.newId(),
      accountId,
      purpose,
      granted,
      noticeVersion: notice.version,
      noticeHash: notice.contentHash,
      atMs,
    });
    tx.audit({ type: 'consent', id: purpose, clause: '10.3.a' });
    return ok({ purpose, granted });
  });
}
