import { cpus } from 'node:os';
import { HOUR_MS } from '@heitu/kit/rules/clock';
import { ok } from '@heitu/kit/rules/outcome';
import type { TrustContext } from '../context.ts';
import { LoadHour } from './disclosure.entity.ts';
import { LOAD_EVERY_MS } from './probe.policy.ts';

interface Times {
  busy: number;
  all: number;
}
function timesNow(): Times {
  const times = { busy: 0, all: 0 };
  for (const { times: of } of cpus()) {
    const all = of.user + of.nice + of.sys + of.irq + of.idle;
    times.all += all;
    times.busy += all - of.idle;
  }
  return times;
}
let before = timesNow();

/** How busy this machine's processors were since it was looked at last, 0 to 1 (11.3.1); once a minute. */
export async function measureLoad(context: TrustContext): Promise<void> {
  const nowMs = context.clock.now();
  const hourMs = nowMs - (nowMs % HOUR_MS);
  const hour = await context.rows
    .selectFrom('LoadHour')
    .select('lastAtMs')
    .where('hourMs', '=', hourMs)
    .executeTakeFirst();
  if (hour && nowMs - hour.lastAtMs < LOAD_EVERY_MS) return;
  const now = timesNow();
  const busy = now.all > before.all ? (now.busy - before.busy) / (now.all - before.all) : 0;
  before = now;
  await context.transaction(async (tx) => {
    const counted = await tx.rows
      .updateTable('LoadHour')
      .set((eb) => ({
        count: eb('count', '+', 1),
        busyTotal: eb('busyTotal', '+', busy),
        busyMax: eb.case().when('busyMax', '<', busy).then(busy).else(eb.ref('busyMax')).end(),
        lastAtMs: nowMs,
      }))
      .where('hourMs', '=', hourMs)
      .executeTakeFirst();
    if (Number(counted.numUpdatedRows) === 0)
      await tx.em.insert(LoadHour, { hourMs, count: 1, busyTotal: busy, busyMax: busy, lastAtMs: nowMs });
    return ok(null);
  });
}
