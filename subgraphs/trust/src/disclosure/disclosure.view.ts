import { connectionOf, DateTime, LocalDate, SafeInt, SAME_FOR_ALL, BY_WHO_ASKS } from '@heitu/kit/rules/graphql';
import { Sealed } from '@heitu/kit/privacy/sealed-texts';
import type { ServiceChannel } from '../complaints/complaint.policy.ts';
import {
  BackupChecks,
  BackupMethods,
  BackupPlaces,
  DocumentChangeKinds,
  DocumentStates,
  DrillKinds,
  IncidentKinds,
  PublicDocumentKinds,
  RegisterParts,
  ServiceChannels,
  ProbedUnits,
  StatisticalReturnKinds,
  StatisticalReturnStates,
  TradeCheckSubjects,
} from '../enums.ts';
import type {
  BackupCheck,
  BackupMethod,
  BackupPlace,
  CheckSubject,
  DocumentKind,
  DrillKind,
  IncidentKind,
  RegisterPart,
  ReturnKind,
} from './disclosure.policy.ts';
import { CheckItems } from '@heitu/kit/rules/shared-enums';
import type { CheckItem } from '@heitu/standard';
import type { DocumentState } from './document.lifecycle.ts';
import type { ChangeKind } from './document.policy.ts';
import type { ProbedUnit } from './probe.policy.ts';
import { RefusedMonthView } from '../refused/refused.view.ts';
import type { ReturnState } from './return.lifecycle.ts';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';

@Directive(SAME_FOR_ALL)
@ObjectType('PublicDocument')
export class PublicDocumentView {
  @Field(() => ID) id: string;
  @Field(() => PublicDocumentKinds) kind: DocumentKind;
  @Field(() => Int) version: number;
  @Field() title: string;
  @Field() text: string;
  @Field(() => DateTime, { name: 'publishedAt' }) publishedAtMs: number;
  @Field(() => DocumentStates) state: DocumentState;
  @Field(() => DateTime, { name: 'heardUntilAt', description: 'Until then at least it is spoken about.' })
  heardUntilMs: number;
  @Field(() => DateTime, {
    name: 'lapsesAt',
    nullable: true,
    description: 'A draft that is not adopted by then is gone.',
  })
  lapsesAtMs: number | null;
  @Field(() => DateTime, { name: 'effectiveAt', nullable: true, description: 'From when on it binds.' })
  effectiveAtMs: number | null;
  @Field(() => String, { nullable: true, description: 'Why it binds without having been a draft for seven days.' })
  atOnceBecause: string | null;
}
@Directive(SAME_FOR_ALL)
@ObjectType('DocumentChange', { description: 'Some sentences of a version, beside the one before it.' })
export class DocumentChangeView {
  @Field(() => DocumentChangeKinds) kind: ChangeKind;
  @Field() text: string;
}
@Directive(SAME_FOR_ALL)
@ObjectType('DocumentComment', { description: 'What somebody said to a draft, and what the operator answered.' })
export class DocumentCommentView {
  @Field(() => ID) id: string;
  @Field(() => DateTime, { name: 'saidAt' }) atMs: number;
  @Field(() => String, { nullable: true }) answer: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Whether it is followed.' }) isTaken: boolean | null;
  @Field(() => DateTime, { name: 'answeredAt', nullable: true }) answeredAtMs: number | null;
}
@ObjectType('AgreementsOwed', { description: 'What binds now and was not said yes to.' })
export class AgreementsOwed {
  @Field({ description: 'By the buyer: the member agreement.' }) agreement: boolean;
  @Field({ description: 'By the buyer: the privacy notice.' }) notice: boolean;
  @Field({ description: 'The platform has come to its announced end: no new order is taken.' }) ended: boolean;
  @Field(() => DateTime, {
    name: 'nextBindsAt',
    nullable: true,
    description: 'When another version begins to bind, or the platform ends; null where no day is set.',
  })
  nextBindsAtMs: number | null;
  @Field(() => [ID], { description: 'The sellers whose owner owes the seller agreement.' }) partyIds: string[];
}
@Directive(SAME_FOR_ALL)
@ObjectType('ResponseTime', { description: 'Promised, and measured over the last 90 days.' })
export class ResponseTimeView {
  @Field() activity: string;
  @Field() title: string;
  @Field() promised: string;
  @Field(() => Number, { nullable: true, description: 'Median of the cases; null without any.' }) measuredHours:
    | number
    | null;
  @Field(() => Int) caseCount: number;
}
@Directive(SAME_FOR_ALL)
@ObjectType('DutyShift')
export class DutyShiftView {
  @Field(() => ID) id: string;
  @Field(() => ServiceChannels) channel: ServiceChannel;
  @Field(() => Int, { description: '1 Monday to 7 Sunday' }) weekday: number;
  @Field(() => Int, { description: 'After midnight in China.' }) startsMinute: number;
  @Field(() => Int) endsMinute: number;
  @Directive(BY_WHO_ASKS) @Field() person: string;
}
@Directive(SAME_FOR_ALL)
@ObjectType('StaffedHours')
export class StaffedHoursView {
  @Field(() => ServiceChannels) channel: ServiceChannel;
  @Field() hoursAWeek: number;
  @Field() hoursAWeekMin: number;
}
@Directive(SAME_FOR_ALL)
@ObjectType('PromisedTime', { description: 'A time in working days that a clause, a law or the published rules set.' })
export class PromisedTime {
  @Field({ description: 'confirmOrder, answerComplaint, settleComplaint …' }) promise: string;
  @Field(() => Int) days: number;
  @Field({ description: 'In Chinese, as in every text.' }) text: string;
}
@Directive(SAME_FOR_ALL)
@ObjectType('Deviation', { description: 'Where a law keeps the platform from following the letter of a clause.' })
export class DeviationView {
  @Field() clause: string;
  @Field({ description: 'What the clause is called.' }) title: string;
  @Field({ description: 'The law that prevails, with its articles.' }) law: string;
  @Field({ description: 'What the platform does instead.' }) deviation: string;
  @Field() reason: string;
}
@Directive(SAME_FOR_ALL)
@ObjectType('PublicServicePage', {
  description: 'What the platform offers, promises and how to reach it (6.5.a, 6.6).',
})
export class PublicServicePageView {
  @Field(() => [PublicDocumentView], { description: 'Of each kind what binds now.' }) documents: PublicDocumentView[];
  @Field(() => [PublicDocumentView], { description: 'Drafts to be spoken about, and what is about to bind.' })
  ahead: PublicDocumentView[];
  @Field(() => [ResponseTimeView]) responseTimes: ResponseTimeView[];
  @Field(() => [DutyShiftView]) dutyRoster: DutyShiftView[];
  @Field(() => [StaffedHoursView]) staffedHours: StaffedHoursView[];
  @Field({ description: 'The published formula of Shop.credit and Party.credit.' }) creditFormula: string;
  @Field({ description: 'The published rules of the monthly assessment.' }) assessmentRules: string;
  @Field(() => Int) covenantMemberCount: number;
}
@ObjectType('StatisticalReturn')
export class StatisticalReturnView {
  @Field(() => ID) id: string;
  @Field(() => StatisticalReturnKinds) kind: ReturnKind;
  @Field() period: string;
  @Field(() => StatisticalReturnStates) state: ReturnState;
  @Field({ description: 'JSON.' }) content: string;
  @Field(() => DateTime, { name: 'producedAt' }) producedAtMs: number;
  @Field(() => DateTime, { name: 'dueAt' }) dueAtMs: number;
  @Field(() => DateTime, { name: 'approvedAt', nullable: true }) approvedAtMs: number | null;
  @Field(() => DateTime, { name: 'filedAt', nullable: true }) filedAtMs: number | null;
  @Field(() => String, { nullable: true }) receipt: string | null;
  @Field(() => Int, { description: 'The first is 1; each correction is the next.' }) version: number;
  @Field(() => ID, { nullable: true, description: 'Which filed return this one corrects.' }) corrects: string | null;
  @Field(() => String, { nullable: true, description: 'What was wrong in that.' }) correctionReason: string | null;
  @Field(() => ID, { nullable: true, description: 'Its file at /edges/trust/files, encrypted (JWE).' })
  packageId: string | null;
  @Field(() => String, { nullable: true, description: 'By which anybody verifies what the file holds.' })
  packageCode: string | null;
  @Field(() => String, { nullable: true, description: 'SHA-256 of what the file holds, in hexadecimal.' })
  packageDigest: string | null;
  @Field(() => DateTime, { name: 'packedAt', nullable: true }) packedAtMs: number | null;
}
@ObjectType('ProbedDay', { description: 'What the prober saw of a part of the platform on a day, in minutes.' })
export class ProbedDayView {
  @Field(() => ID) id: string;
  @Field(() => LocalDate, { name: 'date' }) day: string;
  @Field(() => ProbedUnits) unit: ProbedUnit;
  @Field(() => Int) upMinutes: number;
  @Field(() => Int) downMinutes: number;
}
@ObjectType('ReturnPacked')
export class ReturnPacked {
  @Field(() => ID) id: string;
  @Field(() => ID, { description: 'The encrypted file, at /edges/trust/files.' }) fileId: string;
  @Field({ description: 'By which anybody verifies what it holds.' }) paperCode: string;
  @Field({ description: 'SHA-256 of what it holds, in hexadecimal.' }) digest: string;
}
export const StatisticalReturnConnection = connectionOf('StatisticalReturn', StatisticalReturnView);
@ObjectType('TechnicalItem')
export class TechnicalItemView {
  @Field(() => ID) id: string;
  @Field(() => RegisterParts) part: RegisterPart;
  @Field() clause: string;
  @Field() title: string;
  @Field() detail: string;
  @Field(() => LocalDate) recordedOn: string;
  @Field(() => LocalDate, { name: 'validUntilOn', nullable: true }) validUntil: string | null;
  @Field() isValid: boolean;
  @Field(() => [RefusedMonthView], {
    nullable: true,
    description: 'What was refused at the gateways as whoever registered it saw it; for who supervises the platform.',
  })
  seen: RefusedMonthView[] | null;
}
@ObjectType('TechnicalRegisterPart')
export class TechnicalRegisterPartView {
  @Field(() => RegisterParts) part: RegisterPart;
  @Field() title: string;
  @Field(() => [String]) clauses: string[];
  @Field(() => [TechnicalItemView]) items: TechnicalItemView[];
}
@ObjectType('BackupRun', { description: 'A set of backups that was taken, or failed (11.6.3).' })
export class BackupRunView {
  @Field(() => ID) id: string;
  @Field(() => BackupMethods) method: BackupMethod;
  @Field(() => BackupPlaces) place: BackupPlace;
  @Field() succeeded: boolean;
  @Field(() => BackupChecks) check: BackupCheck;
  @Field(() => SafeInt) tableCount: number;
  @Field(() => SafeInt) tableTotal: number;
  @Field(() => SafeInt, { nullable: true }) sizeBytes: number | null;
  @Field(() => String, { nullable: true }) snapshotId: string | null;
  @Field(() => DateTime, { name: 'startedAt' }) startedAtMs: number;
  @Field(() => DateTime, { name: 'finishedAt' }) finishedAtMs: number;
}
export const BackupRunConnection = connectionOf('BackupRun', BackupRunView);
@ObjectType('Drill', { description: 'A restore that was tried beside the platform (11.3.3).' })
export class DrillView {
  @Field(() => ID) id: string;
  @Field(() => DrillKinds) kind: DrillKind;
  @Field(() => SafeInt) rowsBefore: number;
  @Field(() => SafeInt) rowsRecovered: number;
  @Field() note: string;
  @Field(() => DateTime, { name: 'startedAt' }) startedAtMs: number;
  @Field(() => DateTime, { name: 'finishedAt' }) finishedAtMs: number;
}
export const DrillConnection = connectionOf('Drill', DrillView);
@ObjectType('Incident')
export class IncidentView {
  @Field(() => ID) id: string;
  @Field(() => IncidentKinds) kind: IncidentKind;
  @Field() unit: string;
  @Field() summary: string;
  @Field(() => DateTime, { name: 'startedAt' }) startedAtMs: number;
  @Field(() => DateTime, { name: 'recoveredAt', nullable: true }) recoveredAtMs: number | null;
}
export const IncidentConnection = connectionOf('Incident', IncidentView);
@ObjectType('TradeCheck')
export class TradeCheckView {
  @Field(() => ID) id: string;
  @Field(() => TradeCheckSubjects) subject: CheckSubject;
  @Field(() => ID) partyId: string;
  @Field() passed: boolean;
  @Sealed('partyId') @Field() finding: string;
  @Field(() => DateTime, { name: 'at' }) atMs: number;
  @Field(() => DateTime, { name: 'followUpDueAt', nullable: true }) followUpDueAtMs: number | null;
  @Field(() => DateTime, { name: 'closedAt', nullable: true }) closedAtMs: number | null;
}
@ObjectType('TradeChecklist')
export class TradeChecklist {
  @Field(() => TradeCheckSubjects) subject: CheckSubject;
  @Field(() => [CheckItems]) items: CheckItem[];
}
export const TradeCheckConnection = connectionOf('TradeCheck', TradeCheckView);
@ObjectType('CovenantLeft')
export class CovenantLeft {
  @Field(() => ID) id: string;
}
@ObjectType('AgreementConfirmed')
export class AgreementConfirmed {
  @Field(() => PublicDocumentKinds) kind: DocumentKind;
  @Field(() => Int) version: number;
}
@ObjectType('RecordSaved', { description: 'The id of what was recorded or changed.' })
export class RecordSaved {
  @Field(() => ID) id: string;
}
