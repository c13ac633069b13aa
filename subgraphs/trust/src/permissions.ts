import { permit, type PermissionTree } from '@heitu/kit/permissions';
import { PROGRAM_SCOPE, type Interface } from '@heitu/standard';
import { DELEGATE_ROLE } from './delegation/delegation.policy.ts';
import { DUE_ROLES } from './disclosure/due.resolver.ts';

const identity = { role: 'partner', scope: 'identity', clause: '11.8.ed' } as const satisfies Interface;
const customerRelations = { role: 'partner', scope: 'customer-relations', clause: '11.8.eg' } as const satisfies Interface;
const analysis = { role: 'partner', scope: 'analysis', clause: '11.8.eh' } as const satisfies Interface;
const { anyone, signedIn, role, roleOrPeer, peer, scope } = permit;
const admin = role('operator-admin');
const deciders = role('operator-admin', 'seller-owner', 'carrier-manager');
/** What a program is told of itself, whatever its token was asked for. */
const anyProgram = role('partner');
const adminOrAnyProgram = role('operator-admin', 'partner');
/** A program looks after its own secrets, keys and webhooks: with a token of the whole contract, never with a narrowed one. */
const ofProgram = { role: 'partner', scope: PROGRAM_SCOPE, clause: '11.5.de' } as const;
const program = scope(ofProgram);
const adminOrProgram = scope(ofProgram, 'operator-admin');
/** People by hand, and the process that takes backups: to it nothing else is open. */
const operations = roleOrPeer(['operator-admin'], ['backup']);
const overseers = role('operator-admin', 'regulator');
const supervisors = role('operator-admin', 'mediator', 'reviewer');
const mediators = role('operator-admin', 'mediator');
const business = role('seller-owner', 'seller-staff', 'carrier-manager');
/** Whatever a measure can be taken against and has people here. */
const measured = role('seller-owner', 'seller-staff', 'carrier-manager', 'station-agent');
const answerers = role('seller-owner', 'seller-staff', 'carrier-manager', 'mediator');
const owner = role('seller-owner');
/** A delegate holds neither role: what was delegated cannot be passed on or changed by it. */
const agent = role('station-agent');
/** A person, not a program: programs have no address book, no consents, no complaints, and end no token but their own. */
const person = role('consumer');
const ownSessions = role('consumer', DELEGATE_ROLE);
const allPeers = peer('sellers', 'catalog', 'orders', 'logistics', 'payments');

const MUTATIONS = {
  signInWithWechat: anyone, signInWithPassword: anyone, signInWithSecondFactor: anyone, signInAsClient: anyone, signOut: signedIn, endSession: ownSessions, endOtherSessions: person,
  changePassword: person, changeSecondFactor: person, resetSecondFactor: admin,
  createStaffAccount: admin, setStaffRole: admin, suspendAccount: admin, restoreAccount: admin, createApiClient: admin, rotateClientSecret: adminOrProgram, revokeApiClient: admin,
  letPartner: deciders, stopPartner: deciders, showIdentityCode: person, confirmConsumer: scope(identity), addClientKey: adminOrProgram, endClientKey: adminOrProgram, endFormerSecret: adminOrProgram,
  registerWebhook: program, rotateWebhookSecret: program, enableWebhook: program, endWebhook: program, testWebhook: program, resendWebhook: program,
  sendPhoneCode: person, bindPhone: person, bindPhoneWithWechat: person,
  grantDelegation: owner, askDelegation: agent, confirmDelegation: agent, endDelegation: role('seller-owner', 'station-agent'), actFor: agent,
  publishNotice: admin, acceptNotice: person, setConsent: person, saveAddress: person, deleteAddress: person, exportMyData: person, eraseAccount: person,
  readMessages: person, subscribeMessages: person,
  fileComplaint: person, answerComplaint: answerers, acceptAnswer: person, escalateComplaint: person, decideComplaint: role('mediator'), respondToDecision: business, advanceCompensation: role('mediator', 'finance'),
  reviewOrder: person, moderateReview: supervisors, withdrawReply: supervisors, replyToReview: role('seller-owner', 'seller-staff'),
  takeMeasure: mediators, appealMeasure: measured, decideAppeal: mediators, reportRectification: measured, confirmRectification: mediators, assessMonth: admin, publishAssessment: admin,
  publishDocument: admin, confirmAgreement: person, joinCovenant: role('seller-owner', 'carrier-manager', 'station-agent'), saveDutyShift: mediators, registerTechnicalItem: admin, loadHolidays: admin,
  produceReturn: role('operator-admin', 'finance'), approveReturn: admin, fileReturn: admin,
  recordIncident: admin, closeIncident: admin, recordBackup: operations, recordDrill: operations, askOversight: role('regulator', 'industry-body'), answerOversight: admin,
  recordTradeCheck: supervisors, closeTradeCheck: supervisors,
} as const;

const refusedType = (mutation: string): string => `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Refused`;
const REFUSED: PermissionTree = Object.fromEntries(Object.keys(MUTATIONS).map((mutation) => [refusedType(mutation), anyone]));

const pages = (...types: string[]): string[] => types.flatMap((type) => [`${type}Connection`, `${type}Edge`]);
/** Types that are only reached through guarded roots, or whose rows are chosen by a `where`. */
const REACHED: PermissionTree = Object.fromEntries(
  [
    'Account', 'AccountGrant', 'Session', 'SignedIn', 'SignInChallenge', 'PasswordChanged', 'SecondFactorReset', 'SessionEnded', 'StaffAccountSaved', 'StaffAccount', 'OtherSessionsEnded', 'AccountStateChanged', 'ApiClient', 'ApiClientCreated', 'ApiClientRevoked', 'ApiClientChanged', 'ClientKey', 'PartnerGrant', 'PartnerLet', 'ClientUsage', 'Webhook', 'WebhookDelivery', 'WebhookDeliveryConnection', 'WebhookDeliveryEdge', 'WebhookSecret', 'WebhookChanged', 'IdentityCodeShown', 'ConsumerConfirmed', 'PartnerCustomer', 'PartnerCustomerConnection', 'PartnerCustomerEdge', 'TradeChange', 'TradeChangeConnection', 'TradeChangeEdge', 'PhoneCodeSent', 'PhoneBound', 'Payer', 'AccountBrief',
    'Delegation', 'StationAgent', 'DelegationAsked', 'DelegationSaved', 'ActingFor',
    'Notice', 'NoticePart', 'Consent', 'MyConsents', 'Address', 'PersonalDataLook', 'PersonalDataLookConnection', 'PersonalDataLookEdge', 'DataRequest', 'NoticeAccepted', 'ConsentSet', 'AddressDeleted',
    'DataExported', 'AccountErased', 'KeptData', 'AddressForOrder', 'ConsentState',
    'CalendarYear', 'PromisedTime', 'AuditEntry', 'AuditSubject', 'AuditEntryConnection', 'AuditEntryEdge', 'AuditCheck', 'AuditProblem', 'AuditedRead', 'AuditAnchor',
    'Complaint', 'ComplaintStep', 'ComplaintAction', 'ComplaintConnection', 'ComplaintEdge', 'Review', 'ReviewConnection', 'ReviewEdge', 'Rating',
    'Credit', 'Measure', 'Assessment', 'AssessedFigure', 'AssessedMonth', ...pages('ApiClient', 'PartnerGrant', 'Webhook', 'Measure', 'Assessment', 'StaffAccount', 'StatisticalReturn', 'Incident', 'BackupRun', 'Drill', 'TradeCheck', 'OversightRequest', 'AuditAnchor'), 'Shop', 'Party', 'Product', 'Order', 'FeedbackAction',
    'PublicDocument', 'ResponseTime', 'DutyShift', 'StaffedHours', 'PublicServicePage', 'StatisticalReturn', 'BackupRun', 'Drill', 'TechnicalItem', 'TechnicalRegisterPart', 'Incident', 'OversightRequest', 'TradeCheck', 'DueItem',
    'AgreementConfirmed', 'RecordSaved', 'Message', 'MessageConnection', 'MessageEdge', 'MessagesRead', 'MessageTemplate', 'MessagesSubscribed', 'ConformanceClause', 'ShippingNotice', 'ShippingNoticeConnection', 'ShippingNoticeEdge',
  ].map((type) => [type, anyone]),
);

/** Role x field. Whose row it is, is in every loader's `where` (11.5.de). */
export const permissions: PermissionTree = {
  Query: {
    me: signedIn, sessions: signedIn, staffAccounts: admin, apiClients: admin, ownClient: anyProgram, clientUsage: adminOrAnyProgram, webhooks: adminOrProgram, webhookDeliveries: adminOrProgram, partnerGrants: role('operator-admin', 'seller-owner', 'carrier-manager', 'partner'), customers: scope(customerRelations), tradeChanges: scope(analysis), delegations: role('seller-owner', 'station-agent'), stationAgents: role('seller-owner', 'station-agent'),
    currentNotice: anyone, notices: anyone, myConsents: person, myNoticeVersion: person, addresses: person, whoLookedAtMyData: person, myDataRequests: person, whatErasureKeeps: person,
    messages: person, unreadMessageCount: person, messageTemplates: person,
    complaints: signedIn, complaint: signedIn, heldReviews: supervisors, reviews: role('operator-admin', 'mediator', 'reviewer', 'regulator', 'seller-owner', 'seller-staff'), myReview: person,
    measures: anyone, assessments: anyone, assessedMonths: anyone,
    publicServicePage: anyone, servicePhone: anyone, promisedTimes: anyone, responseTimes: anyone, publicDocuments: anyone, myAgreements: person, technicalRegister: anyone,
    statisticalReturns: role('operator-admin', 'regulator', 'finance'), incidents: overseers, backupRuns: overseers, drills: overseers, shippingNotices: admin, tradeChecks: role('operator-admin', 'mediator', 'reviewer', 'regulator'),
    oversightRequests: role('operator-admin', 'regulator', 'industry-body'),
    calendarYears: overseers, trustDue: role(...DUE_ROLES), platformTime: anyone,
    auditAnchors: anyone, auditTrail: overseers, auditCheck: overseers, conformanceReport: overseers,
    ordersWithComplaint: peer('logistics', 'payments'), payerOf: peer('payments'), accountBriefs: allPeers, addressForOrder: peer('orders', 'logistics'), consentStates: allPeers,
  },
  Mutation: MUTATIONS,
  ...REACHED,
  ...REFUSED,
};
