import { MINUTE_MS } from '@heitu/kit/rules/clock';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { lockRows } from '@heitu/kit/data/only-one';
import { rowsOf } from '@heitu/kit/data/orm';
import type { EdgeAnswer, EdgeRequest } from '@heitu/kit/messages/peers';
import { ok } from '@heitu/kit/rules/outcome';
import { parse } from '@heitu/kit/rules/validate';
import type { entities, TrustContext } from '../context.ts';
import { Incident, ProbedDay } from './disclosure.entity.ts';
import { incidents } from './disclosure.moves.ts';
import {
  partTitle,
  PROBED_PARTS,
  PROBER,
  PROBER_TITLE,
  probes,
  type Probe,
  type ProbedPart,
  type ProbedUnit,
} from './probe.policy.ts';

/**
 * `POST /probes`, by the prober alone: minutes as it saw them, the oldest first. What was told before is not counted
 * again. Each part that is down has an open incident, from the minute in which it was first seen down to that in which
 * it was up again (11.3.1, 11.3.2).
 */
export async function recordProbes(context: TrustContext, request: EdgeRequest): Promise<EdgeAnswer> {
  const { actor } = context;
  if (actor.kind !== 'peer' || actor.id !== PROBER) return { status: 404 };
  const valid = parse(probes, JSON.parse(request.body.toString()));
  if (!valid.ok || valid.value.some(({ atMs }) => atMs > context.clock.now() + MINUTE_MS)) return { status: 400 };
  for (const probe of valid.value.toSorted((a, b) => a.atMs - b.atMs)) {
    const atMs = probe.atMs - (probe.atMs % MINUTE_MS);
    if (await countMinute(context, { ...probe, atMs })) await keepIncidents(context, { ...probe, atMs });
  }
  return { status: 204 };
}

/** Not by `context.transaction`: counting is no act, and nothing for the audit trail. Answers whether it is new. */
const countMinute = (context: TrustContext, { atMs, up, down }: Probe): Promise<boolean> =>
  context.em.fork().transactional(async (em) => {
    const rows = rowsOf<typeof entities>(em);
    const day = chinaDate(atMs);
    const count = async (unit: ProbedUnit, isUp: boolean): Promise<boolean> => {
      const add = async () => {
        const added = await rows
          .updateTable('ProbedDay')
          .set((eb) => ({
            upMinutes: eb('upMinutes', '+', isUp ? 1 : 0),
            downMinutes: eb('downMinutes', '+', isUp ? 0 : 1),
            lastAtMs: atMs,
          }))
          .where('unit', '=', unit)
          .where('day', '=', day)
          .where('lastAtMs', '<', atMs)
          .executeTakeFirst();
        return Number(added.numUpdatedRows) > 0;
      };
      if (await add()) return true;
      await em.upsert(
        ProbedDay,
        { id: context.newId(), day, unit, upMinutes: 0, downMinutes: 0, firstAtMs: atMs, lastAtMs: 0 },
        { onConflictFields: ['unit', 'day'], onConflictAction: 'ignore' },
      );
      return add();
    };
    // The whole is judged by all its parts: one that could not be looked at was not seen to be up.
    if (!(await count('platform', up.length === PROBED_PARTS.length && down.length === 0))) return false;
    for (const unit of up) await count(unit, true);
    for (const unit of down) await count(unit, false);
    return true;
  });

const keepIncidents = (context: TrustContext, { atMs, up, down }: Probe) =>
  context.transaction(async (tx) => {
    // One after the other: two minutes that come at once open one incident.
    await lockRows(tx, ProbedDay, { unit: 'platform', day: chinaDate(atMs) });
    const open = await tx.rows
      .selectFrom('Incident')
      .select(['id', 'unit'])
      .where('recordedBy', '=', PROBER)
      .where('recoveredAtMs', 'is', null)
      .execute();
    const speaking = new Set([PROBER_TITLE, ...up.map(partTitle)]);
    for (const { id, unit } of open)
      if (speaking.has(unit)) await incidents.bySystem(context, tx, 'close', { id }, { recoveredAtMs: atMs });
    for (const part of down)
      if (!open.some(({ unit }) => unit === partTitle(part)))
        await tx.em.insert(Incident, seenDown(context, partTitle(part), summaryOf(part), atMs));
    return ok(null);
  });
const summaryOf = (part: ProbedPart): string => `从外面探测，${partTitle(part)}没有答复`;

/** An incident as the prober, or its silence, opens it. */
export const seenDown = (context: TrustContext, unit: string, summary: string, startedAtMs: number) => ({
  id: context.newId(),
  kind: 'software' as const,
  unit,
  summary,
  startedAtMs,
  recoveredAtMs: null,
  recordedBy: PROBER,
});
