import { acceptClaim } from './claims/accept-claim.ts';
import { confirmClaim } from './claims/confirm-claim.ts';
import { contestClaim } from './claims/contest-claim.ts';
import { decideClaim } from './claims/decide-claim.ts';
import { sendBackClaim } from './claims/send-back-claim.ts';
import type { AnyMutation } from '@heitu/kit/rules/mutation';
import { acceptAnswer } from './complaints/accept-answer.ts';
import { advanceCompensation } from './complaints/advance-compensation.ts';
import { answerComplaint } from './complaints/answer-complaint.ts';
import { decideComplaint } from './complaints/decide-complaint.ts';
import { escalateComplaint } from './complaints/escalate-complaint.ts';
import { fileComplaint } from './complaints/file-complaint.ts';
import { moderateReview } from './complaints/moderate-review.ts';
import { replyToReview } from './complaints/reply-to-review.ts';
import { respondToDecision } from './complaints/respond-to-decision.ts';
import { reviewOrder } from './complaints/review-order.ts';
import { withdrawReply } from './complaints/withdraw-reply.ts';
import { appealMeasure } from './conduct/appeal-measure.ts';
import { assessMonth } from './conduct/assess-month.ts';
import { confirmRectification } from './conduct/confirm-rectification.ts';
import { decideAppeal } from './conduct/decide-appeal.ts';
import { decideSuspension } from './conduct/decide-suspension.ts';
import { decideObjection } from './objections/decide-objection.ts';
import { objectToAssessment } from './objections/object-to-assessment.ts';
import { publishAssessment } from './conduct/publish-assessment.ts';
import { reportRectification } from './conduct/report-rectification.ts';
import { takeMeasure } from './conduct/take-measure.ts';
import { approveReturn } from './disclosure/approve-return.ts';
import { answerDatabaseSighting } from './database-sessions/answer-sighting.ts';
import { confirmCustody } from './media/confirm-custody.ts';
import { destroyMedium } from './media/destroy-medium.ts';
import { handOverMedium } from './media/hand-over-medium.ts';
import { registerMedium } from './media/register-medium.ts';
import { approvePermissionVersion } from './permission-versions/approve-version.ts';
import { closeIncident } from './disclosure/close-incident.ts';
import { closeTradeCheck } from './disclosure/close-trade-check.ts';
import { issueMonthReport } from './conformance/issue-month-report.ts';
import { makeInspectionLink } from './conformance/make-inspection-link.ts';
import { openInspectionLink } from './conformance/open-inspection-link.ts';
import { revokeInspectionLink } from './conformance/revoke-inspection-link.ts';
import { adoptDocument } from './disclosure/adopt-document.ts';
import { decideEnding } from './ending/decide-ending.ts';
import { proposeEnding } from './ending/propose-ending.ts';
import { answerComment } from './disclosure/answer-comment.ts';
import { commentOnDocument } from './disclosure/comment-on-document.ts';
import { confirmAgreement } from './disclosure/confirm-agreement.ts';
import { correctReturn } from './disclosure/correct-return.ts';
import { fileReturn } from './disclosure/file-return.ts';
import { joinCovenant } from './disclosure/join-covenant.ts';
import { leaveCovenant } from './disclosure/leave-covenant.ts';
import { packReturn } from './disclosure/pack-return.ts';
import { produceReturn } from './disclosure/produce-return.ts';
import { publishDocument } from './disclosure/publish-document.ts';
import { tellOfLeak } from './leaks/tell-of-leak.ts';
import { recordBackup } from './disclosure/record-backup.ts';
import { recordDrill } from './disclosure/record-drill.ts';
import { recordIncident } from './disclosure/record-incident.ts';
import { recordTradeCheck } from './disclosure/record-trade-check.ts';
import { registerTechnicalItem } from './disclosure/register-technical-item.ts';
import { saveDutyShift } from './disclosure/save-duty-shift.ts';
import { signOnDuty } from './disclosure/sign-on-duty.ts';
import { excuseDuty } from './duties/excuse-duty.ts';
import { answerOversight } from './oversight/answer-oversight.ts';
import { askOversight } from './oversight/ask-oversight.ts';
import { correctOversight } from './oversight/correct-oversight.ts';
import { saveAuthority } from './oversight/save-authority.ts';
import { askSellerIdentity } from './seller-demands/ask-seller-identity.ts';
import { giveSellerIdentity } from './seller-demands/give-seller-identity.ts';
import { standInForSeller } from './seller-demands/stand-in-for-seller.ts';
import { decideTipOff } from './tip-offs/decide-tip-off.ts';
import { fileTipOff } from './tip-offs/file-tip-off.ts';
import { resendShippingNotice } from './shipping/resend-shipping-notice.ts';

/** Complaints and reviews, the conduct of parties, what the operator discloses and records. */
export const mutationsOfCases: readonly AnyMutation[] = [
  excuseDuty,
  acceptClaim,
  contestClaim,
  decideClaim,
  confirmClaim,
  sendBackClaim,
  fileComplaint,
  answerComplaint,
  acceptAnswer,
  escalateComplaint,
  decideComplaint,
  respondToDecision,
  advanceCompensation,
  reviewOrder,
  moderateReview,
  withdrawReply,
  replyToReview,
  takeMeasure,
  appealMeasure,
  decideAppeal,
  decideSuspension,
  reportRectification,
  confirmRectification,
  assessMonth,
  objectToAssessment,
  decideObjection,
  publishAssessment,
  publishDocument,
  proposeEnding,
  decideEnding,
  adoptDocument,
  commentOnDocument,
  answerComment,
  confirmAgreement,
  joinCovenant,
  leaveCovenant,
  saveDutyShift,
  signOnDuty,
  registerTechnicalItem,
  issueMonthReport,
  makeInspectionLink,
  revokeInspectionLink,
  openInspectionLink,
  produceReturn,
  approveReturn,
  packReturn,
  fileReturn,
  correctReturn,
  recordIncident,
  closeIncident,
  answerDatabaseSighting,
  registerMedium,
  handOverMedium,
  confirmCustody,
  destroyMedium,
  approvePermissionVersion,
  tellOfLeak,
  recordBackup,
  recordDrill,
  askOversight,
  answerOversight,
  correctOversight,
  saveAuthority,
  recordTradeCheck,
  closeTradeCheck,
  resendShippingNotice,
  askSellerIdentity,
  giveSellerIdentity,
  standInForSeller,
  fileTipOff,
  decideTipOff,
];
