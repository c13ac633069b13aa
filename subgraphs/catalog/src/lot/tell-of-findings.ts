import type { CatalogContext, CatalogTransaction } from '../context.ts';
import { failedText, outcomeOf, type InspectionItem } from '../standard/indicator.policy.ts';
import { appendTraceEvent } from '../trace/append-event.ts';
import type { TraceSource } from '../trace/trace.policy.ts';
import { blockLot } from './block-lot.ts';
import type { LotRow } from './lot.loader.ts';

/** What was compared with nothing is neither. */
const DISPOSITION_OF = { true: 'conformant', false: 'non_conformant', null: 'unknown' } as const;
/** What was found goes into the lot's history; a lot that failed is stopped at once, wherever it stands. */
export async function tellOfFindings(
  context: CatalogContext,
  tx: CatalogTransaction,
  lot: LotRow,
  judged: readonly InspectionItem[],
  told: { place: string | null; source: TraceSource; title: string; found: string; on: string; failed: string },
): Promise<void> {
  const outcome = outcomeOf(judged);
  await appendTraceEvent(
    context,
    tx,
    { lotId: lot.id, lotCode: lot.code, partyId: lot.partyId },
    {
      bizStep: 'inspecting',
      disposition: DISPOSITION_OF[`${outcome}`],
      atMs: context.clock.now(),
      place: told.place,
      source: told.source,
      note: `${told.title}：${outcome === false ? '不合格' : told.found}（${told.on}）`,
    },
  );
  if (outcome !== false) return;
  const failed = judged.filter((item) => item.passed === false).map(failedText);
  await blockLot(context, tx, lot, 'failed-inspection', `${told.failed}：${failed.join('、')}`);
}
