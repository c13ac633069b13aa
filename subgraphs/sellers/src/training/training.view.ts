import { Sealed } from '@heitu/kit/privacy/sealed-texts';
import { connectionOf, DateTime, LocalDate } from '@heitu/kit/rules/graphql';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import {
  AttendanceForms,
  ExamForms,
  ExamStates,
  SeatStates,
  SessionStates,
  TrainingAudiences,
  TrainingKinds,
} from '../enums.ts';
import type { TrainingKind } from '../staff/staff.policy.ts';
import type { AttendedBy, SeatState, SessionState, SittingForm, SittingState } from './training.lifecycles.ts';
import type { Audience } from './training.policy.ts';

@ObjectType('TrainingSession', { description: 'A session of training that the operator gives (6.2).' })
export class SessionView {
  @Field(() => ID) id: string;
  partyId: string;
  @Field(() => TrainingKinds) kind: TrainingKind;
  @Field(() => TrainingAudiences, { description: 'For whose people it is.' }) audience: Audience;
  @Field({ description: 'Where; of a session online, how one gets in.' }) place: string;
  @Field(() => Boolean) isOnline: boolean;
  @Sealed('partyId') @Field(() => String, { nullable: true, description: 'Who teaches.' }) teacher: string | null;
  @Field(() => DateTime, { name: 'startsAt' }) startsAtMs: number;
  @Field(() => DateTime, { name: 'endsAt' }) endsAtMs: number;
  @Field(() => Int) seatsMax: number;
  @Field(() => Int) seatsTaken: number;
  @Field(() => SessionStates) state: SessionState;
}
export const SessionConnection = connectionOf('TrainingSession', SessionView);

@ObjectType('TrainingSeat', { description: "Somebody's seat in a session, and whether they were there." })
export class SeatView {
  @Field(() => ID) id: string;
  @Field(() => ID) accountId: string;
  partyId: string;
  @Field(() => SeatStates) state: SeatState;
  @Field(() => AttendanceForms, { nullable: true, description: 'How they signed that they were there.' })
  attendedBy: AttendedBy | null;
  @Field(() => DateTime, { name: 'attendedAt', nullable: true }) attendedAtMs: number | null;
}

@ObjectType('ExamQuestion', { description: 'A question, without its answer.' })
export class QuestionView {
  @Field(() => ID) id: string;
  @Field() text: string;
  @Field(() => [String]) options: readonly string[];
}

@ObjectType('ExamSitting', { description: 'One exam of one person.' })
export class SittingView {
  @Field(() => ID) id: string;
  accountId: string;
  partyId: string;
  @Field(() => TrainingKinds) kind: TrainingKind;
  @Field(() => ExamForms) form: SittingForm;
  @Field(() => ExamStates) state: SittingState;
  @Field(() => DateTime, { name: 'startedAt' }) startedAtMs: number;
  @Field(() => DateTime, { name: 'dueAt', description: 'Until then it is handed in.' }) dueAtMs: number;
  @Field(() => LocalDate) satOn: string;
  @Field(() => Int, { nullable: true, description: 'Of 100.' }) score: number | null;
  @Field(() => ID, { nullable: true, description: 'On paper: the sheet, at /edges/sellers/files/:id.' })
  fileId: string | null;
}
export const SittingConnection = connectionOf('ExamSitting', SittingView);

@ObjectType('ExamTopic', { description: 'What the caller can be examined in.' })
export class TopicView {
  @Field(() => TrainingKinds) kind: TrainingKind;
  partyId: string;
  @Field(() => Int) questions: number;
  @Field(() => Int) minutes: number;
  @Field(() => Int, { description: 'Of 100.' }) passScore: number;
  @Field(() => String, { nullable: true, description: 'Chinese: why not now; null: it can be begun.' })
  whyNot: string | null;
}

@ObjectType('UntrainedPerson', { description: 'Somebody who must be trained, and until when.' })
export class UntrainedView {
  @Field(() => ID) id: string;
  @Field(() => ID) accountId: string;
  partyId: string;
  @Field(() => TrainingKinds) kind: TrainingKind;
  @Field(() => LocalDate, { name: 'dueOn', description: 'The last day.' }) dueOn: string;
  @Field(() => Boolean) isLate: boolean;
}
