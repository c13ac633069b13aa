export type { Actor, Clause } from './clause.ts';
export {
  doubtfulWords,
  lawsOf,
  unlawfulText,
  unlawfulUnquoted,
  unlawfulWords,
  wordsHeard,
  WORD_RULE_TITLES,
  WORD_RULES_VERSION,
  type WordRuleName,
} from './public-words/index.ts';
export { CHECK_ITEMS, CHECKLISTS, checklistFaults, type CheckedItem, type CheckItem } from './checklists.ts';
export {
  CLAUSES,
  clauseOf,
  clausesByChapter,
  clauseText,
  isClauseRef,
  refsOf,
  type ClauseId,
  type ClauseRef,
} from './clauses.ts';
export { DESKS, desksOfRoles, LISTED_DESKS, type Desk } from './desks.ts';
export { DEVIATIONS, type Deviation } from './deviations.ts';
export { DUE_KIND_TITLES, type DueKind } from './due-kinds.ts';
export { BACKUP_CONTENTS, contentOf, OF_TRUST, type BackupContent } from './backup-contents.ts';
export { KEY_AGE } from './key-age.ts';
export { NAME_COPIES, type NameCopy } from './name-copies.ts';
export {
  SUPPORT_ENDS,
  SUPPORTED_PRODUCTS,
  supportEndOf,
  type SupportEnd,
  type SupportedProduct,
} from './support-ends.ts';
export { KEPT_AS, RETENTION, type Kept, type KeptClass } from './retention.ts';
export {
  ASKED_OF_PHONES,
  SOFTWARE_CLIENTS,
  SOFTWARE_RELEASES,
  type SoftwareClient,
  type SoftwareRelease,
} from './software.ts';
export { QUIET_HOURS, QUIET_HOURS_TEXT } from './quiet-hours.ts';
export {
  DUTIES,
  DUTY_ESCALATION,
  type DatedDuty,
  type Duty,
  type DutyDue,
  type DutyKind,
  type DutyPeriod,
  type EscalationStep,
  type PeriodicDuty,
} from './duties.ts';
export {
  ALL_SCOPES,
  CAPTURE,
  CAPTURE_SCOPE,
  INTERFACES,
  PROGRAM_SCOPE,
  SCOPES,
  type Interface,
  type Scope,
} from './interfaces.ts';
export {
  DOOR_SIGNER_TITLES,
  LOT_STOP_CAUSES,
  STOPPED_ON_THE_WAY,
  TURNED_ROUND,
  PARTY_KIND_TITLES,
  SIGNED_PAPER_TITLES,
  STORAGE_TITLES,
  type LotStopCause,
  type DoorSigner,
  type PartyKind,
  type SignedPaperKind,
  type Storage,
} from './kinds.ts';
export {
  LOOK_ACTS,
  LOOK_ANSWERS,
  LOOK_APPEAL_ANSWER_WORKING_DAYS,
  LOOK_APPEAL_TEXT_MAX,
  LOOK_APPEAL_WORKING_DAYS,
  LOOK_AT_LAST_WORKING_DAYS,
  LOOK_SAME_PERSON,
  LOOK_SILENCE,
  LOOK_CAUSES,
  LOOK_HOURS,
  LOOK_MS,
  LOOK_STATES,
  lookTable,
  type LookCause,
  type LookState,
  type LookTimes,
} from './public-looks.ts';
export { INVOICE_RECORDS, PRODUCTION_RECORDS, TRADE_RECORDS } from './laws.ts';
export { allowableShortage } from './net-content.ts';
export { bannedIn, pesticideIn } from './pesticides.ts';
export {
  RE_REVIEW_EVERY_MONTHS,
  REMIND_BEFORE_DAYS,
  BINDS_AT_ONCE_MS,
  inWorkingDays,
  OFFER_VALID_MS,
  OFFER_WRITTEN_MS,
  PLATFORM_FEE_RULE,
  WORKING_DAYS,
  type WorkingDaysPromise,
} from './promises.ts';
export {
  GRAVEST_LEVEL,
  isMilder,
  RECALL_CALLER_TITLES,
  RECALL_HAZARD_LEVELS,
  RECALL_HAZARD_TITLES,
  RECALL_LAW,
  RECALL_LEVEL_OWN_TEXTS,
  RECALL_LEVEL_TITLES,
  RECALL_TIMES,
  RECALL_TIMES_SOURCE,
  type RecallCaller,
  type RecallHazard,
  type RecallLevel,
} from './recall.ts';
export {
  isLeap,
  RISE_PERCENT_MAX,
  RISES_COMING,
  RISES_PUBLIC,
  riseStates,
  riseTransitions,
  SHARP_RISE,
  TARIFF_LOOK_HOURS,
  TARIFF_NOTICE_DAYS,
  TARIFF_SERVICES,
  type TariffService,
} from './tariffs.ts';
export {
  CASE_ROLES,
  isRole,
  OVERSEERS,
  ROLE_TITLES,
  ROLES,
  SELLER_ROLES,
  TRADE_SEEN_BY,
  STAFF_RIGHTS,
  STAFF_RIGHT_TITLES,
  type Role,
  type StaffRight,
} from './roles.ts';
export { STATION_REFUSALS, type StationRefusalCode } from './station-refusals.ts';
export { SUBGRAPH_TITLES, SUBGRAPHS, type SubgraphName } from './subgraphs.ts';
