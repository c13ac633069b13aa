import { ok } from '@heitu/kit/outcome';
import type { TrustContext } from '../context.ts';
import { AuditCheckRun } from './audit.entity.ts';
import { CHAIN_START_HASH, checkLinks, type ChainProblem } from './chain.policy.ts';

const READ_BATCH_MAX = 1000;
/** A longer chain is checked in several runs, each from where the last ended. */
export const CHECK_ENTRIES_MAX = 200_000;
const PROBLEMS_MAX = 100;

export interface ChainCheck {
  from: number;
  verifiedTo: number;
  total: number;
  problems: ChainProblem[];
}

/** Verifies the chain from link `from` on, against its entries and its head, and records the run (11.5.dh). */
export async function checkChain(context: TrustContext, from = 1): Promise<ChainCheck> {
  const head = await context.rows.selectFrom('AuditHead').selectAll().executeTakeFirst();
  const before = from > 1 ? await context.rows.selectFrom('AuditSeal').select(['sequence', 'hash']).where('sequence', '<', from).orderBy('sequence', 'desc').limit(1).executeTakeFirst() : undefined;
  let last = before ?? { sequence: 0, hash: CHAIN_START_HASH };
  const problems: ChainProblem[] = [];
  const end = Math.min(head?.sequence ?? 0, from - 1 + CHECK_ENTRIES_MAX);
  while (last.sequence < end) {
    const seals = await context.rows.selectFrom('AuditSeal').selectAll().where('sequence', '>', last.sequence).where('sequence', '<=', end).orderBy('sequence').limit(READ_BATCH_MAX).execute();
    if (seals.length === 0) break;
    const entries = await context.rows.selectFrom('AuditEntry').selectAll().where('id', 'in', seals.map((seal) => seal.entryId)).execute();
    const byId = new Map(entries.map((entry) => [entry.id, entry]));
    const checked = checkLinks(last, seals, (id) => byId.get(id));
    problems.push(...checked.problems);
    last = checked.last;
  }
  if (last.sequence < end) problems.push({ sequence: last.sequence + 1, kind: 'dropped', text: `第${last.sequence + 1}条之后被截断` });
  else if (head && end === head.sequence && last.hash !== head.hash) problems.push({ sequence: last.sequence, kind: 'reordered', text: '链条末端和记录的末端不一致' });
  const verifiedTo = problems[0] ? problems[0].sequence - 1 : last.sequence;
  const kept = problems.slice(0, PROBLEMS_MAX);
  await context.transaction(async (tx) => {
    await tx.em.insert(AuditCheckRun, { id: context.newId(), verifiedTo, problemCount: problems.length, problems: JSON.stringify(kept), atMs: context.clock.now() });
    return ok(null);
  });
  return { from, verifiedTo, total: head?.sequence ?? 0, problems: kept };
}
