import { atField, machineRefusals, refuse, type Refused } from '@heitu/kit/rules/outcome';
import { identifier, line, z } from '@heitu/kit/rules/validate';
import { isKnownProvince, normalNumber } from '@heitu/standard/identity-numbers';

/** GB/T 2260 and the levels below: county 6, township 9, village 12 digits. */
export const divisionCode = () =>
  z
    .string()
    .regex(/^\d{6}(\d{3}(\d{3})?)?$/, '请填写6位、9位或12位区划代码')
    .refine(isKnownProvince, '区划代码的省份不存在')
    .describe('GB/T 2260: 6 digits of a county, 9 of a township or 12 of a village.');
/** Numbers as typed; whether they are right is the policy's to say. */
export const typedNumber = () => z.string().max(40).transform(normalNumber);
export const address = () => line(200, 2).describe('Street and number below the division, in Chinese.');
export const personName = () => line(50);
export const documentNumber = () => line(100).describe('The number on the paper.');
/** Chinese landlines are taken as well as mobile numbers: small shops still have them. */
export const contactPhone = () =>
  z
    .string()
    .trim()
    .regex(/^(1\d{10}|0\d{2,3}-?\d{7,8})$/, '请填写11位手机号或带区号的座机号')
    .describe('A mobile number of 11 digits, or a landline with its area code.');

export const partyId = () => identifier().describe('The party. Where the caller may not act for it: NOT_FOUND.');
export const shopId = () => identifier().describe('The shop. Where the caller may not act for its party: NOT_FOUND.');
export const shopLookId = () => identifier().describe("A look at a shop. Where it is not the caller's: NOT_FOUND.");
export const sessionId = () => identifier().describe('A session of training.');
export const seatId = () =>
  identifier().describe("A seat in a session. Where it is not the caller's to touch: NOT_FOUND.");
export const sittingId = () => identifier().describe("An exam. Where it is not the caller's to touch: NOT_FOUND.");

/** For what only the clock or other rows can tell of a field that is well formed. */
export const invalid = (field: string, text: string): Refused<'INVALID_INPUT'> =>
  refuse(machineRefusals, 'INVALID_INPUT', [atField(field, text)]);
