import type { Verdict } from '@heitu/kit/rules/evidence';
import { Verdicts } from '@heitu/kit/rules/evidence-enums';
import { Subgraphs } from '@heitu/kit/rules/shared-enums';
import { ClauseFigure } from '@heitu/kit/serving/subgraph';
import type { SubgraphName } from '@heitu/standard';
import { Field, ObjectType } from 'type-graphql';
import { ClauseLevels } from '../enums.ts';
import type { ClauseLevel } from './conformance.report.ts';

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
