import { Sealed } from '@heitu/kit/privacy/sealed-texts';
import { BY_WHO_ASKS, connectionOf, DateTime, SafeInt, SAME_FOR_ALL } from '@heitu/kit/rules/graphql';
import { RecallCallers, RecallHazards, RecallLevels } from '@heitu/kit/rules/shared-enums';
import type { RecallCaller, RecallHazard, RecallLevel } from '@heitu/standard';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import {
  GoneReasons,
  RecallAnswers,
  RecallCaseActs,
  RecallCaseStates,
  RecallRegradeStates,
  RecallRowActs,
  RecallRowStates,
} from '../enums.ts';
import type { RegradeState } from './regrade.lifecycle.ts';
import type { RecallCaseAct, RecallCaseState } from './recall-case.lifecycle.ts';
import type { GoneReason, RecallAnswer } from './recall.policy.ts';
import type { RecallRowAct, RecallRowState } from './recall-row.lifecycle.ts';

@Directive(SAME_FOR_ALL)
@ObjectType('RecallNotice', { description: 'What everybody may read of a recall.' })
export class RecallNoticeView {
  @Field(() => ID) id: string;
  @Field({ description: 'Printed on the bag.' }) lotCode: string;
  @Field(() => [String], { description: 'All codes that are called back: of lots made from it, too.' })
  lotCodes: string[];
  @Field({ description: 'What it is sold as.' }) goods: string;
  @Field(() => RecallLevels) level: RecallLevel;
  @Field(() => RecallHazards) hazard: RecallHazard;
  @Field(() => RecallCallers) caller: RecallCaller;
  @Field(() => RecallCaseStates) state: RecallCaseState;
  @Field({ description: 'What whoever has some of it is to do, in Chinese.' }) advice: string;
  @Field(() => DateTime, { name: 'openedAt' }) openedAtMs: number;
  @Field(() => DateTime, { nullable: true, name: 'closedAt' }) closedAtMs: number | null;
  @Field(() => Int, { description: 'How many units were found.' }) units: number;
  @Field(() => Int, { description: 'How many of them are back.' }) recoveredUnits: number;
}
export const RecallNoticeConnection = connectionOf('RecallNotice', RecallNoticeView);

@ObjectType('RecallFigures', { description: 'What was counted of a recall: units, people, money.' })
export class RecallFiguresView {
  @Field(() => Int) lots: number;
  @Field(() => Int) units: number;
  @Field(() => Int, { description: 'Found in the store.' }) inStoreUnits: number;
  @Field(() => Int, { description: 'Stopped on their way, and not back yet.' }) onWayUnits: number;
  @Field(() => Int, { description: 'Sealed with the seller, or destroyed.' }) recoveredUnits: number;
  @Field(() => Int, { description: 'Destroyed, with a photo that somebody else has looked at.' })
  destroyedUnits: number;
  @Field(() => Int, { description: 'With a photo that nobody else has looked at yet.' }) shownUnits: number;
  @Field(() => Int, { description: 'Eaten, thrown away, lost, not sent.' }) goneUnits: number;
  @Field(() => Int) buyers: number;
  @Field(() => Int, { description: 'Who have a message.' }) told: number;
  @Field(() => Int, { description: 'Who have an SMS as well.' }) texted: number;
  @Field(() => Int, { description: 'Who have said that they read it, or have answered.' }) seen: number;
  @Field(() => Int, { description: 'Who have answered, or were spoken to.' }) reached: number;
  @Field(() => SafeInt) refundDueFen: number;
  @Field(() => SafeInt, { description: 'Of that, arrived.' }) refundedFen: number;
}

@ObjectType('RecallCaseAction', { description: 'Something this viewer can do now with a recall: the button.' })
export class RecallCaseActionView {
  @Field(() => RecallCaseActs) action: RecallCaseAct;
  @Field() label: string;
}

@ObjectType('RecallReport', { description: 'A report of a recall as it was issued to the authority.' })
export class RecallReportView {
  @Field({ description: 'By which anybody verifies it.' }) code: string;
  @Field(() => DateTime, { name: 'issuedAt' }) issuedAtMs: number;
  @Field({ description: 'SHA-256 of the file, in hexadecimal.' }) digest: string;
}

@ObjectType('RecallRegrade', {
  description: 'That a recall has, or is to have, another level than it was called with.',
})
export class RecallRegradeView {
  partyId: string;
  @Field(() => ID) id: string;
  @Field(() => RecallLevels) fromLevel: RecallLevel;
  @Field(() => RecallLevels) level: RecallLevel;
  @Field(() => RecallHazards) hazard: RecallHazard;
  @Sealed('partyId')
  @Field(() => String, { nullable: true, description: 'How one knows.' })
  reason: string | null;
  @Field(() => RecallRegradeStates) state: RegradeState;
  @Field(() => DateTime, { name: 'proposedAt' }) proposedAtMs: number;
  @Field(() => DateTime, { nullable: true, name: 'decideDueAt', description: 'By when a second person agrees.' })
  decideDueAtMs: number | null;
}

@ObjectType('RecallCase', { description: 'A lot that was called back with the lots made from it.' })
export class RecallCaseView {
  lotId: string;
  partyId: string;
  @Field(() => ID) id: string;
  @Field() lotCode: string;
  @Field() goods: string;
  @Field(() => RecallLevels) level: RecallLevel;
  @Field(() => RecallHazards) hazard: RecallHazard;
  @Field(() => RecallCallers) caller: RecallCaller;
  @Field(() => String, { nullable: true, description: "Of the authority's order." }) orderNumber: string | null;
  @Field(() => RecallCaseStates) state: RecallCaseState;
  @Field({ description: 'How urgent it is, and by when it is to be done: Chinese, for whoever has the goods.' })
  levelText: string;
  @Field({ description: 'What the times follow and how sure that is, in Chinese.' }) timesBasis: string;
  @Field(() => DateTime, { name: 'openedAt' }) openedAtMs: number;
  @Field(() => DateTime, {
    nullable: true,
    name: 'searchStartedAt',
    description: 'Since when lots made from it are still looked for; null where all are found.',
  })
  searchStartedAtMs: number | null;
  @Field(() => Int, {
    nullable: true,
    description: 'Of a recall of very many lots: how many were found and stopped until now.',
  })
  lotsFound: number | null;
  @Field(() => DateTime, { name: 'reportDueAt', description: 'By when the authority is to have the report.' })
  reportDueAtMs: number;
  @Field(() => DateTime, { name: 'finishDueAt', description: 'By when it is to be done.' }) finishDueAtMs: number;
  @Field(() => DateTime, { nullable: true, name: 'notifiedAt', description: 'When all buyers had a message.' })
  notifiedAtMs: number | null;
  @Field(() => DateTime, { nullable: true, name: 'reportedAt' }) reportedAtMs: number | null;
  @Field(() => String, { nullable: true, description: 'Who took the report.' }) authority: string | null;
  @Field(() => String, { nullable: true, description: 'Under which number.' }) receipt: string | null;
  @Field(() => ID, { nullable: true, description: 'GET /edges/orders/files/<id>: a scan of the receipt.' })
  receiptFileId: string | null;
  @Field(() => DateTime, { nullable: true, name: 'proposedAt', description: 'When the first person said it is done.' })
  proposedAtMs: number | null;
  @Field(() => DateTime, { nullable: true, name: 'closedAt' }) closedAtMs: number | null;
}
export const RecallCaseConnection = connectionOf('RecallCase', RecallCaseView);

@ObjectType('RecallRow', {
  description: 'Some units of a recalled lot: where they were found, and what became of them.',
})
export class RecallRowView {
  caseId: string;
  partyId: string;
  buyerAccountId: string | null;
  @Field(() => ID) id: string;
  @Field() lotCode: string;
  @Field() goods: string;
  @Field(() => ID, { nullable: true, description: 'Null where they were found in the store.' }) orderId: string | null;
  @Field(() => String, { nullable: true }) orderNumber: string | null;
  @Field(() => Int) units: number;
  @Field(() => Int) recoveredUnits: number;
  @Field(() => Int) goneUnits: number;
  @Field(() => RecallRowStates) state: RecallRowState;
  @Field(() => DateTime, { name: 'foundAt' }) foundAtMs: number;
  @Field(() => DateTime, { name: 'dueAt', description: 'By when whoever has it is to do something.' }) dueAtMs: number;
  @Field(() => DateTime, { nullable: true, name: 'toldAt' }) toldAtMs: number | null;
  @Field(() => DateTime, { nullable: true, name: 'smsAt' }) smsAtMs: number | null;
  @Field(() => DateTime, {
    nullable: true,
    name: 'roseAt',
    description: 'When the buyer was told last that the recall is graver than it was.',
  })
  roseAtMs: number | null;
  @Field(() => DateTime, {
    nullable: true,
    name: 'smsFailedAt',
    description: 'When it was known that no SMS gets there.',
  })
  smsFailedAtMs: number | null;
  @Field(() => DateTime, {
    nullable: true,
    name: 'seenAt',
    description: 'When the buyer said that the message was read.',
  })
  seenAtMs: number | null;
  @Field(() => DateTime, { nullable: true, name: 'reachedAt' }) reachedAtMs: number | null;
  @Field(() => RecallAnswers, { nullable: true }) answer: RecallAnswer | null;
  @Field(() => Int, { description: 'How often the buyer was called.' }) calls: number;
  @Field(() => DateTime, { nullable: true, name: 'calledAt' }) calledAtMs: number | null;
  @Directive(BY_WHO_ASKS)
  @Sealed('buyerAccountId')
  @Field(() => String, { nullable: true, description: "What was said on the telephone; for the operator's people." })
  callNote: string | null;
  @Field(() => SafeInt) refundFen: number;
  @Field(() => DateTime, { nullable: true, name: 'refundedAt', description: 'When it arrived.' })
  refundedAtMs: number | null;
  @Field(() => GoneReasons, { nullable: true }) goneReason: GoneReason | null;
  @Field(() => DateTime, { nullable: true, name: 'endedAt' }) endedAtMs: number | null;
  @Field(() => ID, { nullable: true, description: 'GET /edges/orders/files/<id>: the photo of the destruction.' })
  proofId: string | null;
  @Field(() => DateTime, {
    nullable: true,
    name: 'lookDueAt',
    description: 'By when somebody else looks at the photo.',
  })
  lookDueAtMs: number | null;
  @Field(() => String, { nullable: true, description: 'Why the last photo went back.' })
  photoReturnReason: string | null;
}
export const RecallRowConnection = connectionOf('RecallRow', RecallRowView);
@ObjectType('RecallRowAction', { description: 'Something this viewer can do now with recalled goods: the button.' })
export class RecallRowActionView {
  @Field(() => RecallRowActs) action: RecallRowAct;
  @Field() label: string;
}
