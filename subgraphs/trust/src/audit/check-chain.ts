import { ok } from '@heitu/kit/outcome';
import type { TrustContext } from '../context.ts';
import { AuditCheckRun } from './audit.entity.ts';
import type { ChainProblem } from './chain.policy.ts';
import { verifyChain, type ChainCheck } from './verify-chain.ts';

/** A longer chain is checked in several runs, each from where the last ended. */
const CHECK_ENTRIES_MAX = 200_000;
const PROBLEMS_MAX = 100;

/** Verifies the chain from link `from` on and records the run (11.5.dh). */
export async function checkChain(context: TrustContext, from = 1): Promise<ChainCheck & { problems: ChainProblem[] }> {
  const problems: ChainProblem[] = [];
  const check = await verifyChain(context.rows, {
    from, nowMs: context.clock.now(), linksMax: CHECK_ENTRIES_MAX,
    onProblem: (problem) => void (problems.length < PROBLEMS_MAX && problems.push(problem)),
  });
  await context.transaction(async (tx) => {
    await tx.em.insert(AuditCheckRun, { id: context.newId(), verifiedTo: check.verifiedTo, problemCount: check.problemCount, problems: JSON.stringify(problems), atMs: context.clock.now() });
    return ok(null);
  });
  return { ...check, problems };
}
