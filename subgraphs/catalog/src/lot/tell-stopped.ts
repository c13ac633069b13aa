import { chunksOf } from '@heitu/kit/rules/chunks';
import type { RecallFacts } from '@heitu/events/catalog.lot-blocked.v1';
import { LOTS_PER_EVENT_MAX, lotsStopped } from '@heitu/events/catalog.lots-stopped.v1';
import { recallCalled } from '@heitu/events/catalog.recall-called.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import { stillToBeTold } from '@heitu/kit/messages/undelivered';
import type { CatalogTransaction } from '../context.ts';

export type StoppedLot = PayloadOf<typeof lotsStopped>['lots'][number];
/** How far the recall is with them. */
type Progress = Pick<PayloadOf<typeof recallCalled>, 'isFirst' | 'isWhole' | 'lotsFound'>;

/** What an event says of it; the reason stays here, sealed. */
const REASON = '商家或平台召回，原因见批次';

/** Tells of all lots that one transaction has stopped for a recall: by some hundreds, and whose they are once. */
export async function tellStopped(
  tx: CatalogTransaction,
  recall: RecallFacts,
  stopped: readonly StoppedLot[],
  progress: Progress,
): Promise<void> {
  // That a lot is for sale must not arrive after its recall.
  const waiting = await stillToBeTold(
    tx,
    lotsStopped.consumers,
    'lot',
    stopped.map(({ lotId }) => lotId),
  );
  const tell = (lots: StoppedLot[], aggregate: { type: 'recall' | 'lot'; id: string }) =>
    tx.publish(lotsStopped, aggregate, { recall, reason: REASON, lots });
  const rest = stopped.filter(({ lotId }) => !waiting.has(lotId));
  for (const lots of chunksOf(rest, LOTS_PER_EVENT_MAX)) tell(lots, { type: 'recall', id: recall.caseId });
  for (const lot of stopped) if (waiting.has(lot.lotId)) tell([lot], { type: 'lot', id: lot.lotId });
  const sellers = [...Map.groupBy(stopped, ({ partyId }) => partyId)].flatMap(([partyId, own]) =>
    own[0] ? [{ partyId, lots: own.length, lotCode: own[0].lotCode }] : [],
  );
  tx.publish(recallCalled, { type: 'recall', id: recall.caseId }, { recall, ...progress, sellers });
}
