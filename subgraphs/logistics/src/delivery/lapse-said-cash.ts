import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { eachAlone } from '@heitu/kit/data/each-alone';
import { ok } from '@heitu/kit/rules/outcome';
import type { LogisticsContext } from '../context.ts';
import { COD_IN_QUESTION, isDoubted } from './cod.lifecycle.ts';
import { COD_SAID_LAPSES_WORKING_DAYS } from './cod.policy.ts';
import { codRemittances } from './delivery.moves.ts';
import { saidTogether, tellOfSaidCash } from './tell-of-said-cash.ts';

const LAPSED_PER_RUN_MAX = 500;

/**
 * Job: what the carrier said of its cash, that it had paid it or that its record is wrong, and neither the seller nor
 * finance found, is as it was before (8.5.3.ca).
 */
export async function lapseSaidCash(context: LogisticsContext): Promise<void> {
  const nowMs = context.clock.now();
  const said = await context.rows
    .selectFrom('CodRemittance')
    .select(['id', 'state', 'carrierPartyId', 'sellerPartyId', 'amountFen', 'saidAtMs', 'missedAtMs'])
    .where('state', 'in', COD_IN_QUESTION)
    .where('saidAtMs', '<=', nowMs - COD_SAID_LAPSES_WORKING_DAYS * DAY_MS)
    .limit(LAPSED_PER_RUN_MAX)
    .execute();
  const lapsed = said.filter((row) => addWorkingDays(Number(row.saidAtMs), COD_SAID_LAPSES_WORKING_DAYS) <= nowMs);
  await eachAlone(
    [...Map.groupBy(lapsed, (row) => `${isDoubted(row.state)} ${saidTogether(row)}`).values()],
    (together) =>
      context.transaction(async (tx) => {
        const moved: typeof together = [];
        for (const row of together) {
          const { id, saidAtMs, missedAtMs } = row;
          const set = { missedAtMs: missedAtMs ?? nowMs, foundBy: null };
          const still = { id, saidAtMs };
          const isMoved = isDoubted(row.state)
            ? await codRemittances.bySystem(context, tx, 'let-stand', still, set)
            : await codRemittances.bySystem(context, tx, 'lapse', still, { ...set, reference: null });
          if (isMoved === 0) continue;
          tx.audit({ type: 'cod-remittance', id, clause: '8.5.3.ca' });
          moved.push(row);
        }
        tellOfSaidCash(tx, isDoubted(together[0]?.state) ? 'doubt-lapsed' : 'lapsed', moved);
        return ok(null);
      }),
  );
}
