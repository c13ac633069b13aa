import { chunksOf } from '@heitu/kit/rules/chunks';
import type { RecallFacts } from '@heitu/events/catalog.lot-blocked.v1';
import { LOTS_PER_EVENT_MAX, lotsStopped } from '@heitu/events/catalog.lots-stopped.v1';
import { recallCalled } from '@heitu/events/catalog.recall-called.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import type { CatalogTransaction } from '../context.ts';
import { LOTS_PER_STATEMENT_MAX } from './lineage.ts';

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
  const waiting = await behindOthers(tx, stopped);
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

/** Lots of which somebody has still to be told something: that they are for sale must not arrive after their recall. */
async function behindOthers(tx: CatalogTransaction, lots: readonly StoppedLot[]): Promise<ReadonlySet<string>> {
  const waiting = new Set<string>();
  for (const some of chunksOf(lots, LOTS_PER_STATEMENT_MAX)) {
    const idOf = new Map(some.map(({ lotId }) => [`lot:${lotId}`, lotId]));
    const found = await tx.rows
      .selectFrom('EventDelivery')
      .select('aggregate')
      .distinct()
      .where('consumer', 'in', lotsStopped.consumers)
      .where('state', 'in', [0, 2])
      .where('aggregate', 'in', [...idOf.keys()])
      .execute();
    for (const { aggregate } of found) waiting.add(idOf.get(aggregate) ?? '');
  }
  return waiting;
}
