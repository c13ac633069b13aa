/** The enums of the catalog's API, each made from the table that defines its words. */
import { enumOf } from '@heitu/kit/rules/enums';
import { TARIFF_SERVICES } from '@heitu/standard';
import { titlesOf } from '@heitu/kit/rules/titles';
import { BAND_WEIGHTS, GOVERNED_TYPES } from './band/price-band.policy.ts';
import { CONTENT_FINDINGS } from './copy/copy.policy.ts';
import { COPY_FIELDS, COPY_RULE_TITLES } from './copy/copy.rules.ts';
import {
  DOSE_UNITS,
  FIELD_RECORDS,
  HOLD_ANSWERS,
  INPUT_KINDS,
  INPUT_METHODS,
  NOTE_KINDS,
  PLOT_KINDS,
  SIZE_UNITS,
} from './field/field.policy.ts';
import { labelDoubtLifecycle } from './label/label-doubt.lifecycle.ts';
import { LABEL_DOUBT_CAUSES } from './label/label-scan.policy.ts';
import { LABEL_CLAIMS, LABEL_FORMS } from './label/label.policy.ts';
import { lotLifecycle } from './lot/lot.lifecycle.ts';
import { CERTIFICATE_TYPES, INSPECTING_PARTIES, PAPER_KINDS, RESULT_TYPES } from './lot/lot.policy.ts';
import { laboratoryLifecycle } from './lot/laboratory.lifecycle.ts';
import { inspectionLifecycle } from './lot/paper.lifecycle.ts';
import { limitProposalLifecycle } from './standard/limit-proposal.lifecycle.ts';
import { PROMISE_BASES } from './lot/promise.policy.ts';
import { MEASURE_OUTCOMES, MEASURES } from './measure/shortage.policy.ts';
import { priceFlagLifecycle } from './price/price-flag.lifecycle.ts';
import { poolShareLifecycle } from './pool/pool-share.lifecycle.ts';
import { POOL_ANSWERS } from './pool/pool.policy.ts';
import { RISE_BASES } from './emergency/emergency.kinds.ts';
import { emergencyLifecycle, priceHoldLifecycle } from './emergency/emergency.lifecycle.ts';
import { PRICE_MOVES, PRICING_TYPES } from './price/price-label.policy.ts';
import { PICTURE_SUBJECTS } from './product/picture-notes.ts';
import { productLifecycle } from './product/product.lifecycle.ts';
import { GMO_STATUSES } from './product/product.policy.ts';
import { STANDARD_CLASSES } from './standard/standard.policy.ts';
import { TRACE_SOURCES, TRACE_UNITS } from './trace/trace.policy.ts';
import { SIGNED_PAPER_TITLES } from '@heitu/standard';
import { FAULTS } from './trace/verify-chain.ts';

export const ProductStates = enumOf('ProductState', productLifecycle.texts);
export const ProductActs = enumOf('ProductAct', productLifecycle.labels);
export const StandardClasses = enumOf('StandardClass', STANDARD_CLASSES, 'In the order in which clause 7.3.3 asks.');
export const PictureSubjects = enumOf('PictureSubject', PICTURE_SUBJECTS);
export const GmoStatuses = enumOf('GmoStatus', GMO_STATUSES);

export const PricingTypes = enumOf('PricingType', PRICING_TYPES, 'How a price comes about (7.3.5.a).');
export const GovernedTypes = enumOf('GovernedPricing', GOVERNED_TYPES, 'How a government binds a price.');
export const BandWeights = enumOf('BandWeight', BAND_WEIGHTS, 'Per what weight a document states its prices.');
export const PriceFlagStates = enumOf('PriceFlagState', priceFlagLifecycle.texts);
export const PriceFlagActs = enumOf('PriceFlagAct', priceFlagLifecycle.labels);
export const RiseBases = enumOf('RiseBasis', RISE_BASES, 'What a rise in an emergency is measured against.');
export const TariffServices = enumOf('TariffService', TARIFF_SERVICES, 'What is paid for a service.');
export const EmergencyStates = enumOf('PriceEmergencyState', emergencyLifecycle.texts);
export const EmergencyActs = enumOf('PriceEmergencyAct', emergencyLifecycle.labels);
export const PriceHoldStates = enumOf('PriceHoldState', priceHoldLifecycle.texts);
export const PriceHoldActs = enumOf('PriceHoldAct', priceHoldLifecycle.labels);
export const PriceMoves = enumOf('PriceMove', PRICE_MOVES);

export const CopyFields = enumOf('CopyField', COPY_FIELDS, 'Which text of the goods.');
export const CopyRules = enumOf('CopyRule', COPY_RULE_TITLES, 'Why a word may not be published (7.3.7).');
export const ContentFindings = enumOf('ContentFinding', CONTENT_FINDINGS);

export const LotStates = enumOf('LotState', lotLifecycle.texts);
export const LotActs = enumOf('LotAct', lotLifecycle.labels);
export const CertificateTypes = enumOf('CertificateType', CERTIFICATE_TYPES);
export const InspectingParties = enumOf('InspectingParty', INSPECTING_PARTIES, 'Whose inspections count (7.3.6).');
export const PromiseBases = enumOf('PromiseBasis', PROMISE_BASES);
export const ResultTypes = enumOf('InspectionResultType', RESULT_TYPES);
export const PaperKinds = enumOf('PaperKind', PAPER_KINDS);
export const LaboratoryStates = enumOf('LaboratoryState', laboratoryLifecycle.texts);
export const LaboratoryActs = enumOf('LaboratoryAct', laboratoryLifecycle.labels);
export const LimitProposalStates = enumOf('LimitProposalState', limitProposalLifecycle.texts);
export const LimitProposalActs = enumOf('LimitProposalAct', limitProposalLifecycle.labels);
export const PaperStates = enumOf('PaperState', inspectionLifecycle.texts);
export const PaperActs = enumOf('PaperAct', inspectionLifecycle.labels);
export const MeasureOutcomes = enumOf('MeasureOutcome', MEASURE_OUTCOMES);
export const MeasureKinds = enumOf('MeasureKind', titlesOf(MEASURES));

export const PlotKinds = enumOf('PlotKind', PLOT_KINDS);
export const SizeUnits = enumOf('SizeUnit', SIZE_UNITS);
export const InputKinds = enumOf('InputKind', INPUT_KINDS);
export const DoseUnits = enumOf('DoseUnit', DOSE_UNITS);
export const InputMethods = enumOf('InputMethod', INPUT_METHODS);
export const NoteKinds = enumOf('NoteKind', NOTE_KINDS);
export const FieldRecords = enumOf('FieldRecord', FIELD_RECORDS, 'What can be put right.');
export const HoldAnswers = enumOf('HoldAnswer', HOLD_ANSWERS, 'What a held lot is answered with.');
export const PoolShareStates = enumOf('PoolShareState', poolShareLifecycle.texts);
export const PoolShareActs = enumOf('PoolShareAct', poolShareLifecycle.labels);
export const PoolAnswers = enumOf('PoolAnswer', POOL_ANSWERS, 'What a grower answers an offer with.');
export const LabelForms = enumOf('LabelForm', LABEL_FORMS);
export const LabelClaims = enumOf('LabelClaim', LABEL_CLAIMS, 'What the label of a bag says of its lot.');
export const LabelDoubtStates = enumOf('LabelDoubtState', labelDoubtLifecycle.texts);
export const LabelDoubtActs = enumOf('LabelDoubtAct', labelDoubtLifecycle.labels);
export const LabelDoubtCauses = enumOf('LabelDoubtCause', LABEL_DOUBT_CAUSES, 'Why a code may stand on several bags.');

export const TraceSources = enumOf('TraceSource', TRACE_SOURCES);
export const TraceUnits = enumOf('TraceUnit', TRACE_UNITS);
export const TraceProblems = enumOf('TraceProblem', FAULTS);

export const SignedPaperKinds = enumOf('SignedPaperKind', SIGNED_PAPER_TITLES, 'What the platform issued and signed.');
