import type { DutyKind } from '../../api/admin.ts';

/** Where each of what is owed is done. */
const PLACES: Readonly<Record<DutyKind, string>> = {
  RETURN_MONTH: '/returns?kind=TRADE_MONTH',
  RETURN_IDENTITY: '/returns?kind=IDENTITY_HALF_YEAR',
  RETURN_INCOME: '/returns?kind=INCOME_QUARTER',
  ASSESSMENT: '/assessments',
  BACKUP_INCREMENTAL: '/operations?tab=backups',
  BACKUP_FULL: '/operations?tab=backups',
  BACKUP_OFF_SITE: '/operations?tab=backups',
  BACKUP_DIFFERENTIAL: '/operations?tab=backups',
  BACKUP_CHECK: '/operations?tab=backups',
  CHAIN_CHECK: '/audit',
  DRILL_ORDINARY: '/operations?tab=drills',
  DRILL_SEVERE: '/operations?tab=drills',
  DRILL_POWER_LOSS: '/operations?tab=drills',
  DRILL_RECALL: '/operations?tab=drills',
  GOODS_CHECK: '/supervision?tab=trade',
  DELIVERY_CHECK: '/supervision?tab=trade',
  CHECK_FOLLOW_UP: '/supervision?tab=trade&open=yes',
  DUTY_SIGN_ON: '/documents?tab=duty',
  OVERSIGHT_ANSWER: '/oversight?open=yes',
  STAFF_PASSWORD: '/people',
  REGISTER_RENEWAL: '/operations?tab=register',
  RE_REVIEW: '/parties',
  PAPER_RENEWAL: '/parties',
  CONTRACT_RENEWAL: '/contracts',
  TRAINING_OFFER: '/trainings',
  TRAINING_PAYMENT: '/trainings',
  TRAINING_STAFF: '/trainings?tab=missing',
  TRAINING_SELLER: '/trainings?tab=missing',
  TRAINING_STATION: '/trainings?tab=missing',
  CERTIFICATE_RENEWAL: '/trainings',
  CARRIER_CHECK: '/supervision?tab=carriers',
  VEHICLE_PAPER: '/carriers',
  RECONCILIATION: '/finance?tab=reconciliations',
  PAYMENT_PASSWORD: '/finance?tab=merchants',
};
/** These are done at the page of the business. */
const AT_THE_PARTY: readonly DutyKind[] = ['RE_REVIEW', 'PAPER_RENEWAL'];

export const dutyPlace = (kind: DutyKind, party?: { id: string } | null): string =>
  party && AT_THE_PARTY.includes(kind) ? `/parties/${party.id}` : PLACES[kind];
const isDutyKind = (word: string): word is DutyKind => Object.hasOwn(PLACES, word);
/** Of an item of a desk's list, whose id begins with the kind as rooms keep it: `drill-recall:`. */
export function placeOfDutyItem(id: string): string {
  const kind = (id.split(':')[0] ?? '').toUpperCase().replaceAll('-', '_');
  return isDutyKind(kind) ? dutyPlace(kind) : '/duties';
}
