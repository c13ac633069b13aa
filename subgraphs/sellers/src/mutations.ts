import { answerContract } from './contract/answer-contract.ts';
import { signContract } from './contract/sign-contract.ts';
import { addDocument } from './filing/add-document.ts';
import { decideFiling } from './filing/decide-filing.ts';
import { fileForFarmer } from './filing/file-for-farmer.ts';
import { reReviewParty } from './filing/re-review-party.ts';
import { submitFiling } from './filing/submit-filing.ts';
import { withdrawDocument } from './filing/withdraw-document.ts';
import { introduceGrower } from './grower/introduce-grower.ts';
import { removeGrower } from './grower/remove-grower.ts';
import { answerHelp } from './help/answer-help.ts';
import { askForHelp } from './help/ask-for-help.ts';
import { appealShopLook } from './look/appeal-shop-look.ts';
import { decideShopLookAppeal } from './look/decide-shop-look-appeal.ts';
import { reviewShop } from './look/review-shop.ts';
import { registerParty } from './party/register-party.ts';
import { revealIdentity } from './party/reveal-identity.ts';
import { reviseContact } from './party/revise-contact.ts';
import { closeShop } from './shop/close-shop.ts';
import { openShop } from './shop/open-shop.ts';
import { reopenShop } from './shop/reopen-shop.ts';
import { reviseShop } from './shop/revise-shop.ts';
import { addStaff } from './staff/add-staff.ts';
import { removeStaff } from './staff/remove-staff.ts';
import { decideSupplier } from './supplier/decide-supplier.ts';
import { fileSupplier } from './supplier/file-supplier.ts';
import { planSession } from './training/plan-session.ts';
import { cancelSession } from './training/cancel-session.ts';
import { leaveSession } from './training/leave-session.ts';
import { signUpForSession } from './training/sign-up-for-session.ts';
import { signAttendance } from './training/sign-attendance.ts';
import { tickAttendance } from './training/tick-attendance.ts';
import { confirmAttendance } from './training/confirm-attendance.ts';
import { startExam } from './training/start-exam.ts';
import { submitExam } from './training/submit-exam.ts';
import { enterMarks } from './training/enter-marks.ts';
import { confirmMarks } from './training/confirm-marks.ts';

/** What people do here; a mutation that is not listed does not exist. */
export const mutations = [
  registerParty,
  reviseContact,
  revealIdentity,
  addDocument,
  withdrawDocument,
  submitFiling,
  fileForFarmer,
  decideFiling,
  reReviewParty,
  openShop,
  reviseShop,
  closeShop,
  reopenShop,
  reviewShop,
  appealShopLook,
  decideShopLookAppeal,
  introduceGrower,
  removeGrower,
  fileSupplier,
  decideSupplier,
  addStaff,
  removeStaff,
  planSession,
  cancelSession,
  leaveSession,
  signUpForSession,
  signAttendance,
  tickAttendance,
  confirmAttendance,
  startExam,
  submitExam,
  enterMarks,
  confirmMarks,
  signContract,
  answerContract,
  askForHelp,
  answerHelp,
] as const;
