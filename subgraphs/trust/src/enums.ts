/** The enums of trust's API, each made from the table that defines its words. */
import { enumOf } from '@heitu/kit/rules/enums';
import { claimLifecycle } from './claims/claim.lifecycle.ts';
import {
  ANSWER_TITLES as CLAIM_ANSWER_TITLES,
  CLAIM_ABOUT,
  CAUSE_TITLES,
  FIXED_TITLES,
  HOLDER_TITLES,
} from './claims/claim.policy.ts';
import {
  complaintLifecycle,
  PART_TITLES as COMPLAINT_PART_TITLES,
  STEP_TITLES,
} from './complaints/complaint.lifecycle.ts';
import {
  ANSWERER_TITLES,
  CHANNEL_TITLES,
  COMPLAINT_KIND_TITLES,
  LIABLE_TITLES,
  REMEDY_TITLES,
} from './complaints/complaint.policy.ts';
import { FEEDBACK_LABELS } from './complaints/feedback.policy.ts';
import { REVIEW_ACT_LABELS, reviewLifecycle } from './complaints/review.lifecycle.ts';
import { measureLifecycle } from './conduct/measure.lifecycle.ts';
import { MEASURE_STEP_TITLES } from './conduct/measure.policy.ts';
import { monthLifecycle } from './conduct/month.lifecycle.ts';
import { LEVEL_TITLES } from './conformance/conformance.report.ts';
import { inspectionLifecycle } from './conformance/inspection-link.lifecycle.ts';
import {
  AGREEMENT_TITLES,
  BACKUP_CHECK_TITLES,
  BACKUP_METHOD_TITLES,
  BACKUP_PLACE_TITLES,
  CHECK_SUBJECT_TITLES,
  COVENANT_LABELS,
  DOCUMENT_LABELS,
  DOCUMENT_TITLES,
  DRILL_TITLES,
  INCIDENT_TITLES,
  OVERSEER_TITLES,
  PART_TITLES,
  RETURN_TITLES,
} from './disclosure/disclosure.policy.ts';
import { documentLifecycle } from './disclosure/document.lifecycle.ts';
import { CHANGE_TITLES } from './disclosure/document.policy.ts';
import { endingLifecycle } from './ending/ending.lifecycle.ts';
import { REFUSED_TITLES } from './refused/refused.policy.ts';
import { PROBED_TITLES } from './disclosure/probe.policy.ts';
import { SHIFT_ACTS } from './disclosure/shift.policy.ts';
import { sightingLifecycle } from './database-sessions/sighting.lifecycle.ts';
import { mediumLifecycle } from './media/medium.lifecycle.ts';
import { MEDIUM_KINDS } from './media/medium.policy.ts';
import { versionLifecycle } from './permission-versions/version.lifecycle.ts';
import { incidentLifecycle, tradeCheckLifecycle } from './disclosure/record.lifecycle.ts';
import { ORDER_ACTS, OVERSIGHT_ACTIONS, OVERSIGHT_KINDS } from './oversight/oversight.policy.ts';
import { RETURN_ACTIONS, returnLifecycle } from './disclosure/return.lifecycle.ts';
import { titlesOf } from '@heitu/kit/rules/titles';
import { DUTY_STATES } from '@heitu/kit/data/duties';
import { BACKUP_CONTENTS, CAPTURE, DUTIES, INTERFACES, SOFTWARE_CLIENTS } from '@heitu/standard';
import { CHAIN_PROBLEMS } from './audit/chain.policy.ts';
import { ACTOR_KINDS, AUDIT_KINDS, OUTCOMES } from './audit/entry.policy.ts';
import { objectionLifecycle } from './objections/objection.lifecycle.ts';
import { delegationLifecycle } from './delegation/delegation.lifecycle.ts';
import { DELEGATION_WAYS, ERRANDS } from './delegation/delegation.policy.ts';
import { accountLifecycle } from './identity/account.lifecycle.ts';
import { ACCOUNT_ACTS, CLIENT_ACTS, SESSION_CHANNEL_TITLES } from './identity/account.policy.ts';
import { MESSAGE_KINDS, MESSAGE_WAYS } from './messages/message.policy.ts';
import { USED_SCOPES } from './partners/partner.policy.ts';
import { deliveryLifecycle, webhookLifecycle } from './partners/webhook.lifecycle.ts';
import { SENT_EVENT_TITLES } from './partners/webhook.policy.ts';
import { assessmentLifecycle } from './privacy/assessment.lifecycle.ts';
import { CORRECTION_FIELDS, correctionLifecycle } from './privacy/correction.lifecycle.ts';
import { DATA_REQUEST_KINDS, dataRequestLifecycle } from './privacy/data-request.lifecycle.ts';
import { CONSENT_MODES, LEGAL_BASES, NOTICE_ACTS } from './privacy/purposes.policy.ts';
import { LEAK_LABELS } from './leaks/leak.policy.ts';
import { leakLifecycle } from './leaks/leak.lifecycle.ts';
import { sellerDemandLifecycle } from './seller-demands/seller-demand.lifecycle.ts';
import { DEMAND_LABELS } from './seller-demands/seller-demand.policy.ts';
import { FINDING_TITLES, TIP_OFF_KINDS } from './tip-offs/tip-off.policy.ts';
import { tipOffLifecycle } from './tip-offs/tip-off.lifecycle.ts';
import { shippingLifecycle } from './shipping/shipping.lifecycle.ts';

// Claims, complaints, reviews, conduct, disclosure
export const ClaimAbouts = enumOf('ClaimAbout', CLAIM_ABOUT, 'What a claim is about.');
export const ClaimStates = enumOf('ClaimState', claimLifecycle.texts);
export const ClaimActs = enumOf('ClaimAct', claimLifecycle.labels);
export const ClaimCauses = enumOf(
  'ClaimCause',
  CAUSE_TITLES,
  'What somebody who had the goods may have to answer for.',
);
export const ClaimAnswers = enumOf('ClaimAnswer', CLAIM_ANSWER_TITLES);
export const ClaimFixes = enumOf('ClaimFixed', FIXED_TITLES, 'How it came to be settled who bears how much.');
export const HolderParts = enumOf('HolderPart', HOLDER_TITLES, 'Who can have goods on their way.');
export const ComplaintStates = enumOf('ComplaintState', complaintLifecycle.texts);
export const ComplaintActs = enumOf('ComplaintAct', complaintLifecycle.labels);
export const ComplaintStepActs = enumOf('ComplaintStepAct', STEP_TITLES, 'What was done in a complaint.');
export const ComplaintParts = enumOf('ComplaintPart', COMPLAINT_PART_TITLES, 'What somebody is in a complaint.');
export const ComplaintKinds = enumOf('ComplaintKind', COMPLAINT_KIND_TITLES);
export const ComplaintRemedies = enumOf('ComplaintRemedy', REMEDY_TITLES);
export const ServiceChannels = enumOf('ServiceChannel', CHANNEL_TITLES, 'How the complaint desk is reached.');
export const AnswererKinds = enumOf('AnswererKind', ANSWERER_TITLES, 'Who has to answer a complaint.');
export const LiableParties = enumOf('LiableParty', LIABLE_TITLES, 'Who a mediator finds has to pay.');
export const FeedbackActs = enumOf('FeedbackAct', FEEDBACK_LABELS);
export const ReviewStates = enumOf('ReviewState', reviewLifecycle.texts);
export const ReviewActs = enumOf('ReviewAct', REVIEW_ACT_LABELS);
export const MeasureSteps = enumOf('MeasureStep', MEASURE_STEP_TITLES);
export const MeasureStates = enumOf('MeasureState', measureLifecycle.texts);
export const MeasureActs = enumOf('MeasureAct', measureLifecycle.labels);
export const ObjectionStates = enumOf('AssessmentObjectionState', objectionLifecycle.texts);
export const ObjectionActs = enumOf('AssessmentObjectionAct', objectionLifecycle.labels);
export const AssessedMonthStates = enumOf('AssessedMonthState', monthLifecycle.texts);
export const AssessedMonthActs = enumOf('AssessedMonthAct', monthLifecycle.labels);
export const PublicDocumentKinds = enumOf('PublicDocumentKind', DOCUMENT_TITLES);
export const PublicDocumentActs = enumOf('PublicDocumentAct', { ...DOCUMENT_LABELS, ...documentLifecycle.labels });
export const EndingStates = enumOf('PlatformEndingState', endingLifecycle.texts);
export const EndingActs = enumOf('PlatformEndingAct', endingLifecycle.labels);
export const DocumentStates = enumOf('PublicDocumentState', documentLifecycle.texts);
export const DocumentChangeKinds = enumOf('DocumentChangeKind', CHANGE_TITLES);
export const AgreementKinds = enumOf('AgreementKind', AGREEMENT_TITLES);
export const CovenantActs = enumOf('CovenantAct', COVENANT_LABELS);
export const InspectionLinkStates = enumOf('InspectionLinkState', inspectionLifecycle.texts);
export const InspectionLinkActs = enumOf('InspectionLinkAct', inspectionLifecycle.labels);
export const ProbedUnits = enumOf('ProbedUnit', PROBED_TITLES, 'What the prober looks at from outside.');
export const RefusedKinds = enumOf('RefusedKind', REFUSED_TITLES, 'Why a gateway did not do what a request asked for.');
export const SoftwareClients = enumOf('SoftwareClient', SOFTWARE_CLIENTS, 'How our software reaches consumers.');
export const StatisticalReturnKinds = enumOf('StatisticalReturnKind', RETURN_TITLES);
export const StatisticalReturnStates = enumOf('StatisticalReturnState', returnLifecycle.texts);
export const StatisticalReturnActs = enumOf('StatisticalReturnAct', RETURN_ACTIONS);
export const RegisterParts = enumOf('RegisterPart', PART_TITLES, 'A part of the technical register.');
export const BackupMethods = enumOf('BackupMethod', BACKUP_METHOD_TITLES);
export const BackupPlaces = enumOf('BackupPlace', BACKUP_PLACE_TITLES);
export const BackupContents = enumOf('BackupContent', titlesOf(BACKUP_CONTENTS));
export const BackupChecks = enumOf('BackupCheck', BACKUP_CHECK_TITLES);
export const DrillKinds = enumOf('DrillKind', DRILL_TITLES);
export const IncidentKinds = enumOf('IncidentKind', INCIDENT_TITLES);
export const DatabaseSightingStates = enumOf('DatabaseSightingState', sightingLifecycle.texts);
export const DatabaseSightingActs = enumOf('DatabaseSightingAct', sightingLifecycle.labels);
export const MediumKinds = enumOf('MediumKind', MEDIUM_KINDS);
export const MediumStates = enumOf('MediumState', mediumLifecycle.texts);
export const MediumActs = enumOf('MediumAct', mediumLifecycle.labels);
export const PermissionVersionStates = enumOf('PermissionVersionState', versionLifecycle.texts);
export const PermissionVersionActs = enumOf('PermissionVersionAct', versionLifecycle.labels);
export const IncidentActs = enumOf('IncidentAct', { ...incidentLifecycle.labels, ...LEAK_LABELS });
export const OversightSources = enumOf('OversightSource', OVERSEER_TITLES);
export const OversightActs = enumOf('OversightAct', OVERSIGHT_ACTIONS);
export const OversightKinds = enumOf('OversightKind', OVERSIGHT_KINDS);
export const OversightOrders = enumOf('OversightOrder', ORDER_ACTS, 'What a binding order does by itself.');
export const TradeCheckSubjects = enumOf('TradeCheckSubject', CHECK_SUBJECT_TITLES);
export const TradeCheckActs = enumOf('TradeCheckAct', tradeCheckLifecycle.labels);
export const CorrectionFields = enumOf('CorrectionField', CORRECTION_FIELDS, 'What somebody wants to have put right.');
export const CorrectionStates = enumOf('CorrectionState', correctionLifecycle.texts);
export const CorrectionActs = enumOf('CorrectionAct', correctionLifecycle.labels);
export const AssessmentStates = enumOf('ImpactAssessmentState', assessmentLifecycle.texts);
export const AssessmentActs = enumOf('ImpactAssessmentAct', assessmentLifecycle.labels);
export const LeakStates = enumOf('LeakState', leakLifecycle.texts);
export const SellerDemandStates = enumOf('SellerDemandState', sellerDemandLifecycle.texts);
export const SellerDemandActs = enumOf('SellerDemandAct', sellerDemandLifecycle.labels);
export const DemandActs = enumOf('DemandAct', DEMAND_LABELS, "What a buyer can do about a seller's true name.");
export const TipOffKinds = enumOf('TipOffKind', TIP_OFF_KINDS, 'What somebody reports as unlawful.');
export const TipOffStates = enumOf('TipOffState', tipOffLifecycle.texts);
export const TipOffActs = enumOf('TipOffAct', tipOffLifecycle.labels);
export const TipOffFindings = enumOf('TipOffFinding', FINDING_TITLES, 'What was found out about a report.');
export const ShiftActs = enumOf('ShiftAct', SHIFT_ACTS);
export const DutyKinds = enumOf('DutyKind', titlesOf(DUTIES));
export const DutyStates = enumOf('DutyState', DUTY_STATES);
export const ClauseLevels = enumOf('ClauseLevel', LEVEL_TITLES);

// Identity, partners, audit, privacy, shipping, messages
export const AccountStates = enumOf('AccountState', accountLifecycle.texts);
export const AccountActs = enumOf('AccountAct', ACCOUNT_ACTS);
export const SessionChannels = enumOf('SessionChannel', SESSION_CHANNEL_TITLES);
export const ApiClientActs = enumOf('ApiClientAct', CLIENT_ACTS);
export const Scopes = enumOf(
  'Scope',
  titlesOf({ ...INTERFACES, ...CAPTURE }),
  'An interface for other systems (11.8).',
);
export const UsedScopes = enumOf('UsedScope', USED_SCOPES);
export const DelegationStates = enumOf('DelegationState', delegationLifecycle.texts);
export const DelegationActs = enumOf('DelegationAct', delegationLifecycle.labels);
export const DelegationWays = enumOf('DelegationWay', DELEGATION_WAYS);
export const Errands = enumOf('Errand', ERRANDS);
export const WebhookStates = enumOf('WebhookState', webhookLifecycle.texts);
export const WebhookEvents = enumOf('WebhookEvent', SENT_EVENT_TITLES);
export const WebhookDeliveryStates = enumOf('WebhookDeliveryState', deliveryLifecycle.texts);
export const AuditKinds = enumOf('AuditKind', AUDIT_KINDS);
export const ActOutcomes = enumOf('ActOutcome', OUTCOMES);
export const ActorKinds = enumOf('ActorKind', ACTOR_KINDS);
export const AuditProblemKinds = enumOf('AuditProblemKind', CHAIN_PROBLEMS);
export const LegalBases = enumOf('LegalBasis', LEGAL_BASES);
export const ConsentModes = enumOf('ConsentMode', CONSENT_MODES);
export const NoticeActs = enumOf('NoticeAct', NOTICE_ACTS);
export const DataRequestKinds = enumOf('DataRequestKind', DATA_REQUEST_KINDS);
export const DataRequestStates = enumOf('DataRequestState', dataRequestLifecycle.texts);
export const ShippingNoticeStates = enumOf('ShippingNoticeState', shippingLifecycle.texts);
export const ShippingNoticeActs = enumOf('ShippingNoticeAct', shippingLifecycle.labels);
export const MessageKinds = enumOf('MessageKind', MESSAGE_KINDS);
export const MessageWays = enumOf('MessageWay', MESSAGE_WAYS);
