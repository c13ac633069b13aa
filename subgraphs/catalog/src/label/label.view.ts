import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf, DateTime } from '@heitu/kit/rules/graphql';
import { LabelClaims, LabelDoubtCauses, LabelDoubtStates, LabelForms, LotStates } from '../enums.ts';
import type { LotState } from '../lot/lot.lifecycle.ts';
import type { LabelDoubtState } from './label-doubt.lifecycle.ts';
import type { LabelDoubtCause } from './label-scan.policy.ts';
import type { LabelClaim, LabelForm } from './label.policy.ts';

@ObjectType('LabelRun', { description: 'Labels for single bags that were printed together.' })
export class LabelRunView {
  @Field(() => ID) id: string;
  @Field(() => Int) fromSerial: number;
  @Field(() => Int) toSerial: number;
  @Field(() => LabelForms) form: LabelForm;
  @Field(() => [LabelClaims], { description: 'What they say of the lot.' }) claims: LabelClaim[];
  @Field(() => DateTime, { name: 'printedAt' }) printedAtMs: number;
  @Field(() => Boolean, {
    description: 'Its PDF can still be had: GET /edges/catalog/labels/<id>. Not after the key was replaced.',
  })
  canBeOpened: boolean;
}

@ObjectType('ScannedLabel', { description: 'What the platform adds, now, to the signed statement of a label.' })
export class ScannedLabelView {
  lotId: string;
  @Field() lotCode: string;
  @Field(() => Int) serial: number;
  @Field(() => LotStates) lotState: LotState;
  @Field(() => Boolean, { description: 'The history that the statement names still begins the history of today.' })
  isInHistory: boolean;
  @Field(() => Boolean, { description: 'The label was spoiled, or its code was given up.' }) isSpoiled: boolean;
  @Field(() => Int, { description: 'For how many days it is kept when and where a label was looked at.' })
  keptDays: number;
  @Field(() => Int, { description: 'How often it was looked at before.' }) earlierScans: number;
  @Field(() => DateTime, { nullable: true, name: 'firstScannedAt' }) firstScannedAtMs: number | null;
  @Field(() => LabelDoubtCauses, {
    nullable: true,
    description: 'Why its code may stand on others’ bags; null where nothing says so, or somebody has looked into it.',
  })
  doubt: LabelDoubtCause | null;
}

@ObjectType('LabelDoubt', { description: 'A label that was scanned as no single bag can be.' })
export class LabelDoubtView {
  lotId: string;
  partyId: string;
  @Field(() => ID) id: string;
  @Field(() => Int) serial: number;
  @Field(() => LabelDoubtCauses) cause: LabelDoubtCause;
  @Field(() => LabelDoubtStates) state: LabelDoubtState;
  @Field(() => DateTime, { name: 'openedAt' }) openedAtMs: number;
  @Field(() => DateTime, { name: 'answerDueAt', description: 'So long the seller has; then the operator looks, too.' })
  answerDueAtMs: number;
}
@ObjectType('LotLabels', { description: 'How many of a lot’s bags have labels of their own.' })
export class LotLabelsView {
  @Field(() => Int, { description: 'The serial that was given last.' }) printed: number;
  @Field(() => Int, { description: 'How many of them were spoiled.' }) spoiled: number;
  @Field(() => Int, { description: 'For how many bags labels can still be printed.' }) left: number;
  @Field(() => [LabelRunView], { description: 'The newest first.' }) runs: LabelRunView[];
  @Field(() => [LabelDoubtView], {
    description: 'Codes that may stand on others’ bags and that nobody has looked into.',
  })
  doubts: LabelDoubtView[];
}

export const LabelDoubtConnection = connectionOf('LabelDoubt', LabelDoubtView);
