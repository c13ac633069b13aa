import { chunksOf } from '@heitu/kit/rules/chunks';
import type { RecallFacts } from '@heitu/events/catalog.lot-blocked.v1';
import { lockRows } from '@heitu/kit/data/only-one';
import { NO_TEXT, unlessDestroyed, type SealedText } from '@heitu/kit/privacy/vault';
import type { CatalogContext, CatalogTransaction } from '../context.ts';
import { appendToMany } from '../trace/append-to-many.ts';
import { LOTS_PER_STATEMENT_MAX } from './lineage.ts';
import { Lot, Recall } from './lot.entity.ts';
import { lotLifecycle, type LotState } from './lot.lifecycle.ts';
import { lots } from './lot.moves.ts';
import type { StoppedLot } from './tell-stopped.ts';

/** What is called back, why, and by whom. */
export interface Call {
  facts: RecallFacts;
  reason: string;
  calledByAccountId: string;
}
export interface CalledLot {
  id: string;
  code: string;
  partyId: string;
  skuId: string;
}

/**
 * Writes down that lots are called back, which their states say already; answers what is to be told of them. `idOf`: of
 * each lot's recall.
 */
export async function writeRecalls(
  context: CatalogContext,
  tx: CatalogTransaction,
  called: readonly CalledLot[],
  { facts, reason, calledByAccountId, idOf }: Call & { idOf: () => string },
): Promise<StoppedLot[]> {
  if (called.length === 0) return [];
  const { caseId, level, hazard, caller, orderNumber, atMs } = facts;
  const sealed = await sealedFor(context, called, reason);
  const recalls = called.map((lot) => ({ id: idOf(), lot }));
  await tx.em.insertMany(
    Recall,
    recalls.map(({ id, lot: { id: lotId, partyId } }) => ({
      id,
      caseId,
      lotId,
      partyId,
      level,
      hazard,
      caller,
      orderNumber,
      calledByAccountId,
      atMs,
      reason: sealed.get(partyId) ?? NO_TEXT,
    })),
  );
  await appendToMany(
    context,
    tx,
    called.map(({ id: lotId, code: lotCode, partyId }) => ({ lotId, lotCode, partyId })),
    { bizStep: 'holding', disposition: 'recalled', atMs, place: null, source: 'catalog', note: `召回：${reason}` },
  );
  return recalls.map(({ id, lot }) => stoppedLot(lot, id));
}

/**
 * Lots that were made from one that is called back are called back with it, whoever made them; what is not yet for sale
 * is stopped. Their rows are taken first: whoever makes a lot of one of them has done so before and is found by who
 * looks for its products afterwards, or is refused. Answers all that it stopped.
 */
export async function callBackMade(
  context: CatalogContext,
  tx: CatalogTransaction,
  ids: readonly string[],
  call: Call,
): Promise<StoppedLot[]> {
  const stopped: StoppedLot[] = [];
  const why = `用了被召回的批次${call.facts.rootLotCode}：${call.reason}`.slice(0, 500);
  for (const some of chunksOf(ids, LOTS_PER_STATEMENT_MAX)) {
    await lockRows(tx, Lot, { id: { $in: some } });
    const made = await tx.rows
      .selectFrom('Lot')
      .select(['id', 'code', 'partyId', 'skuId', 'state'])
      .where('id', 'in', some)
      .orderBy('id')
      .execute();
    const called = await moved(context, tx, 'recall', made, { why, atMs: call.facts.atMs });
    const recalls = await writeRecalls(context, tx, called, { ...call, reason: why, idOf: () => context.newId() });
    const rest = made.filter((lot) => !called.includes(lot));
    const blocked = await moved(context, tx, 'block', rest, { why, atMs: context.clock.now() });
    stopped.push(...recalls, ...blocked.map((lot) => stoppedLot(lot, null)));
  }
  return stopped;
}

const stoppedLot = ({ id: lotId, code: lotCode, partyId, skuId }: CalledLot, recallId: string | null): StoppedLot => ({
  lotId,
  lotCode,
  partyId,
  skuId,
  recallId,
});

/** Moves those of locked lots from whose state the action leads on, and answers them. */
async function moved<L extends CalledLot & { state: LotState }>(
  context: CatalogContext,
  tx: CatalogTransaction,
  action: 'recall' | 'block',
  made: readonly L[],
  { why, atMs: blockedAtMs }: { why: string; atMs: number },
): Promise<L[]> {
  const from: readonly LotState[] = lotLifecycle.from(action);
  const some = made.filter(({ state }) => from.includes(state));
  const sealed = await sealedFor(context, some, why);
  for (const [partyId, own] of Map.groupBy(some, (lot) => lot.partyId)) {
    const set = { blockReason: sealed.get(partyId) ?? NO_TEXT, blockedAtMs };
    await lots.bySystem(context, tx, action, { id: { $in: own.map(({ id }) => id) } }, set);
  }
  return some;
}

/** The same words for each seller; none for one who was forgotten, whose lots are stopped all the same. */
async function sealedFor(
  context: CatalogContext,
  called: readonly CalledLot[],
  text: string,
): Promise<Map<string, SealedText>> {
  const parties = [...new Set(called.map(({ partyId }) => partyId))];
  const sealed = parties.map(async (partyId): Promise<[string, SealedText]> => {
    return [partyId, await unlessDestroyed(context.vault.sealText(partyId, text), NO_TEXT)];
  });
  return new Map(await Promise.all(sealed));
}
