import { cashOverdue } from '@heitu/events/logistics.cash-overdue.v1';
import { eachAlone } from '@heitu/kit/data/each-alone';
import { ok } from '@heitu/kit/rules/outcome';
import type { LogisticsContext } from '../context.ts';
import { CodRemittance } from './delivery.entity.ts';
import { overdueCod } from './delivery.loader.ts';

const TOLD_PER_RUN_MAX = 500;

/** Job: cash that a carrier has not paid back by its day brings a measure against it, once (8.2.az). */
export async function tellOverdueCash(context: LogisticsContext): Promise<void> {
  const overdue = await overdueCod(context.rows, context.clock.now())
    .select(['c.id', 'c.carrierPartyId', 'c.amountFen', 'c.state'])
    .where('c.overdueToldAtMs', 'is', null)
    .orderBy('c.dueAtMs')
    .limit(TOLD_PER_RUN_MAX)
    .execute();
  await eachAlone([...Map.groupBy(overdue, (row) => row.carrierPartyId)], ([carrierPartyId, owed]) =>
    context.transaction(async (tx) => {
      const told: typeof owed = [];
      for (const row of owed) {
        const still = { id: row.id, state: row.state, overdueToldAtMs: null };
        const isTold = await tx.em.nativeUpdate(CodRemittance, still, { overdueToldAtMs: context.clock.now() });
        if (isTold > 0) told.push(row);
      }
      if (told.length === 0) return ok(null);
      const amountFen = told.reduce((sum, row) => sum + row.amountFen, 0);
      const subject = { type: 'party', id: carrierPartyId };
      tx.publish(cashOverdue, subject, { carrierPartyId, parcels: told.length, amountFen });
      for (const { id } of told) tx.audit({ type: 'cod-remittance', id, clause: '8.2.az' });
      return ok(null);
    }),
  );
}
