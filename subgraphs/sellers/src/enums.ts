/** The enums of the API of sellers, each made from the table that defines its words. */
import { enumOf } from '@heitu/kit/rules/enums';
import { WORD_RULE_TITLES } from '@heitu/standard';
import { CONTRACT_ACTS, contractLifecycle } from './contract/contract.lifecycle.ts';
import {
  CONTRACT_KIND_TITLES,
  CONTRACT_OPTIONS,
  CONTRACT_TERM_TITLES,
  TERM_FORMS,
} from './contract/contract.policy.ts';
import { DOCUMENT_TYPE_TITLES } from './filing/document-types.table.ts';
import { documentLifecycle, filingLifecycle } from './filing/filing.lifecycle.ts';
import { SHOP_FINDINGS } from './look/shop-look.policy.ts';
import { FILING_KINDS, RE_REVIEW_OUTCOMES } from './filing/filing.policy.ts';
import { GROWER_ACTS } from './grower/grower.policy.ts';
import { HELP_AUDIENCES } from './help/help-articles.table.ts';
import { helpLifecycle } from './help/help.lifecycle.ts';
import { PARTY_ACTS } from './party/party.policy.ts';
import { standingLifecycle } from './party/standing.lifecycle.ts';
import { shopLifecycle } from './shop/shop.lifecycle.ts';
import { staffLifecycle } from './staff/staff.lifecycle.ts';
import { STAFF_ROLE_TITLES, TRAINING_KIND_TITLES } from './staff/staff.policy.ts';
import {
  ATTENDED_BY,
  seatLifecycle,
  sessionLifecycle,
  SITTING_ACTS,
  SITTING_FORMS,
  sittingLifecycle,
} from './training/training.lifecycles.ts';
import { AUDIENCE_TITLES } from './training/training.policy.ts';
import { supplierLifecycle } from './supplier/supplier.lifecycle.ts';

export const PartyStates = enumOf('PartyState', standingLifecycle.texts);
export const PartyActs = enumOf('PartyAct', PARTY_ACTS);
export const DocumentTypes = enumOf('DocumentType', DOCUMENT_TYPE_TITLES);
export const DocumentStates = enumOf('DocumentState', documentLifecycle.texts);
export const DocumentActs = enumOf('DocumentAct', documentLifecycle.labels);
export const FilingKinds = enumOf('FilingKind', FILING_KINDS);
export const FilingStates = enumOf('FilingState', filingLifecycle.texts);
export const FilingActs = enumOf('FilingAct', filingLifecycle.labels);
export const ReReviewOutcomes = enumOf('ReReviewOutcome', RE_REVIEW_OUTCOMES);
export const ContractKinds = enumOf('ContractKind', CONTRACT_KIND_TITLES);
export const ContractStates = enumOf('ContractState', contractLifecycle.texts);
export const ContractActs = enumOf('ContractAct', CONTRACT_ACTS);
export const ContractTerms = enumOf('ContractTerm', CONTRACT_TERM_TITLES);
export const ContractTermForms = enumOf('ContractTermForm', TERM_FORMS);
export const ContractOptions = enumOf('ContractOption', CONTRACT_OPTIONS);
export const HelpAudiences = enumOf('HelpAudience', HELP_AUDIENCES);
export const HelpRequestActs = enumOf('HelpRequestAct', helpLifecycle.labels);
export const ShopStates = enumOf('ShopState', shopLifecycle.texts);
export const ShopActs = enumOf('ShopAct', shopLifecycle.labels);
export const ShopFindings = enumOf('ShopFinding', SHOP_FINDINGS);
export const WordRules = enumOf('WordRule', WORD_RULE_TITLES, 'By which law a public text may not say something.');
export const GrowerActs = enumOf('GrowerAct', GROWER_ACTS);
export const StaffRoles = enumOf('StaffRole', STAFF_ROLE_TITLES);
export const StaffActs = enumOf('StaffAct', staffLifecycle.labels);
export const TrainingKinds = enumOf('TrainingKind', TRAINING_KIND_TITLES);
export const TrainingAudiences = enumOf('TrainingAudience', AUDIENCE_TITLES);
export const SessionStates = enumOf('TrainingSessionState', sessionLifecycle.texts);
export const SessionActs = enumOf('TrainingSessionAct', { cancel: sessionLifecycle.labels.cancel, 'sign-up': '报名' });
export const SeatStates = enumOf('TrainingSeatState', seatLifecycle.texts);
export const SeatActs = enumOf('TrainingSeatAct', seatLifecycle.labels);
export const AttendanceForms = enumOf('AttendanceForm', ATTENDED_BY, 'How somebody signed that they were there.');
export const ExamStates = enumOf('ExamState', sittingLifecycle.texts);
export const ExamActs = enumOf('ExamAct', SITTING_ACTS);
export const ExamForms = enumOf('ExamForm', SITTING_FORMS);
export const SupplierStates = enumOf('SupplierState', supplierLifecycle.texts);
export const SupplierActs = enumOf('SupplierAct', supplierLifecycle.labels);
