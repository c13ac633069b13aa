import { chunksOf } from '@heitu/kit/rules/chunks';
import { recallSearched } from '@heitu/events/catalog.recall-searched.v1';
import { eachAlone } from '@heitu/kit/data/each-alone';
import { YES } from '@heitu/kit/data/entities';
import { lockRows } from '@heitu/kit/data/only-one';
import { ok } from '@heitu/kit/rules/outcome';
import { fromJson, toJson } from '@heitu/kit/rules/typed-json';
import type { CatalogContext, CatalogTransaction } from '../context.ts';
import { callBackMade, type Call } from './call-back.ts';
import { lineageOf, LOTS_PER_STATEMENT_MAX } from './lineage.ts';
import { RecallReached, RecallSearch } from './recall-search.entity.ts';
import { tellStopped, type StoppedLot } from './tell-stopped.ts';

/** So many lots are stopped before a recall is answered: who called it waits a second or two. */
export const LOTS_AT_ONCE_MAX = 4000;
/** So many by one transaction of the job. */
export const LOTS_PER_PIECE_MAX = 1000;
/** Lots whose products are looked for by the same statement. */
const SOURCES_PER_PIECE_MAX = 500;
/** Then the lease is asked for again. */
const PIECES_PER_RUN_MAX = 20;

/**
 * Stops what was made from a lot that is called back, however many generations lie between, in the transaction that
 * calls it back: so many lots at most. What is beyond is left to the job, which is told where to go on. All that was
 * stopped, `own` among it, is told of together.
 */
export async function callBackAtOnce(
  context: CatalogContext,
  tx: CatalogTransaction,
  call: Call,
  own: readonly StoppedLot[],
): Promise<void> {
  const { rootLotId, caseId } = call.facts;
  const reached = new Set([rootLotId]);
  const look = (lotIds: readonly string[]) =>
    walk(lotIds, reached, LOTS_AT_ONCE_MAX, (some) => productsOf(tx, some, LOTS_AT_ONCE_MAX + 1));
  const stopped = [...own];
  let { found, isWhole } = await look([rootLotId]);
  while (found.length > 0) {
    stopped.push(...(await callBackMade(context, tx, found, call)));
    if (!isWhole) break;
    // Their rows are ours now: what was made of them while they were looked for is there to be seen.
    ({ found, isWhole } = await look([...reached]));
  }
  const lotsFound = reached.size;
  await tellStopped(tx, call.facts, stopped, { isFirst: true, isWhole, lotsFound });
  if (isWhole) return;
  const startedAtMs = context.clock.now();
  await tx.em.insert(RecallSearch, { id: caseId, facts: toJson(call.facts), lotsFound, startedAtMs });
  await keepReached(tx, caseId, [...reached]);
  tellOf(context, tx, { caseId, lotsFound, isDone: false });
}

/** What was made from these, from what was made from them and so on, that is not reached yet: up to so many in all. */
async function walk(
  from: readonly string[],
  reached: Set<string>,
  max: number,
  productsOf: (lotIds: readonly string[]) => Promise<string[]>,
): Promise<{ found: string[]; isWhole: boolean }> {
  const found: string[] = [];
  let due = [...from];
  while (due.length > 0) {
    const products = await productsOf(due.slice(0, LOTS_PER_STATEMENT_MAX));
    due = due.slice(LOTS_PER_STATEMENT_MAX);
    for (const id of products) {
      if (reached.has(id)) continue;
      if (reached.size >= max) return { found, isWhole: false };
      reached.add(id);
      found.push(id);
      due.push(id);
    }
    if (products.length > max) return { found, isWhole: false };
  }
  return { found, isWhole: true };
}

/** Job: goes on with recalls of very many lots, piece by piece; each piece is whole, or was not begun. */
export async function searchRecalls(context: CatalogContext): Promise<void> {
  const open = await context.rows
    .selectFrom('RecallSearch')
    .select('id')
    .orderBy('startedAtMs')
    .orderBy('id')
    .execute();
  await eachAlone(open, async ({ id }) => {
    for (let piece = 0; piece < PIECES_PER_RUN_MAX; piece++) if (!(await searchOn(context, id))) return;
  });
}

/** Whether a lot is made from one whose recall still looks for those made from it: it will be found in a moment. */
export async function isSearchedFor(tx: CatalogTransaction, lotId: string): Promise<boolean> {
  const open = await tx.rows.selectFrom('RecallSearch').select('id').execute();
  if (open.length === 0) return false;
  const sources = await lineageOf(tx, lotId, 'sources');
  for (const some of chunksOf(sources, LOTS_PER_STATEMENT_MAX)) {
    const reached = await tx.rows
      .selectFrom('RecallReached')
      .select('lotId')
      .where(
        'recallId',
        'in',
        open.map(({ id }) => id),
      )
      .where('lotId', 'in', some)
      .limit(1)
      .executeTakeFirst();
    if (reached) return true;
  }
  return false;
}

/** One piece; false where all is found. */
async function searchOn(context: CatalogContext, caseId: string): Promise<boolean> {
  const outcome = await context.transaction(async (tx) => {
    // Of two that run at once, the second goes on where the first has ended.
    if (!(await lockRows(tx, RecallSearch, { id: caseId }))) return ok(false);
    const search = await tx.rows
      .selectFrom('RecallSearch')
      .select(['facts', 'lotsFound'])
      .where('id', '=', caseId)
      .executeTakeFirstOrThrow();
    const due = await dueOf(tx, caseId);
    const facts = fromJson(search.facts);
    if (due.length === 0) {
      await tx.em.nativeDelete(RecallSearch, { id: caseId });
      await tx.em.nativeDelete(RecallReached, { recallId: caseId });
      const { lotsFound } = search;
      await tellStopped(tx, facts, [], { isFirst: false, isWhole: true, lotsFound });
      tellOf(context, tx, { caseId, lotsFound, isDone: true });
      return ok(false);
    }
    const { found, isWhole } = await walk(due, new Set(), LOTS_PER_PIECE_MAX, (some) => unreachedOf(tx, caseId, some));
    const stopped = await callBackMade(context, tx, found, await callOf(context, tx, facts));
    await keepReached(tx, caseId, found);
    if (isWhole) await tx.em.nativeUpdate(RecallReached, { recallId: caseId, lotId: { $in: due } }, { isDue: false });
    const lotsFound = search.lotsFound + found.length;
    await tx.em.nativeUpdate(RecallSearch, { id: caseId }, { lotsFound });
    if (stopped.length > 0) await tellStopped(tx, facts, stopped, { isFirst: false, isWhole: false, lotsFound });
    tellOf(context, tx, { caseId, lotsFound, isDone: false });
    return ok(true);
  });
  return outcome.ok && outcome.value;
}

async function productsOf(tx: CatalogTransaction, lotIds: readonly string[], limit: number): Promise<string[]> {
  const links = await tx.rows
    .selectFrom('LotSource')
    .select('lotId')
    .distinct()
    .where('sourceLotId', 'in', lotIds)
    .orderBy('lotId')
    .limit(limit)
    .execute();
  return links.map(({ lotId }) => lotId);
}

async function dueOf(tx: CatalogTransaction, recallId: string): Promise<string[]> {
  const due = await tx.rows
    .selectFrom('RecallReached')
    .select('lotId')
    .where('recallId', '=', recallId)
    .where('isDue', '=', YES)
    .orderBy('lotId')
    .limit(SOURCES_PER_PIECE_MAX)
    .execute();
  return due.map(({ lotId }) => lotId);
}

/** What was made from these and is not reached yet: a piece of it at most. */
async function unreachedOf(tx: CatalogTransaction, recallId: string, lotIds: readonly string[]): Promise<string[]> {
  const links = await tx.rows
    .selectFrom('LotSource as s')
    .leftJoin('RecallReached as r', (join) => join.onRef('r.lotId', '=', 's.lotId').on('r.recallId', '=', recallId))
    .select('s.lotId')
    .distinct()
    .where('s.sourceLotId', 'in', lotIds)
    .where('r.lotId', 'is', null)
    .orderBy('s.lotId')
    .limit(LOTS_PER_PIECE_MAX + 1)
    .execute();
  return links.map(({ lotId }) => lotId);
}

/** Why and by whom, as the recall of the lot that was meant says. */
async function callOf(context: CatalogContext, tx: CatalogTransaction, facts: Call['facts']): Promise<Call> {
  const { partyId, reason, calledByAccountId } = await tx.rows
    .selectFrom('Recall')
    .select(['partyId', 'reason', 'calledByAccountId'])
    .where('id', '=', facts.caseId)
    .executeTakeFirstOrThrow();
  return { facts, reason: await context.vault.openTextUnrecorded(partyId, reason), calledByAccountId };
}

/** What was made from them is looked for once more: their rows were taken after it was looked for. */
async function keepReached(tx: CatalogTransaction, recallId: string, lotIds: readonly string[]): Promise<void> {
  for (const some of chunksOf(lotIds, LOTS_PER_STATEMENT_MAX))
    await tx.em.insertMany(
      RecallReached,
      some.map((lotId) => ({ recallId, lotId, isDue: true })),
    );
}

const tellOf = (
  context: CatalogContext,
  tx: CatalogTransaction,
  told: { caseId: string; lotsFound: number; isDone: boolean },
): void => tx.publish(recallSearched, { type: 'recall', id: told.caseId }, { ...told, atMs: context.clock.now() });
