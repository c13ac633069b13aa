import { chinaDate } from '@heitu/kit/rules/calendar';
import { eachAlone } from '@heitu/kit/data/each-alone';
import { ok } from '@heitu/kit/rules/outcome';
import type { CatalogContext } from '../context.ts';
import { appendTraceEvent } from '../trace/append-event.ts';
import { blockLot } from './block-lot.ts';
import { lotLifecycle } from './lot.lifecycle.ts';

export const EXPIRED_LOTS_BATCH_MAX = 100;

/** Stops lots whose shelf life has ended, each in its own transaction. */
export async function blockExpiredLots(context: CatalogContext): Promise<void> {
  const due = await context.rows
    .selectFrom('Lot')
    .select(['id', 'code', 'skuId', 'partyId', 'expiresOn'])
    .where('state', 'in', lotLifecycle.from('block'))
    .where('expiresOn', '<', chinaDate(context.clock.now()))
    .orderBy('expiresOn')
    .limit(EXPIRED_LOTS_BATCH_MAX)
    .execute();
  await eachAlone(due, async (lot) => {
    await context.transaction(async (tx) => {
      if (await blockLot(context, tx, lot, 'expired', `已过保质期（${lot.expiresOn}）`)) {
        await appendTraceEvent(
          context,
          tx,
          { lotId: lot.id, lotCode: lot.code, partyId: lot.partyId },
          {
            bizStep: 'holding',
            disposition: 'expired',
            atMs: context.clock.now(),
            place: null,
            source: 'catalog',
            note: '已过保质期，停售',
          },
        );
      }
      return ok(null);
    });
  });
}
