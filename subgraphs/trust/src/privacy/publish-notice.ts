import { unlessTaken } from '@heitu/kit/data/only-one';
import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, paragraph, parse, z } from '@heitu/kit/rules/validate';
import type { TrustContext } from '../context.ts';
import { privacyRefusals } from './privacy.refusals.ts';
import { Notice } from './privacy.entity.ts';
import { noticeHash } from './purposes.policy.ts';

const part = paragraph(4000, 4);
const schema = z.object({
  requestId: identifier(),
  parts: z.object({ a: part, b: part, c: part, d: part, e: part, f: part }),
});

/** An administrator publishes the next version of the notice, all six parts (10.2.a-f). */
export async function publishNotice(context: TrustContext, input: unknown): Promise<Outcome<{ version: number }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { requestId, parts } = valid.value;
  return context.transaction(
    async (tx) => {
      const newest = await tx.rows
        .selectFrom('Notice')
        .select('version')
        .orderBy('version', 'desc')
        .limit(1)
        .executeTakeFirst();
      const version = (newest?.version ?? 0) + 1;
      // Where somebody else publishes the next version in the same moment, the person looks at it first.
      const taken = await unlessTaken(
        tx.em.insert(Notice, {
          version,
          parts: JSON.stringify(parts),
          contentHash: noticeHash(version, parts),
          publishedBy: context.actor.id,
          publishedAtMs: context.clock.now(),
        }),
        refuse(privacyRefusals, 'NOTICE_CHANGED'),
      );
      if (taken) return taken;
      tx.audit({ type: 'notice', id: String(version), clause: '10.2.a-f' });
      return ok({ version });
    },
    { id: requestId, input },
  );
}
