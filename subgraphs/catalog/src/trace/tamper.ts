import { ok } from '@heitu/kit/rules/outcome';
import { jsonOf } from '@heitu/kit/rules/checked';
import { z } from '@heitu/kit/rules/validate';
import type { CatalogContext } from '../context.ts';
import { TraceEvent } from './trace.entity.ts';

/**
 * What somebody with access to the database could do: rewrite one stored event. Only the sandbox offers it, to show
 * that it is found out.
 */
export async function tamperEvent(context: CatalogContext, lotCode: string, sequence: number): Promise<boolean> {
  const event = await context.rows
    .selectFrom('TraceEvent as e')
    .innerJoin('Lot as l', 'l.id', 'e.lotId')
    .select(['e.id', 'e.content', 'l.partyId'])
    .where('l.code', '=', lotCode)
    .where('e.sequence', '=', sequence)
    .executeTakeFirst();
  if (!event) return false;
  const content = jsonOf(z.looseObject({}), await context.vault.openTextUnrecorded(event.partyId, event.content));
  const altered = JSON.stringify({ ...content, place: '别处', note: '这条记录被人改过' });
  await context.transaction(async (tx) => {
    await tx.em.nativeUpdate(
      TraceEvent,
      { id: event.id },
      { content: await context.vault.sealText(event.partyId, altered) },
    );
    tx.audit({ type: 'trace-event', id: event.id, reason: 'sandbox' });
    return ok(null);
  });
  return true;
}
