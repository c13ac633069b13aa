import { cpus, loadavg } from 'node:os';
import { HOUR_MS } from '@heitu/kit/rules/clock';
import { ok } from '@heitu/kit/rules/outcome';
import type { TrustContext } from '../context.ts';
import { ASKED_OF_EACH, askWithin, PEERS } from '../peers-within.ts';
import { HealthHour, Incident } from './disclosure.entity.ts';
import { incidents } from './disclosure.moves.ts';
import { PROBE_EVERY_MS } from './disclosure.policy.ts';

/**
 * Asks every other subgraph whether it answers, counts the probe, and opens or closes an incident by what it finds
 * (11.3.1, 11.3.2).
 */
export async function probeHealth(context: TrustContext): Promise<void> {
  const nowMs = context.clock.now();
  const hourMs = nowMs - (nowMs % HOUR_MS);
  const hour = await context.rows
    .selectFrom('HealthHour')
    .select('lastProbeAtMs')
    .where('hourMs', '=', hourMs)
    .executeTakeFirst();
  if (hour && nowMs - hour.lastProbeAtMs < PROBE_EVERY_MS) return;
  const answers = await Promise.all(PEERS.map((peer) => askWithin(context, ASKED_OF_EACH[peer].Health, {})));
  const down = PEERS.filter((_peer, i) => answers[i] === null);
  const [ofMinute = 0] = loadavg();
  const load = ofMinute / cpus().length;
  await context.transaction(async (tx) => {
    const counted = await tx.rows
      .updateTable('HealthHour')
      .set((eb) => ({
        probeCount: eb('probeCount', '+', 1),
        failedCount: eb('failedCount', '+', down.length > 0 ? 1 : 0),
        loadTotal: eb('loadTotal', '+', load),
        loadMax: eb.case().when('loadMax', '<', load).then(load).else(eb.ref('loadMax')).end(),
        lastProbeAtMs: nowMs,
      }))
      .where('hourMs', '=', hourMs)
      .executeTakeFirst();
    if (Number(counted.numUpdatedRows) === 0)
      await tx.em.insert(HealthHour, {
        hourMs,
        probeCount: 1,
        failedCount: down.length > 0 ? 1 : 0,
        loadTotal: load,
        loadMax: load,
        lastProbeAtMs: nowMs,
      });
    const open = await tx.rows
      .selectFrom('Incident')
      .select(['id', 'unit'])
      .where('recordedBy', '=', 'trust')
      .where('recoveredAtMs', 'is', null)
      .execute();
    for (const unit of down) {
      if (!open.some((incident) => incident.unit === unit))
        await tx.em.insert(Incident, {
          id: context.newId(),
          kind: 'software',
          unit,
          summary: `${unit} 没有答复健康探测`,
          startedAtMs: nowMs,
          recoveredAtMs: null,
          recordedBy: 'trust',
        });
    }
    for (const incident of open) {
      if (!down.some((unit) => unit === incident.unit))
        await incidents.bySystem(context, tx, 'close', { id: incident.id });
    }
    return ok(null);
  });
}
