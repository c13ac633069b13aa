import { hasRole } from '@heitu/kit/rules/actor';
import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, line, parse, z } from '@heitu/kit/rules/validate';
import { lotBlocked } from '@heitu/events/catalog.lot-blocked.v1';
import { WITHDRAWERS } from '../access.ts';
import type { CatalogContext } from '../context.ts';
import { appendTraceEvent } from '../trace/append-event.ts';
import { Lot, Recall } from './lot.entity.ts';
import { lotLifecycle } from './lot.lifecycle.ts';
import { recallLotRefusals as refusals } from './lot.refusals.ts';
import { ownedLot } from './owned-lot.ts';

/** What an event says of it; the reason stays here, sealed. */
const RECALLED = '商家或平台召回，原因见批次';
const schema = z.object({ requestId: identifier(), lotId: identifier(), reason: line(500) });

/**
 * Calls a lot back (Food Safety Law 63): its seller or the operator. What is left of it is stopped, and its trace says
 * so to whoever scans the bag.
 */
export async function recallLot(context: CatalogContext, input: unknown): Promise<Outcome<{ id: string }>> {
  const parsed = parse(schema, input);
  if (!parsed.ok) return parsed;
  const { requestId, lotId, reason } = parsed.value;
  return context.transaction(
    async (tx) => {
      const lot = hasRole(context.actor, ...WITHDRAWERS)
        ? await tx.rows.selectFrom('Lot').selectAll().where('id', '=', lotId).executeTakeFirst()
        : await ownedLot(context, lotId);
      if (!lot) return refuse(refusals, 'NOT_FOUND');
      const nowMs = context.clock.now();
      const sealed = await context.vault.sealText(lot.partyId, reason);
      const recalled = await tx.em.nativeUpdate(
        Lot,
        { id: lotId, state: { $in: [...lotLifecycle.from('recall')] } },
        { state: lotLifecycle.to('recall'), blockReason: sealed, blockedAtMs: nowMs },
      );
      if (recalled === 0) return refuse(refusals, 'WRONG_STATE');
      const recallId = context.newId();
      await tx.em.insert(Recall, {
        id: recallId,
        lotId,
        partyId: lot.partyId,
        reason: sealed,
        calledByAccountId: context.actor.id,
        atMs: nowMs,
      });
      await appendTraceEvent(
        context,
        tx,
        { lotId, lotCode: lot.code, partyId: lot.partyId },
        {
          bizStep: 'holding',
          disposition: 'recalled',
          atMs: nowMs,
          place: null,
          source: 'catalog',
          note: `召回：${reason}`,
        },
      );
      tx.publish(
        lotBlocked,
        { type: 'lot', id: lotId },
        {
          lotId,
          lotCode: lot.code,
          skuId: lot.skuId,
          partyId: lot.partyId,
          cause: 'recalled',
          reason: RECALLED,
          recallId,
        },
      );
      tx.audit({ type: 'lot', id: lotId, reason });
      return ok({ id: lotId });
    },
    { id: requestId, input: parsed.value },
  );
}
