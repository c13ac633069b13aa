import { DAY_MS } from '@heitu/kit/rules/clock';
import { ok } from '@heitu/kit/rules/outcome';
import { toJson } from '@heitu/kit/rules/typed-json';
import type { TrustContext } from '../context.ts';
import { AuditCheckRun } from './audit.entity.ts';
import type { ChainProblem } from './chain.policy.ts';
import { verifyChain, type ChainCheck } from './verify-chain.ts';

/** A longer chain is checked in several runs, each from where the last ended. */
const CHECK_ENTRIES_MAX = 200_000;
const PROBLEMS_MAX = 100;

type Checked = ChainCheck & { problems: ChainProblem[] };

/**
 * Verifies the chain from link `from` on and records the run (11.5.dh). `again`: besides, links of before, the first of
 * them.
 */
export async function checkChain(context: TrustContext, from = 1, again = from): Promise<Checked> {
  const problems: ChainProblem[] = [];
  const given = {
    nowMs: context.clock.now(),
    keys: context.services.auditKeys,
    remembered: context.services.chainMemory.last(),
    onProblem: (problem: ChainProblem) => void (problems.length < PROBLEMS_MAX && problems.push(problem)),
  };
  const check = await verifyChain(context.rows, { ...given, from, linksMax: CHECK_ENTRIES_MAX });
  if (again < from) {
    const before = await verifyChain(context.rows, {
      ...given,
      from: again,
      linksMax: Math.min(CHECK_ENTRIES_MAX, from - again),
      linksOnly: true,
    });
    check.problemCount += before.problemCount;
    if (before.problemCount > 0) check.verifiedTo = before.verifiedTo;
  }
  const run = {
    id: context.newId(),
    verifiedTo: check.verifiedTo,
    problemCount: check.problemCount,
    problems: toJson(problems),
  };
  await context.transaction(async (tx) => {
    await tx.em.insert(AuditCheckRun, { ...run, atMs: context.clock.now() });
    return ok(null);
  });
  return { ...check, problems };
}

/**
 * From where a run checks again what an earlier one found intact: all of it in turn, a part each day, whatever rows say
 * of earlier runs.
 */
export const turnOf = (nowMs: number, from: number): number => {
  const parts = Math.max(1, Math.ceil((from - 1) / CHECK_ENTRIES_MAX));
  return (Math.floor(nowMs / DAY_MS) % parts) * CHECK_ENTRIES_MAX + 1;
};
