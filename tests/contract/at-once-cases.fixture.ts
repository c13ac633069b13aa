import { CARDS } from './at-once-cards.fixture.ts';
import { CARRIERS } from './at-once-carrier.fixture.ts';
import type { Case } from './at-once.fixture.ts';
import { GOODS } from './at-once-goods.fixture.ts';
import { LIMITS } from './at-once-limits.fixture.ts';
import { INVOICES } from './at-once-invoices.fixture.ts';
import { FIELDS } from './at-once-fields.fixture.ts';
import { LABELS } from './at-once-labels.fixture.ts';
import { LOOKS } from './at-once-looks.fixture.ts';
import { CASH_AT_DOOR } from './at-once-cash.fixture.ts';
import { PARCELS } from './at-once-parcels.fixture.ts';
import { FEES } from './at-once-fees.fixture.ts';
import { PRICES } from './at-once-prices.fixture.ts';
import { PEOPLE } from './at-once-people.fixture.ts';
import { RECALLS } from './at-once-recalls.fixture.ts';
import { RECOVERIES } from './at-once-recoveries.fixture.ts';
import { TRAININGS } from './at-once-trainings.fixture.ts';
import { TRADE } from './at-once-trade.fixture.ts';
import { RETURNS } from './at-once-returns.fixture.ts';
import { RIGHTS } from './at-once-rights.fixture.ts';
import { RULES } from './at-once-rules.fixture.ts';
import { TRUST } from './at-once-trust.fixture.ts';

export const CASES: Readonly<Record<string, Case>> = {
  ...GOODS,
  ...LIMITS,
  ...FIELDS,
  ...LABELS,
  ...FEES,
  ...PRICES,
  ...LOOKS,
  ...TRAININGS,
  ...TRADE,
  ...INVOICES,
  ...CARRIERS,
  ...CARDS,
  ...PARCELS,
  ...CASH_AT_DOOR,
  ...TRUST,
  ...RIGHTS,
  ...RETURNS,
  ...RULES,
  ...PEOPLE,
  ...RECALLS,
  ...RECOVERIES,
};

/** Changes of what was read: of several at once the first counts, the others are told by this code to look again. */
export const LOOK_AGAIN: Readonly<Record<string, string>> = {
  setPriceLabel: 'CHANGED_MEANWHILE',
  publishNotice: 'NOTICE_CHANGED',
  publishDocument: 'NEWER_VERSION',
  loadHolidays: 'NEWER_VERSION',
  rotateClientSecret: 'WRONG_STATE',
  rotateWebhookSecret: 'WRONG_STATE',
};

const SIGNING_IN = 'subgraphs/trust/src/identity/sign-in-races.spec.ts fires it at once on both databases';
const FOUND_PAYMENT = 'needs money that the provider alone has: remedies.spec.ts confirms six times at once';
const AT_DOOR =
  'needs a parcel whose steps at the door are done: show-door-code.spec.ts shows the code again and again';
const SIGNED_LABEL = 'needs a label that the platform signed: catalog/src/label/scans.spec.ts fires it at once';
export const NOT_TRIED: Readonly<Record<string, string>> = {
  withdrawMoney: 'needs money that the provider alone has: withdrawal.spec.ts asks six times at once',
  signInWithPassword: SIGNING_IN,
  signInWithSecondFactor: SIGNING_IN,
  changePassword: SIGNING_IN,
  changeSecondFactor: SIGNING_IN,
  bindPhone: SIGNING_IN,
  bindPhoneWithWechat: SIGNING_IN,
  proposeCaseRemedy: FOUND_PAYMENT,
  decideCaseRemedy: FOUND_PAYMENT,
  signHandoverByCard:
    'needs a code that the platform alone can make: logistics/src/at-once.spec.ts fires it six times at once',
  showDoorCode: AT_DOOR,
  showBuyingCode: 'needs an order that an agent has placed: show-door-code.spec.ts shows its code three times at once',
  fileForFarmer: 'needs the code that a farmer reads out: file-for-farmer.spec.ts files three at once',
  scanLabel: SIGNED_LABEL,
  openInspectionLink: 'needs the link that is shown once: trust/src/conformance/month-report.spec.ts opens it',
  signAttendance: 'needs the code that the room shows this minute: sellers/src/training/training.spec.ts signs with it',
};
