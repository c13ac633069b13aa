import type { SqlEntityManager } from '@mikro-orm/sql';
import { GATEWAY } from '@heitu/kit/rules/actor';
import { rowsOf } from '@heitu/kit/data/orm';
import { ok } from '@heitu/kit/rules/outcome';
import type { EdgeAnswer, EdgeRequest } from '@heitu/kit/messages/peers';
import { identifier, localDate, parse, z } from '@heitu/kit/rules/validate';
import { chinaDate } from '@heitu/kit/rules/calendar';
import type { entities, TrustContext } from '../context.ts';
import { ClientUsage } from './partner.entity.ts';
import { USAGE_KEPT_MS } from './partner.policy.ts';

const SCOPE_TAG = 'scope/';
const rows = z
  .array(
    z.object({
      callerId: identifier(),
      day: localDate(),
      tag: z.string().max(40),
      calls: z.number().int().min(0),
      refused: z.number().int().min(0),
      lastAtMs: z.number().int(),
    }),
  )
  .max(500);

/** `POST /usage`, by the gateway alone: adds what programs asked for since it told the last time. */
export async function recordUsage(context: TrustContext, request: EdgeRequest): Promise<EdgeAnswer> {
  if (context.actor.kind !== GATEWAY.kind) return { status: 404 };
  const valid = parse(rows, JSON.parse(request.body.toString()));
  if (!valid.ok) return { status: 400 };
  // In one order, so that two gateways that tell at once do not wait for each other.
  const told = valid.value
    .filter(({ tag }) => tag === '' || tag.startsWith(SCOPE_TAG))
    .map((row) => ({ ...row, scope: row.tag.slice(SCOPE_TAG.length) }))
    .sort((a, b) => (`${a.callerId} ${a.day} ${a.scope}` < `${b.callerId} ${b.day} ${b.scope}` ? -1 : 1));
  // Not by `context.transaction`: counting is no act, and leaves nothing on the audit trail.
  await context.em.fork().transactional(async (em) => {
    const lastAtMs = context.clock.now();
    for (const { callerId: clientId, day, scope, calls, refused } of told) {
      const added = await rowsOf<typeof entities>(em as SqlEntityManager)
        .updateTable('ClientUsage')
        .set((eb) => ({ calls: eb('calls', '+', calls), refused: eb('refused', '+', refused), lastAtMs }))
        .where('clientId', '=', clientId)
        .where('day', '=', day)
        .where('scope', '=', scope)
        .executeTakeFirst();
      if (Number(added.numUpdatedRows) === 0)
        await em.insert(ClientUsage, { id: context.newId(), clientId, day, scope, calls, refused, lastAtMs });
    }
  });
  return { status: 204 };
}

export async function forgetUsage(context: TrustContext): Promise<void> {
  await context.transaction(async (tx) =>
    ok(await tx.em.nativeDelete(ClientUsage, { day: { $lt: chinaDate(context.clock.now() - USAGE_KEPT_MS) } })),
  );
}
