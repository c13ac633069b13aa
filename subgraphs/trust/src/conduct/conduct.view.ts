import { connectionOf, DateTime, SAME_FOR_ALL } from '@heitu/kit/rules/graphql';
import { PartyKinds, Subgraphs } from '@heitu/kit/rules/shared-enums';
import type { PartyKind, SubgraphName } from '@heitu/standard';
import { AssessedMonthStates, MeasureStates, MeasureSteps } from '../enums.ts';
import type { MeasureState } from './measure.lifecycle.ts';
import type { MeasureStep } from './measure.policy.ts';
import type { MonthState } from './month.lifecycle.ts';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';

@Directive(SAME_FOR_ALL)
@ObjectType('Credit', { description: 'By the published formula, from reviews, complaints and measures in force.' })
export class CreditView {
  @Field(() => Int, { description: '0 to 100' }) score: number;
  @Field({ description: 'A to D' }) level: string;
  @Field(() => Int) reviewCount: number;
  @Field(() => Number, { nullable: true }) averageStars: number | null;
}

@Directive('@key(fields: "id")')
@ObjectType('Measure', { description: 'Taken measures are public (E-Commerce Law 36).' })
export class MeasureView {
  @Field(() => ID) id: string;
  @Field(() => ID) partyId: string;
  @Field(() => MeasureSteps) step: MeasureStep;
  @Field(() => MeasureStates) state: MeasureState;
  @Field() reason: string;
  @Field() clause: string;
  @Field(() => DateTime, { name: 'dueAt', nullable: true }) dueAtMs: number | null;
  @Field(() => DateTime, { name: 'takenAt' }) takenAtMs: number;
  @Field(() => String, { nullable: true }) assessedMonth: string | null;
  @Field(() => DateTime, { name: 'appealedAt', nullable: true }) appealedAtMs: number | null;
  @Field(() => DateTime, { name: 'rectifiedAt', nullable: true }) rectifiedAtMs: number | null;
  @Field(() => Boolean, { nullable: true }) rectifiedInTime: boolean | null;
  @Field(() => DateTime, { name: 'endedAt', nullable: true }) endedAtMs: number | null;
}

/** One that was really taken, as another room is told of it. */
@Directive('@inaccessible')
@ObjectType('PeerMeasure')
export class PeerMeasure {
  @Field(() => ID) measureId: string;
  @Field(() => ID) partyId: string;
  @Field() clause: string;
  @Field() takenAtMs: string;
}

export const MeasureConnection = connectionOf('Measure', MeasureView);

@Directive(SAME_FOR_ALL)
@ObjectType('AssessedFigure')
export class AssessedFigureView {
  @Field() metric: string;
  @Field() title: string;
  @Field(() => Int) good: number;
  @Field(() => Int) total: number;
  @Field(() => Int) weight: number;
}
@Directive(SAME_FOR_ALL)
@ObjectType('Assessment', { description: 'One party, one month.' })
export class AssessmentView {
  @Field(() => ID) id: string;
  @Field() month: string;
  @Field(() => ID) partyId: string;
  @Field(() => PartyKinds) partyKind: PartyKind;
  @Field() partyName: string;
  @Field(() => Int, { nullable: true, description: 'Null: no business that month.' }) score: number | null;
  @Field({ description: 'Also where an appeal has held since it was published.' }) passed: boolean;
  @Field(() => DateTime, { name: 'overturnedAt', nullable: true, description: 'When that appeal was upheld.' })
  overturnedAtMs: number | null;
  @Field(() => [AssessedFigureView]) figures: AssessedFigureView[];
}
export const AssessmentConnection = connectionOf('Assessment', AssessmentView);
@Directive(SAME_FOR_ALL)
@ObjectType('AssessedMonth')
export class AssessedMonthView {
  @Field() month: string;
  @Field(() => AssessedMonthStates) state: MonthState;
  @Field(() => [Subgraphs], { description: 'Subgraphs that gave no figures when it was made.' })
  missingSources: SubgraphName[];
  @Field(() => DateTime, { name: 'assessedAt' }) assessedAtMs: number;
  @Field(() => DateTime, { name: 'publishDueAt' }) publishDueAtMs: number;
  @Field(() => DateTime, { name: 'publishedAt', nullable: true }) publishedAtMs: number | null;
}
