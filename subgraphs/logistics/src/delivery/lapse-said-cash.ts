import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { eachAlone } from '@heitu/kit/data/each-alone';
import { ok } from '@heitu/kit/rules/outcome';
import type { LogisticsContext } from '../context.ts';
import { COD_SAID_LAPSES_WORKING_DAYS } from './cod.policy.ts';
import { codRemittances } from './delivery.moves.ts';
import { saidTogether, tellOfSaidCash } from './tell-of-said-cash.ts';

const LAPSED_PER_RUN_MAX = 500;

/** Job: what the carrier said it had paid, and neither the seller nor finance found, is owed as before (8.5.3.ca). */
export async function lapseSaidCash(context: LogisticsContext): Promise<void> {
  const nowMs = context.clock.now();
  const said = await context.rows
    .selectFrom('CodRemittance')
    .select(['id', 'carrierPartyId', 'sellerPartyId', 'amountFen', 'saidAtMs', 'missedAtMs'])
    .where('state', 'in', ['said', 'contested'])
    .where('saidAtMs', '<=', nowMs - COD_SAID_LAPSES_WORKING_DAYS * DAY_MS)
    .limit(LAPSED_PER_RUN_MAX)
    .execute();
  const lapsed = said.filter((row) => addWorkingDays(Number(row.saidAtMs), COD_SAID_LAPSES_WORKING_DAYS) <= nowMs);
  await eachAlone([...Map.groupBy(lapsed, saidTogether).values()], (together) =>
    context.transaction(async (tx) => {
      const moved: typeof together = [];
      for (const row of together) {
        const { id, saidAtMs, missedAtMs } = row;
        const set = { missedAtMs: missedAtMs ?? nowMs, foundBy: null, reference: null };
        if ((await codRemittances.bySystem(context, tx, 'lapse', { id, saidAtMs }, set)) === 0) continue;
        tx.audit({ type: 'cod-remittance', id, clause: '8.5.3.ca' });
        moved.push(row);
      }
      tellOfSaidCash(tx, 'lapsed', moved);
      return ok(null);
    }),
  );
}
