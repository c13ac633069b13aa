import { chinaDate } from '@heitu/kit/rules/calendar';
import { ok } from '@heitu/kit/rules/outcome';
import type { TrustContext } from '../context.ts';
import { SoftwareTeller } from './software.entity.ts';

/** Who told something is kept while it could be told again: until their day is over. */
export async function forgetTellers(context: TrustContext): Promise<void> {
  const today = chinaDate(context.clock.now());
  await context.transaction(async (tx) => ok(await tx.em.nativeDelete(SoftwareTeller, { day: { $lt: today } })));
}
