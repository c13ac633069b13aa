import { hourOf, isOver, ReadingSeal, sealsIn, type LogisticsContext } from '@heitu/logistics';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import { Batch } from './batch.ts';

/** Seals of what the county's thermometers sent since, as if each hour had been sealed and compared in its time. */
export async function sealReadingsSince(context: LogisticsContext, sinceMs: number): Promise<void> {
  const nowMs = context.clock.now();
  const fromMs = hourOf(sinceMs);
  await context.em.nativeDelete(ReadingSeal, { hourMs: { $gte: fromMs } });
  const sent = await context.rows
    .selectFrom('Reading')
    .select(['deviceId', 'atMs', 'temperatureCelsius', 'humidityPercent', 'receivedAtMs'])
    .where('receivedAtMs', '>=', fromMs)
    .orderBy('deviceId')
    .orderBy('atMs')
    .execute();
  const seals = new Batch(ReadingSeal);
  for (const [hourMs, received] of Map.groupBy(sent, ({ receivedAtMs }) => hourOf(receivedAtMs))) {
    if (!isOver(hourMs, nowMs)) continue;
    const isChecked = hourMs <= nowMs - DAY_MS;
    const told = {
      sealedAtMs: hourMs + HOUR_MS,
      checkedAtMs: isChecked ? hourMs + DAY_MS : null,
      fits: isChecked ? true : null,
    };
    seals.add(...sealsIn(hourMs, received).map((seal) => ({ ...seal, ...told })));
  }
  await seals.insert(context);
}
