import { creditCodeVerdict, isResidentIdNumber, normalNumber } from '@heitu/standard/identity-numbers';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { identifier, line, z } from '@heitu/kit/rules/validate';
import { HEAD_NAME_MAX } from './invoice.policy.ts';

export const invoiceId = () => identifier().describe('The invoice that was asked for.');
export const headName = () => line(HEAD_NAME_MAX);
const TAX_NUMBER_MAX = 20;
export const taxNumber = () => line(TAX_NUMBER_MAX).transform(normalNumber);
export const isChecked = () =>
  z
    .boolean()
    .optional()
    .describe('The number was compared with the paper although its check digit is wrong, as some early ones are.');

/** Said alike by all that take a tax number. */
export const TAX_NUMBER_REFUSALS = {
  TAX_NUMBER_WRONG: { message: '税号不对：单位是18位统一社会信用代码，农户是本人身份证号' },
  TAX_NUMBER_DOUBTFUL: { message: '税号的最后一位校验不符，请对照执照核对；确认没有抄错再提交' },
} as const;

/** What is wrong with the tax number of a business; null where it stands. */
export function businessNumberFault(number: string, checked: boolean): keyof typeof TAX_NUMBER_REFUSALS | null {
  const verdict = creditCodeVerdict(number);
  if (verdict === 'malformed') return 'TAX_NUMBER_WRONG';
  return verdict === 'doubtful' && !checked ? 'TAX_NUMBER_DOUBTFUL' : null;
}
/** A farmer is known to the tax bureau by the ID number, which has no such exceptions. */
export const farmerNumberFault = (number: string, nowMs: number): keyof typeof TAX_NUMBER_REFUSALS | null =>
  isResidentIdNumber(number, chinaDate(nowMs)) ? null : 'TAX_NUMBER_WRONG';
