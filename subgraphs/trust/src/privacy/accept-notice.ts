import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { parse, z } from '@heitu/kit/rules/validate';
import type { TrustContext } from '../context.ts';
import { NoticeAcceptance } from './privacy.entity.ts';
import { privacyRefusals } from './privacy.refusals.ts';

const schema = z.object({ version: z.number().int().min(1) });

/** The person has read this version of the notice. Errors: NOTICE_CHANGED where it is no longer the newest. */
export async function acceptNotice(context: TrustContext, input: unknown): Promise<Outcome<{ version: number }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { version } = valid.value;
  return context.transaction(async (tx) => {
    const newest = await tx.rows
      .selectFrom('Notice')
      .select(['version', 'contentHash'])
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (!newest) return refuse(privacyRefusals, 'NO_NOTICE');
    if (newest.version !== version) return refuse(privacyRefusals, 'NOTICE_CHANGED');
    await tx.em.upsert(
      NoticeAcceptance,
      {
        id: context.newId(),
        accountId: context.actor.id,
        version,
        contentHash: newest.contentHash,
        atMs: context.clock.now(),
      },
      { onConflictFields: ['accountId', 'version'], onConflictAction: 'ignore' },
    );
    tx.audit({ type: 'notice', id: String(version), clause: '10.2.a-f' });
    return ok({ version });
  });
}
