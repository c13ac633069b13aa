import { GATEWAY } from '@heitu/kit/rules/actor';
import { rowsOf } from '@heitu/kit/data/orm';
import { ok } from '@heitu/kit/rules/outcome';
import type { EdgeAnswer, EdgeRequest } from '@heitu/kit/messages/peers';
import { identifier, localDate, parse, z } from '@heitu/kit/rules/validate';
import { chinaDate } from '@heitu/kit/rules/calendar';
import type { entities, TrustContext } from '../context.ts';
import { ClientUsage } from './partner.entity.ts';
import { isUsedScope, USAGE_KEPT_MS, type UsedScope } from './partner.policy.ts';

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

type Told = z.output<typeof rows>[number] & { scope: UsedScope | '' };
/** By which scope it is counted: empty for all requests; null for a tag that is no scope. */
function scopeOfTag(tag: string): UsedScope | '' | null {
  if (tag === '') return '';
  const scope = tag.startsWith(SCOPE_TAG) ? tag.slice(SCOPE_TAG.length) : '';
  return isUsedScope(scope) ? scope : null;
}

/** `POST /usage`, by the gateway alone: adds what programs asked for since it told the last time. */
export async function recordUsage(context: TrustContext, request: EdgeRequest): Promise<EdgeAnswer> {
  if (context.actor.kind !== GATEWAY.kind) return { status: 404 };
  const valid = parse(rows, JSON.parse(request.body.toString()));
  if (!valid.ok) return { status: 400 };
  // In one order, so that two gateways that tell at once do not wait for each other.
  const told = valid.value
    .flatMap((row): Told[] => {
      const scope = scopeOfTag(row.tag);
      return scope === null ? [] : [{ ...row, scope }];
    })
    .sort((a, b) => (`${a.callerId} ${a.day} ${a.scope}` < `${b.callerId} ${b.day} ${b.scope}` ? -1 : 1));
  // Not by `context.transaction`: counting is no act, and leaves nothing on the audit trail.
  await context.em.fork().transactional(async (em) => {
    const lastAtMs = context.clock.now();
    for (const { callerId: clientId, day, scope, calls, refused } of told) {
      const added = await rowsOf<typeof entities>(em)
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
