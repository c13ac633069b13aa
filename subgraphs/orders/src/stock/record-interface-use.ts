import { chinaDate } from '@heitu/kit/calendar';
import { ok } from '@heitu/kit/outcome';
import { plus } from '../arithmetic.ts';
import type { OrdersContext } from '../context.ts';
import { InterfaceUse } from './stock.entity.ts';

/** Other systems' calls of the purchase, sale and stock interface are counted per day (11.8.eb); people's pages are not. */
export async function recordInterfaceUse(context: OrdersContext): Promise<void> {
  if (context.actor.kind !== 'client') return;
  const lastAtMs = context.clock.now();
  const date = chinaDate(lastAtMs);
  const id = `${context.actor.id}:${date}`;
  const counted = await context.transaction(async (tx) => ok(await tx.em.nativeUpdate(InterfaceUse, { id }, { calls: plus('calls', 1), lastAtMs })));
  if (counted.ok && counted.value > 0) return;
  await context.transaction(async (tx) => ok(await tx.em.upsert(InterfaceUse, { id, clientId: context.actor.id, date, calls: 1, lastAtMs }, { onConflictFields: ['id'], onConflictAction: 'merge', onConflictMergeFields: ['lastAtMs'] })));
}
