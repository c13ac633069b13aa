import { GATEWAY } from '@heitu/kit/rules/actor';
import { toJson } from '@heitu/kit/rules/typed-json';
import type { EdgeAnswer, EdgeRequest } from '@heitu/kit/messages/peers';
import { parse } from '@heitu/kit/rules/validate';
import type { TrustContext } from '../context.ts';
import { RefusalHour } from './refusal-hour.entity.ts';
import { toldHours } from './refused.policy.ts';

/**
 * `POST /refusals`, by a gateway alone: hours that are over for it, and the one that it has begun. An hour of a process
 * is told once; what is told again changes nothing.
 */
export async function recordRefusals(context: TrustContext, request: EdgeRequest): Promise<EdgeAnswer> {
  if (context.actor.kind !== GATEWAY.kind) return { status: 404 };
  const valid = parse(toldHours, JSON.parse(request.body.toString()));
  if (!valid.ok) return { status: 400 };
  const { process, over, begunMs } = valid.value;
  const nowMs = context.clock.now();
  const begun = [...over.map(({ hourMs }) => hourMs), ...(begunMs === null ? [] : [begunMs])];
  // Not by `context.transaction`: counting is no act, and leaves nothing on the audit trail.
  await context.em.fork().transactional(async (em) => {
    for (const hourMs of begun)
      await em.upsert(
        RefusalHour,
        { id: context.newId(), process, hourMs, requests: 0, refused: toJson({}), toldAtMs: null },
        { onConflictFields: ['process', 'hourMs'], onConflictAction: 'ignore' },
      );
    for (const { hourMs, requests, refused } of over)
      await em.nativeUpdate(
        RefusalHour,
        { process, hourMs, toldAtMs: null },
        { requests, refused: toJson(refused), toldAtMs: nowMs },
      );
  });
  return { status: 204 };
}
