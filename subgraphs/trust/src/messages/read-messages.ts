import { ok, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import type { TrustContext } from '../context.ts';
import { Message } from './message.entity.ts';

const schema = z.object({ ids: z.array(identifier()).min(1).max(100) });

/** Marks one's own messages as read; others' ids change nothing. */
export async function readMessages(context: TrustContext, input: unknown): Promise<Outcome<{ count: number }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  return context.transaction(async (tx) =>
    ok({
      count: await tx.em.nativeUpdate(
        Message,
        { id: { $in: valid.value.ids }, accountId: context.actor.id, readAtMs: null },
        { readAtMs: context.clock.now() },
      ),
    }),
  );
}
