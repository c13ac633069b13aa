import { DateTime, LocalDate, SafeInt } from '@heitu/kit/rules/graphql';
import { amountFen, asScalar, identifier, line, localDate, named, z } from '@heitu/kit/rules/validate';
import { GraphQLInt } from 'graphql';
import { temperatureCelsius } from './carrier/carrier.policy.ts';

/** The API itself refuses what is not a whole number. */
export const whole = (min: number, max: number) => asScalar(GraphQLInt, z.number().int().min(min).max(max));
export const fen = (min = 0) => asScalar(SafeInt, amountFen(min));
export const day = () => asScalar(LocalDate, localDate());
/** ISO 8601 outside, milliseconds inside. */
export const moment = (min = Number.MIN_SAFE_INTEGER) => asScalar(DateTime, z.number().int().min(min));
export const celsius = () => z.number().min(temperatureCelsius.min).max(temperatureCelsius.max);
/** Of two who give a task to different people, the second is told. */
export const seenCourier = () =>
  identifier()
    .nullish()
    .describe(
      'Whom the page showed as assigned, null for nobody: where it is another by now, the call is refused. Left out: whoever it is when the call comes.',
    );

/** What one reads off the other's phone and types: `身份码`, `取货码`. */
export const sixDigits = (name: string) =>
  z
    .string()
    .regex(/^\d{6}$/, `${name}是6位数字`)
    .describe('Six digits.');

/** The things that inputs name, each described once for the API. */
export const ids = {
  shipment: () => identifier().describe('The parcel.'),
  collection: () => identifier().describe('The return or exchange that is fetched from the consumer.'),
  carrier: () => identifier().describe('The party of the carrier.'),
  courier: () => identifier().describe('A courier of the carrier.'),
  vehicle: () => identifier().describe('A vehicle of the carrier.'),
  facility: () => identifier().describe('A store or depot of the carrier.'),
  device: () => identifier().describe('The thermometer, by the number that its maker gave it.'),
  handover: () => identifier().describe('The handover: one takeover of a parcel, with its goods document.'),
  remittance: () => identifier().describe('The record of cash that was taken at the door.'),
  contentsCase: () => identifier().describe('The case of contents that were short or damaged.'),
  tariffChange: () => identifier().describe('The dearer tariff that was announced.'),
  check: () => identifier().describe('The supervision check.'),
  alarm: () => identifier().describe('The temperature alarm.'),
};

const DoneInput = named(
  'DoneInput',
  z.object({
    at: moment().describe("By the phone's own clock."),
    heardAt: moment().describe(
      'What the platform said of the time when the phone last heard of it (the Date of an answer).',
    ),
    heardPhoneAt: moment().describe("What the phone's own clock said then."),
  }),
);
/** For what may wait on a phone without a network: delivery/done.policy.ts judges it. */
export const doneField = () =>
  DoneInput.nullish().describe('When it was done, where that may be before it arrives; left out: now.');

/** What whoever passes goods on has counted, seen and measured. */
export const legFields = () => ({
  units: whole(0, 100_000).nullish().describe('How many pieces were counted; left out: as many as it has.'),
  sealNumber: line(40).nullish().describe('The number of the seal that is on it.'),
  sealWhole: z.boolean().nullish().describe('Whether the seal is whole.'),
  temperatureCelsius: celsius().nullish().describe('Of the goods, in °C.'),
});
/** What whoever takes them over has. */
export const takenFields = () => ({
  units: whole(0, 100_000).describe('How many pieces were counted.'),
  sealWhole: z.boolean().nullish().describe('Whether the seal is whole; left out where there is none.'),
  temperatureCelsius: celsius().nullish().describe('Of the goods, in °C.'),
});
