import { actFor } from './delegation/act-for.ts';
import { askDelegation } from './delegation/ask-delegation.ts';
import { askErrand } from './delegation/ask-errand.ts';
import { confirmDelegation } from './delegation/confirm-delegation.ts';
import { endDelegation } from './delegation/end-delegation.ts';
import { grantDelegation } from './delegation/grant-delegation.ts';
import { loadHolidays } from './holidays/load-holidays.ts';
import { bindPhoneWithWechat } from './identity/bind-phone-with-wechat.ts';
import { bindPhone } from './identity/bind-phone.ts';
import { changePassword } from './identity/change-password.ts';
import { changeSecondFactor } from './identity/change-second-factor.ts';
import { createApiClient } from './identity/create-api-client.ts';
import { createStaffAccount } from './identity/create-staff-account.ts';
import { endOtherSessions } from './identity/end-other-sessions.ts';
import { endSession } from './identity/end-session.ts';
import { resetSecondFactor } from './identity/reset-second-factor.ts';
import { restoreAccount } from './identity/restore-account.ts';
import { revokeApiClient } from './identity/revoke-api-client.ts';
import { rotateClientSecret } from './identity/rotate-client-secret.ts';
import { sendPhoneCode } from './identity/send-phone-code.ts';
import { setStaffRole } from './identity/set-staff-role.ts';
import { signInAsClient } from './identity/sign-in-as-client.ts';
import { signInWithPassword } from './identity/sign-in-with-password.ts';
import { signInWithSecondFactor } from './identity/sign-in-with-second-factor.ts';
import { signInWithWechat } from './identity/sign-in-with-wechat.ts';
import { signOut } from './identity/sign-out.ts';
import { suspendAccount } from './identity/suspend-account.ts';
import { chooseMessageWay } from './messages/choose-message-way.ts';
import { readMessages } from './messages/read-messages.ts';
import { subscribeMessages } from './messages/subscribe-messages.ts';
import { addClientKey } from './partners/add-client-key.ts';
import { confirmConsumer } from './partners/confirm-consumer.ts';
import { enableWebhook } from './partners/enable-webhook.ts';
import { endClientKey } from './partners/end-client-key.ts';
import { endFormerSecret } from './partners/end-former-secret.ts';
import { endWebhook } from './partners/end-webhook.ts';
import { letPartner } from './partners/let-partner.ts';
import { registerWebhook } from './partners/register-webhook.ts';
import { resendWebhook } from './partners/resend-webhook.ts';
import { rotateWebhookSecret } from './partners/rotate-webhook-secret.ts';
import { showIdentityCode } from './partners/show-identity-code.ts';
import { stopPartner } from './partners/stop-partner.ts';
import { testWebhook } from './partners/test-webhook.ts';
import { acceptNotice } from './privacy/accept-notice.ts';
import { deleteAddress } from './privacy/delete-address.ts';
import { eraseAccount } from './privacy/erase-account.ts';
import { askCorrection } from './privacy/ask-correction.ts';
import { recordAssessment } from './privacy/record-assessment.ts';
import { reviewAssessment } from './privacy/review-assessment.ts';
import { decideCorrection } from './privacy/decide-correction.ts';
import { exportMyData } from './privacy/export-my-data.ts';
import { publishNotice } from './privacy/publish-notice.ts';
import { saveAddress } from './privacy/save-address.ts';
import { setConsent } from './privacy/set-consent.ts';

/** What people do with their accounts, programs, delegations, data and messages. */
export const mutationsOfPeople = [
  signInWithWechat,
  signInWithPassword,
  signInWithSecondFactor,
  signInAsClient,
  signOut,
  endSession,
  endOtherSessions,
  changePassword,
  changeSecondFactor,
  resetSecondFactor,
  createStaffAccount,
  setStaffRole,
  suspendAccount,
  restoreAccount,
  createApiClient,
  rotateClientSecret,
  revokeApiClient,
  sendPhoneCode,
  bindPhone,
  bindPhoneWithWechat,
  letPartner,
  stopPartner,
  showIdentityCode,
  confirmConsumer,
  addClientKey,
  endClientKey,
  endFormerSecret,
  registerWebhook,
  rotateWebhookSecret,
  enableWebhook,
  endWebhook,
  testWebhook,
  resendWebhook,
  grantDelegation,
  askDelegation,
  askErrand,
  confirmDelegation,
  endDelegation,
  actFor,
  publishNotice,
  acceptNotice,
  setConsent,
  saveAddress,
  deleteAddress,
  askCorrection,
  decideCorrection,
  recordAssessment,
  reviewAssessment,
  exportMyData,
  eraseAccount,
  readMessages,
  subscribeMessages,
  chooseMessageWay,
  loadHolidays,
];
