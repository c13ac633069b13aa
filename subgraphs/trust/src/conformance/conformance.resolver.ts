import { GraphQLError } from 'graphql';
import { VERDICTS, type Verdict } from '@heitu/kit/rules/evidence';
import { Verdicts } from '@heitu/kit/rules/evidence-enums';
import { ClauseFigure } from '@heitu/kit/serving/subgraph';
import { DateTime } from '@heitu/kit/rules/graphql';
import { chinaMonth } from '@heitu/kit/rules/calendar';
import { Arg, Ctx, Directive, Field, ObjectType, Query, Resolver } from 'type-graphql';
import { monthPeriod } from '../conduct/assessment.policy.ts';
import { monthSchema } from '../conduct/month-answers.ts';
import { Subgraphs } from '@heitu/kit/rules/shared-enums';
import type { SubgraphName } from '@heitu/standard';
import type { TrustContext } from '../context.ts';
import { ClauseLevels } from '../enums.ts';
import { withDuties } from '@heitu/kit/data/duties';
import { trustDuties } from '../duties/trust.duties.ts';
import { evidence } from '../evidence.ts';
import { reportOf, type ClauseLevel } from './conformance.report.ts';
import { gatherEvidence } from './gather-evidence.ts';

@ObjectType('ConformanceClause', {
  description: 'One clause of the standard and what the running platform can show for it.',
})
export class ConformanceClauseView {
  @Field() clause: string;
  @Field() title: string;
  @Field({ description: 'The clause as a Chinese reader cites it.' }) text: string;
  @Field() summary: string;
  @Field(() => ClauseLevels) level: ClauseLevel;
  @Field(() => Subgraphs, { description: 'The subgraph that answers for it.' }) owner: SubgraphName;
  @Field(() => [ClauseFigure]) figures: ClauseFigure[];
  @Field(() => Verdicts, {
    description: 'Judged by the conditions of its figures; numbers alone are no evidence.',
  })
  standing: Verdict;
  @Field({ description: 'The standing in Chinese.' }) standingText: string;
  @Field(() => String, { nullable: true, description: 'Chinese; null unless the clause is met.' }) met: string | null;
  @Field(() => String, { nullable: true, description: 'Chinese: what is still missing.' }) lacking: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Where the law keeps the platform from the letter of the clause.',
  })
  deviation: string | null;
}

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
