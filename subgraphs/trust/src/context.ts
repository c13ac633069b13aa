import type { Context, Transaction, Writes } from '@heitu/kit/data/context';
import type { RowsOf } from '@heitu/kit/data/orm';
import { mutationsOf } from '@heitu/kit/rules/mutation';
import type { ClauseRef } from '@heitu/standard';
import { AuditAnchor, AuditBatch, AuditCheckRun, AuditEntry, AuditHead, AuditSeal } from './audit/audit.entity.ts';
import { Claim, ClaimShare } from './claims/claim.entity.ts';
import { Complaint, ComplaintStep, ProductRating, Review, ReviewedProduct } from './complaints/complaint.entity.ts';
import { AssessmentObjection } from './objections/objection.entity.ts';
import { AssessedMonth, Assessment, CreditTally, Measure, MonthFile } from './conduct/conduct.entity.ts';
import {
  AgreementConfirmation,
  BackupRun,
  CovenantMember,
  DocumentComment,
  Drill,
  DutyShift,
  DutySignOn,
  LoadHour,
  ProbedDay,
  Incident,
  OversightRequest,
  PublicDocument,
  StatisticalReturn,
  TradeCheck,
  TechnicalItem,
  TradeMilestone,
} from './disclosure/disclosure.entity.ts';
import { PlatformEnding } from './ending/ending.entity.ts';
import { InspectionLink, InspectionOpening, MonthReport } from './conformance/month-report.entity.ts';
import { DatabaseSighting, DatabaseWatch } from './database-sessions/sighting.entity.ts';
import { BackupMedium, MediumHandover } from './media/medium.entity.ts';
import { DutyMark, DutyWatch } from './duties/duty.entity.ts';
import { DelegatedAct, Delegation } from './delegation/delegation.entity.ts';
import {
  Account,
  ApiClient,
  GrantRow,
  KnownDevice,
  KnownParty,
  KnownShop,
  LoginGuard,
  PhoneCode,
  RecoveryCode,
  SecondFactor,
  Session,
  SignInAttempt,
  SignInChallenge,
  TryGuard,
  UsedPassword,
} from './identity/account.entity.ts';
import { Message, MessageIntent, MessageSms, MessageSubscription, MessageWish } from './messages/message.entity.ts';
import {
  ClientKey,
  ClientUsage,
  IdentityCode,
  PartnerGrant,
  UsedAssertion,
  WebhookDelivery,
  WebhookEndpoint,
} from './partners/partner.entity.ts';
import {
  Address,
  Consent,
  ConsentReceipt,
  Correction,
  DataRequest,
  ImpactAssessment,
  Notice,
  NoticeAcceptance,
  PersonalDataRead,
} from './privacy/privacy.entity.ts';
import { PermissionVersion, RoomRules } from './permission-versions/version.entity.ts';
import { ShippingNotice } from './shipping/shipping.entity.ts';
import { Authority, AuthorityMember, OversightAnswer } from './oversight/oversight.entity.ts';
import { LeakNotice, LeakTold } from './leaks/leak.entity.ts';
import { SellerDemand } from './seller-demands/seller-demand.entity.ts';
import { RefusalHour } from './refused/refusal-hour.entity.ts';
import { SoftwareDay, SoftwareTeller } from './software/software.entity.ts';
import { TipOff } from './tip-offs/tip-off.entity.ts';
import type { TrustServices } from './services.ts';

export const entities = [
  TipOff,
  SellerDemand,
  LeakNotice,
  LeakTold,
  MonthFile,
  Authority,
  AuthorityMember,
  OversightAnswer,
  Account,
  Session,
  GrantRow,
  ApiClient,
  SignInAttempt,
  TryGuard,
  LoginGuard,
  KnownDevice,
  SecondFactor,
  RecoveryCode,
  SignInChallenge,
  UsedPassword,
  PhoneCode,
  KnownParty,
  KnownShop,
  DelegatedAct,
  Delegation,
  Notice,
  NoticeAcceptance,
  Consent,
  ConsentReceipt,
  Address,
  PersonalDataRead,
  DataRequest,
  Correction,
  ImpactAssessment,
  AuditEntry,
  AuditSeal,
  AuditBatch,
  AuditHead,
  AuditAnchor,
  AuditCheckRun,
  Claim,
  ClaimShare,
  Complaint,
  ComplaintStep,
  Review,
  ReviewedProduct,
  ProductRating,
  Measure,
  CreditTally,
  AssessedMonth,
  Assessment,
  AssessmentObjection,
  PublicDocument,
  DocumentComment,
  PlatformEnding,
  AgreementConfirmation,
  DutyShift,
  DutySignOn,
  StatisticalReturn,
  MonthReport,
  InspectionLink,
  InspectionOpening,
  TechnicalItem,
  Incident,
  LoadHour,
  RefusalHour,
  ProbedDay,
  SoftwareDay,
  SoftwareTeller,
  DatabaseSighting,
  DatabaseWatch,
  BackupMedium,
  MediumHandover,
  PermissionVersion,
  RoomRules,
  BackupRun,
  Drill,
  OversightRequest,
  TradeCheck,
  CovenantMember,
  TradeMilestone,
  DutyMark,
  DutyWatch,
  Message,
  MessageSubscription,
  MessageIntent,
  MessageSms,
  MessageWish,
  ShippingNotice,
  ClientKey,
  UsedAssertion,
  PartnerGrant,
  ClientUsage,
  WebhookEndpoint,
  WebhookDelivery,
  IdentityCode,
] as const;

export type TrustContext = Context<typeof entities, TrustServices>;
export type TrustRows = RowsOf<typeof entities>;
export type TrustTransaction = Transaction<typeof entities>;
export type TrustWrites = Writes<typeof entities>;

/** Each mutation of this room is made by it, whole in one file. */
export const mutation = mutationsOf<TrustContext, ClauseRef>();
