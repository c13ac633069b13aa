import { fileURLToPath } from 'node:url';
import { privateKeyProblems } from '@heitu/kit/serving/config';
import type { Manifest } from '@heitu/kit/serving/subgraph';
import { AuditResolver, PublishedMonthResolver } from './audit/audit.resolver.ts';
import { ownActs } from './audit/own-acts.ts';
import { unsealedSeconds } from './audit/seal-entries.ts';
import { visibleClaimsById } from './claims/claim.loader.ts';
import { claims } from './claims/claim.moves.ts';
import { ClaimHeldResolver, ClaimResolver, ClaimShareResolver } from './claims/claim.resolver.ts';
import { ComplaintResolver } from './complaints/complaint.resolver.ts';
import { complaints, replies, reviews } from './complaints/complaint.moves.ts';
import { visibleComplaintsById } from './complaints/complaint.loader.ts';
import { ReviewResolver, visibleReviewsById } from './complaints/review.resolver.ts';
import { assessedMonths, measures } from './conduct/conduct.moves.ts';
import { monthFileEdge } from './conduct/month-file.ts';
import { measuresById } from './conduct/conduct.loader.ts';
import { AssessedPartyResolver, AssessmentResolver, MeasureResolver } from './conduct/conduct.resolver.ts';
import { ConformanceResolver } from './conformance/conformance.resolver.ts';
import { inspectionLinks } from './conformance/month-report.moves.ts';
import { MonthReportResolver } from './conformance/month-report.resolver.ts';
import { entities, type TrustContext } from './context.ts';
import { delegations } from './delegation/delegation.moves.ts';
import { takeSmsReply } from './delegation/end-by-sms.ts';
import { DelegationResolver } from './delegation/delegation.resolver.ts';
import {
  documents,
  incidents,
  oversights,
  returns,
  technicalItems,
  tradeChecks,
} from './disclosure/disclosure.moves.ts';
import { endings } from './ending/ending.moves.ts';
import { PlatformEndingResolver } from './ending/ending.resolver.ts';
import {
  DisclosureResolver,
  DocumentCommentResolver,
  PublicDocumentResolver,
} from './disclosure/disclosure.resolver.ts';
import { trustDue } from './disclosure/trust.due.ts';
import { TrustDueResolver } from './disclosure/due.resolver.ts';
import { ShiftsResolver } from './disclosure/shifts.resolver.ts';
import { HolidaysResolver } from './holidays/holidays.resolver.ts';
import {
  IncidentResolver,
  OperationsResolver,
  StatisticalReturnResolver,
  TradeCheckResolver,
} from './disclosure/operations.resolver.ts';
import { RefusedResolver } from './refused/refused.resolver.ts';
import { DutiesResolver } from './duties/duties.resolver.ts';
import { trustDuties } from './duties/trust.duties.ts';
import { evidence } from './evidence.ts';
import {
  OrderStubResolver,
  PartyStubResolver,
  ProductStubResolver,
  ShopStubResolver,
} from './foreign/foreign.resolver.ts';
import { besideIds } from './foreign/beside-ids.resolver.ts';
import { OrderStub, PartyStub, ProductStub, ShipmentStub, ShopStub } from './foreign/foreign.view.ts';
import { accountsById } from './identity/account.loader.ts';
import { accounts, challenges, phoneCodes, recoveryCodes, sessions } from './identity/account.moves.ts';
import { AccountResolver, AccountStateResolver } from './identity/account.resolver.ts';
import { authenticate } from './identity/authenticate.ts';
import { ensureFirstAdmin } from './identity/ensure-first-admin.ts';
import { jobs } from './jobs.ts';
import { leaks } from './leaks/leak.moves.ts';
import { LeakOfIncidentResolver, LeakResolver } from './leaks/leak.resolver.ts';
import { mutationsOfCases } from './mutations-of-cases.ts';
import { messageIntents, messages, messageSms } from './messages/message.moves.ts';
import { MessageResolver } from './messages/message.resolver.ts';
import { clientKeys, identityCodes } from './partners/partner.moves.ts';
import { PartnerResolver } from './partners/partner.resolver.ts';
import { deliveries, webhooks } from './partners/webhook.moves.ts';
import { WebhookResolver } from './partners/webhook.resolver.ts';
import { fileEdges } from '@heitu/kit/privacy/file-edges';
import { RETENTION } from '@heitu/standard';
import { fileAudience, fileColumns, filePurposes } from './files.ts';
import { partnerEdges } from './partners/partners.edges.ts';
import {
  AuthorityResolver,
  OversightAnswerResolver,
  OversightRequestResolver,
  OversightScopeResolver,
} from './oversight/oversight.resolver.ts';
import { mutationsOfPeople } from './mutations-of-people.ts';
import { versions } from './permission-versions/version.moves.ts';
import { PermissionVersionResolver } from './permission-versions/version.resolver.ts';
import { permissions } from './permissions.ts';
import { assessments, corrections, dataRequests } from './privacy/privacy.moves.ts';
import { CovenantMemberResolver } from './disclosure/covenant-member.resolver.ts';
import { ObjectionResolver, ObjectionsOfAssessmentResolver } from './objections/objection.resolver.ts';
import { ImpactAssessmentResolver } from './privacy/assessment.resolver.ts';
import { CorrectionResolver } from './privacy/correction.resolver.ts';
import { ownAddressesById } from './privacy/privacy.loader.ts';
import { AddressResolver, NoticeResolver, PrivacyResolver } from './privacy/privacy.resolver.ts';
import { media } from './media/medium.moves.ts';
import { BackupMediumResolver, MediumHandoverResolver } from './media/medium.resolver.ts';
import { sightings } from './database-sessions/sighting.moves.ts';
import { DatabaseSightingResolver } from './database-sessions/sighting.resolver.ts';
import { sealedTexts } from './sealed-texts.ts';
import { persons } from './persons.ts';
import { reactions } from './reactions.ts';
import { shippingNotices } from './shipping/shipping.moves.ts';
import { ShippingNoticeResolver, ShippingResolver } from './shipping/shipping.resolver.ts';
import { objections } from './objections/objection.moves.ts';
import { sellerDemands } from './seller-demands/seller-demand.moves.ts';
import { DemandOfComplaintResolver, SellerDemandResolver } from './seller-demands/seller-demand.resolver.ts';
import { recordAppHealth } from './software/record-app-health.ts';
import { SoftwareResolver } from './software/software.resolver.ts';
import { tipOffs } from './tip-offs/tip-off.moves.ts';
import { TipOffAnswerResolver, TipOffResolver } from './tip-offs/tip-off.resolver.ts';
import { trustServices } from './services.ts';
import { TRUST_SETTINGS } from './trust.settings.ts';

/** Who it was, what was promised, whether it was kept. */
export const trust: Manifest = {
  name: 'trust',
  resolvers: [
    AccountResolver,
    AccountStateResolver,
    DelegationResolver,
    PrivacyResolver,
    NoticeResolver,
    AddressResolver,
    AuditResolver,
    PublishedMonthResolver,
    ClaimResolver,
    ClaimShareResolver,
    ClaimHeldResolver,
    ComplaintResolver,
    ReviewResolver,
    MeasureResolver,
    AssessedPartyResolver,
    AssessmentResolver,
    ObjectionResolver,
    CovenantMemberResolver,
    ObjectionsOfAssessmentResolver,
    DisclosureResolver,
    PublicDocumentResolver,
    DocumentCommentResolver,
    PlatformEndingResolver,
    OperationsResolver,
    RefusedResolver,
    StatisticalReturnResolver,
    IncidentResolver,
    DatabaseSightingResolver,
    BackupMediumResolver,
    MediumHandoverResolver,
    PermissionVersionResolver,
    SoftwareResolver,
    OversightRequestResolver,
    OversightAnswerResolver,
    OversightScopeResolver,
    AuthorityResolver,
    TradeCheckResolver,
    CorrectionResolver,
    ImpactAssessmentResolver,
    LeakResolver,
    LeakOfIncidentResolver,
    SellerDemandResolver,
    DemandOfComplaintResolver,
    TipOffResolver,
    TipOffAnswerResolver,
    TrustDueResolver,
    DutiesResolver,
    ShiftsResolver,
    HolidaysResolver,
    MessageResolver,
    ShippingResolver,
    ShippingNoticeResolver,
    PartnerResolver,
    WebhookResolver,
    ConformanceResolver,
    MonthReportResolver,
    ShopStubResolver,
    PartyStubResolver,
    ProductStubResolver,
    OrderStubResolver,
    ...besideIds,
  ],
  orphanedTypes: [ShopStub, PartyStub, ProductStub, OrderStub, ShipmentStub],
  references: {
    Account: (context: TrustContext, key: { id: string }) =>
      key.id === context.actor.id ? context.loader(accountsById).load(key.id) : null,
    Address: (context: TrustContext, key: { id: string }) => context.loader(ownAddressesById).load(key.id),
    Claim: (context: TrustContext, key: { id: string }) => context.loader(visibleClaimsById).load(key.id),
    Complaint: (context: TrustContext, key: { id: string }) => context.loader(visibleComplaintsById).load(key.id),
    Review: (context: TrustContext, key: { id: string }) => context.loader(visibleReviewsById).load(key.id),
    Measure: (context: TrustContext, key: { id: string }) => context.loader(measuresById).load(key.id),
  },
  foreign: ['Shop', 'Party', 'Product', 'Order', 'Shipment'],
  mutations: [...mutationsOfPeople, ...mutationsOfCases],
  permissions,
  due: trustDue,
  lifecycles: [
    claims,
    complaints,
    reviews,
    replies,
    measures,
    assessedMonths,
    objections,
    delegations,
    webhooks,
    deliveries,
    inspectionLinks,
    documents,
    endings,
    returns,
    incidents,
    sightings,
    media,
    versions,
    oversights,
    tradeChecks,
    sellerDemands,
    leaks,
    tipOffs,
    technicalItems,
    accounts,
    sessions,
    challenges,
    phoneCodes,
    recoveryCodes,
    clientKeys,
    identityCodes,
    messages,
    messageIntents,
    messageSms,
    shippingNotices,
    dataRequests,
    corrections,
    assessments,
  ],
  entities,
  retention: RETENTION.trust,
  sealedTexts,
  fileColumns,
  persons,
  migrationsPath: fileURLToPath(new URL('../migrations', import.meta.url)),
  reactions,
  edges: [
    ...partnerEdges,
    { method: 'POST', path: '/sms/reply', handle: takeSmsReply },
    { method: 'POST', path: '/app-health', isRoutine: true, handle: recordAppHealth },
    monthFileEdge,
    ...fileEdges({ purposes: filePurposes, audience: fileAudience }),
  ],
  jobs,
  evidence,
  duties: trustDuties,
  figures: async (context: TrustContext) => ({ 'unsealed-seconds': await unsealedSeconds(context) }),
  services: trustServices,
  settingProblems: (settings) => privateKeyProblems(settings, 'AUDIT_KEY', TRUST_SETTINGS.settings),
  authenticate,
  actRecorded: ownActs,
  prepare: ensureFirstAdmin,
};
export * from './entities.ts';
export {
  complaintLifecycle,
  type ComplaintState,
  type StepAction,
  type StepBy,
} from './complaints/complaint.lifecycle.ts';
export { reviewLifecycle } from './complaints/review.lifecycle.ts';
export { RETURN_KINDS, returnPeriod, type RegisterPart } from './disclosure/disclosure.policy.ts';
export { periodsOver } from './disclosure/keep-returns.ts';
export { figuresOf } from './disclosure/produce-return.ts';
export { assessmentDays, keepAssessing } from './conduct/keep-assessing.ts';
export { measureLifecycle, type MeasureState } from './conduct/measure.lifecycle.ts';
export { auditKeysOf, readPinnedAuditKeys } from './audit/audit-keys.ts';
export { CHAIN_MEMORY_FILE, memoryInFile, memoryInProcess } from './audit/chain-memory.ts';
export { verifyChain } from './audit/verify-chain.ts';
export type { ChainProblem } from './audit/chain.policy.ts';
export { recoverAdmin } from './identity/recover-admin.ts';
export type { TrustContext } from './context.ts';
export { openComplaintKey } from './complaints/feedback.policy.ts';
export { activeKey as activeDelegationKey } from './delegation/delegation.policy.ts';
export { REVIEW_RULE_POINTS } from './disclosure/document.policy.ts';
export { currentItemKey } from './disclosure/disclosure.policy.ts';
export { answerDueAt, settleDueAt } from './complaints/complaint.policy.ts';
export * as claimDues from './claims/claim.policy.ts';
export { secretHashOf } from './identity/account.policy.ts';
export { TO_ASSESS } from './privacy/assessment.lifecycle.ts';
export { noticeHash, type NoticeParts } from './privacy/purposes.policy.ts';
export { reportOf, type ReportedClause } from './conformance/conformance.report.ts';
