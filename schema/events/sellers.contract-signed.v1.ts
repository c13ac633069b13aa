import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** What two parties agreed. A term that a contract does not name is silent: then the platform's own number holds. */
const whole = () => z.int().optional();
const platformService = z.object({
  kind: z.literal('platform-service'),
  /** The platform's fee, of a thousand, and what it is taken on: the goods alone, or delivery as well. */
  feePermille: whole(),
  feeOn: z.enum(['goods', 'goods-and-delivery']).optional(),
  /** Hours of working days within which an order is confirmed. */
  confirmHours: whole(),
  refundWorkingDays: whole(),
  depositFen: whole(),
});
const payment = z.object({
  kind: z.literal('payment'),
  /** The provider's fee, of ten thousand. */
  feeBasisPoints: whole(),
  /** How much of a payment may be shared with others at most, all shares together. */
  sharedPercentMax: whole(),
  /** Who keeps the payment password and has to change it. */
  passwordBy: z.enum(['party', 'provider']).optional(),
});
const delivery = z.object({
  kind: z.literal('delivery'),
  responseMinutes: whole(),
  takeOverHours: whole(),
  remitWorkingDays: whole(),
  returnHours: whole(),
  returnPlace: z.string().optional(),
  /** How long a carrier keeps in its depot what was refused, until its seller has it. */
  giveBackWorkingDays: whole(),
  /** Between which hours of a day goods are fetched at a consumer's door. */
  collectFromHour: whole(),
  collectUntilHour: whole(),
  /** What the carrier bears of a loss, by its cause; the rest is the seller's. */
  lostSharePercent: whole(),
  damagedSharePercent: whole(),
  temperatureSharePercent: whole(),
  lateSharePercent: whole(),
  /** Within which goods are carried. */
  chilledCelsiusMin: whole(),
  chilledCelsiusMax: whole(),
  frozenCelsiusMin: whole(),
  frozenCelsiusMax: whole(),
  /** Of what the buyer paid for delivery, what the carrier gets when the order is settled. */
  freightSharedPercent: whole(),
});
const station = z.object({
  kind: z.literal('station'),
  /** Of a thousand of what the buyer paid for the goods, what the station gets when the order is settled. */
  commissionPermille: whole(),
  /** The same of what its buyer fetched there, on top. */
  pickupPermille: whole(),
  /** How many days a parcel waits there for its buyer: what needs the cold, and all else. */
  coldKeptDays: whole(),
  keptDays: whole(),
});
export const contractTerms = z.discriminatedUnion('kind', [platformService, payment, delivery, station]);
export type AnyContractTerms = z.output<typeof contractTerms>;
export type ContractKind = AnyContractTerms['kind'];
/** The terms of one kind of contract, without its kind. */
export type ContractTerms<Kind extends ContractKind> = Omit<Extract<AnyContractTerms, { kind: Kind }>, 'kind'>;

/** Both parties have signed: these terms are theirs for what is begun between the two days, both included. */
export const contractSigned = defineEvent('sellers.contract-signed.v1', {
  consumers: ['logistics', 'orders', 'payments'],
  payload: z.object({
    contractId: z.string(),
    number: z.string(),
    partyId: z.string(),
    withPartyId: z.string(),
    validFromOn: z.string(),
    validUntilOn: z.string(),
    signedAtMs: z.int(),
    terms: contractTerms,
  }),
});
