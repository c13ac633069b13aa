import { hasRole } from '@heitu/kit/rules/actor';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { line, z } from '@heitu/kit/rules/validate';
import { lotBlocked } from '@heitu/events/catalog.lot-blocked.v1';
import { SELLERS, WITHDRAWERS } from '../roles.ts';
import { mutation } from '../context.ts';
import { appendTraceEvent } from '../trace/append-event.ts';
import { Recall } from './lot.entity.ts';
import { lotNow } from './lot-now.ts';
import { lots } from './lot.moves.ts';
import { ownedLot } from './owned-lot.ts';
import { lotId } from '../inputs.ts';

/** What an event says of it; the reason stays here, sealed. */
const RECALLED = '商家或平台召回，原因见批次';

/**
 * Calls a lot back (Food Safety Law 63): its seller or the operator. What is left of it is stopped, and its trace says
 * so to whoever scans the bag.
 */
export const recallLot = mutation({
  name: 'recallLot',
  description: 'Calls a lot back: by its seller or the operator. What is left of it is stopped, and its trace says so.',
  may: permit.role(...SELLERS, ...WITHDRAWERS),
  input: z.object({
    lotId: lotId(),
    reason: line(500).describe('Why it is called back; shown to whoever scans the bag.'),
  }),
  requestId: 'must',
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: lotNow,
  run: (context, { lotId, reason }, refuse) =>
    context.transaction(async (tx) => {
      const lot = hasRole(context.actor, ...WITHDRAWERS)
        ? await tx.rows.selectFrom('Lot').selectAll().where('id', '=', lotId).executeTakeFirst()
        : await ownedLot(context, lotId);
      if (!lot) return refuse('NOT_FOUND');
      const { code: lotCode, skuId, partyId } = lot;
      const nowMs = context.clock.now();
      const sealed = await context.vault.sealText(partyId, reason);
      const set = { blockReason: sealed, blockedAtMs: nowMs };
      const unmoved = await lots.move(context, tx, 'recall', lot, refuse, { set, reason });
      if (unmoved) return unmoved;
      const recallId = context.newId();
      await tx.em.insert(Recall, {
        id: recallId,
        lotId,
        partyId,
        reason: sealed,
        calledByAccountId: context.actor.id,
        atMs: nowMs,
      });
      await appendTraceEvent(
        context,
        tx,
        { lotId, lotCode, partyId },
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
        { lotId, lotCode, skuId, partyId, cause: 'recalled', reason: RECALLED, recallId },
      );
      return ok({ id: lotId });
    }),
});
