import { MINUTE_MS } from '@heitu/kit/rules/clock';
import { ok } from '@heitu/kit/rules/outcome';
import type { TrustContext } from '../context.ts';
import { Incident } from './disclosure.entity.ts';
import { PROBER, PROBER_SILENT_MS, PROBER_TITLE } from './probe.policy.ts';
import { seenDown } from './record-probes.ts';

/** Whoever watches is watched: a prober that has fallen silent is an incident, until it speaks again (11.3.1). */
export async function watchProber(context: TrustContext): Promise<void> {
  const last = await context.rows
    .selectFrom('ProbedDay')
    .select('lastAtMs')
    .where('unit', '=', 'platform')
    .orderBy('day', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!last || context.clock.now() - last.lastAtMs <= PROBER_SILENT_MS) return;
  await context.transaction(async (tx) => {
    const open = await tx.rows
      .selectFrom('Incident')
      .select('id')
      .where('recordedBy', '=', PROBER)
      .where('unit', '=', PROBER_TITLE)
      .where('recoveredAtMs', 'is', null)
      .executeTakeFirst();
    if (!open)
      await tx.em.insert(
        Incident,
        seenDown(context, PROBER_TITLE, '没有收到外部探测：探测程序停了，或到不了平台', last.lastAtMs + MINUTE_MS),
      );
    return ok(null);
  });
}
