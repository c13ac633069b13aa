import { saidCashMoved } from '@heitu/events/logistics.said-cash-moved.v1';
import { must } from '@heitu/kit/rules/checked';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import type { PayloadOf } from '@heitu/kit/messages/event';
import type { LogisticsTransaction } from '../context.ts';
import { COD_SAID_LAPSES_WORKING_DAYS, silentUntilMs } from './cod.policy.ts';

interface Said {
  carrierPartyId: string;
  sellerPartyId: string;
  amountFen: number;
  saidAtMs?: number | null | undefined;
}

/** One telling of all that is said, answered or waiting together, of one carrier and one seller. */
export function tellOfSaidCash(
  tx: LogisticsTransaction,
  what: PayloadOf<typeof saidCashMoved>['what'],
  together: readonly Said[],
): void {
  const [first] = together;
  if (!first) return;
  const { carrierPartyId, sellerPartyId } = first;
  const saidAtMs = must(first.saidAtMs, 'when it was said');
  tx.publish(
    saidCashMoved,
    { type: 'party', id: carrierPartyId },
    {
      carrierPartyId,
      sellerPartyId,
      what,
      parcels: together.length,
      amountFen: together.reduce((sum, { amountFen }) => sum + amountFen, 0),
      answerDueAtMs: silentUntilMs(saidAtMs),
      lapsesAtMs: addWorkingDays(saidAtMs, COD_SAID_LAPSES_WORKING_DAYS),
    },
  );
}
/** What one carrier said to one seller at one moment is told of together. */
export const saidTogether = ({ carrierPartyId, sellerPartyId, saidAtMs }: Omit<Said, 'amountFen'>): string =>
  `${carrierPartyId} ${sellerPartyId} ${saidAtMs}`;
