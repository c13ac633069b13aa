import { GraphQLError } from 'graphql';
import { VERDICTS, type Verdict } from '@heitu/kit/rules/evidence';
import { Verdicts } from '@heitu/kit/rules/evidence-enums';
import { DateTime } from '@heitu/kit/rules/graphql';
import { chinaMonth } from '@heitu/kit/rules/calendar';
import { Arg, Ctx, Directive, Query, Resolver } from 'type-graphql';
import { monthPeriod } from '../conduct/assessment.policy.ts';
import { monthSchema } from '../conduct/month-answers.ts';
import type { TrustContext } from '../context.ts';
import { withDuties } from '@heitu/kit/data/duties';
import { trustDuties } from '../duties/trust.duties.ts';
import { evidence } from '../evidence.ts';
import { reportOf } from './conformance.report.ts';
import { ConformanceClauseView } from './conformance.view.ts';
import { gatherEvidence } from './gather-evidence.ts';

@Resolver()
export class ConformanceResolver {
  @Directive('@cost(weight: 5000)')
  @Query(() => [ConformanceClauseView], {
    description: 'Every clause, for a month (2026-11) or from a moment to another; standard: this month so far.',
  })
  async conformanceReport(
    @Ctx() context: TrustContext,
    @Arg('month', () => String, { nullable: true, description: '2026-11' }) month?: string,
    @Arg('from', () => DateTime, { nullable: true, description: 'With to, instead of month.' }) fromMs?: number,
    @Arg('to', () => DateTime, { nullable: true, description: 'The first moment that is no longer counted.' })
    toMs?: number,
    @Arg('standing', () => [Verdicts], { nullable: true, description: 'Only clauses that stand so.' })
    standing?: Verdict[],
  ) {
    const nowMs = context.clock.now();
    if (month !== undefined && month !== null && !monthSchema.safeParse({ month }).success)
      throw new GraphQLError('月份写作 2026-11', { extensions: { code: 'BAD_USER_INPUT' } });
    const whole = monthPeriod(month ?? chinaMonth(nowMs));
    const period = month ? whole : { fromMs: fromMs ?? whole.fromMs, toMs: toMs ?? nowMs + 1 };
    return reportOf(await gatherEvidence(context, withDuties(evidence, trustDuties), period))
      .filter((row) => !standing || standing.includes(row.standing))
      .map((row) => ({ ...row, standingText: VERDICTS[row.standing] }));
  }
}
