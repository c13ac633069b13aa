import { COUNTY } from './county.ts';

/** Check digits, so that every number in the county passes the same validators as a real one. All pure. */

const USCC_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const USCC_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];
const RESIDENT_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

const weigh = (text: string, weights: readonly number[], valueOf: (character: string) => number): number =>
  weights.reduce((sum, weight, index) => sum + weight * valueOf(text.charAt(index)), 0);

/** GB 11714: eight characters of an organisation code give its ninth. */
export function organisationCheck(body8: string): string {
  const check = 11 - (weigh(body8, ORGANISATION_WEIGHTS, (c) => Number.parseInt(c, 36)) % 11);
  return check === 10 ? 'X' : check === 11 ? '0' : String(check);
}

/** GB 32100: seventeen characters of a unified social credit code give its eighteenth. */
export function usccCheck(body17: string): string {
  return USCC_ALPHABET.charAt((31 - (weigh(body17, USCC_WEIGHTS, (c) => USCC_ALPHABET.indexOf(c)) % 31)) % 31);
}

/** Puts a whole code together: `93` (a cooperative) + division + organisation body with its own check + check. */
export function uscc(
  departmentAndKind: '91' | '92' | '93' | '53',
  divisionCode: string,
  organisationBody8: string,
): string {
  const body17 = `${departmentAndKind}${divisionCode}${organisationBody8}${organisationCheck(organisationBody8)}`;
  return body17 + usccCheck(body17);
}

/** GB 11643: seventeen digits of a resident identity number give its eighteenth. */
export const residentCheck = (body17: string): string =>
  '10X98765432'.charAt(weigh(body17, RESIDENT_WEIGHTS, Number) % 11);

/** An identity number with sequence 000, which is never issued: valid to a checker, nobody's in life. */
export function fictionalResidentId(divisionCode: string, birthDate: string): string {
  const body17 = `${divisionCode}${birthDate.replaceAll('-', '')}000`;
  return body17 + residentCheck(body17);
}

/** GS1 modulo 10: the digits of any GTIN without its check digit give that digit. */
export function gs1Check(body: string): string {
  let sum = 0;
  for (let i = 0; i < body.length; i++) sum += Number(body[body.length - 1 - i]) * (i % 2 === 0 ? 3 : 1);
  return String((10 - (sum % 10)) % 10);
}

/** GTIN-13 in the restricted prefix 2, meant for circulation inside one company: no GS1 member owns it. */
export const restrictedGtin13 = (itemNumber: number): string => {
  const body12 = `2${COUNTY.code}${String(itemNumber).padStart(5, '0')}`;
  return body12 + gs1Check(body12);
};

/** GB/T 17710 MOD 11,10: the check digit of food production (SC) and food business (JY) licence numbers. */
export function mod1110Check(digits: string): string {
  let product = 10;
  for (const digit of digits) {
    const sum = (product + Number(digit)) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return String((11 - product) % 10);
}

/** `SC` + three digits of food class + division + four of sequence + check. */
export const foodProductionLicence = (foodClass: string, divisionCode: string, sequence: number): string => {
  const digits = `${foodClass}${divisionCode}${String(sequence).padStart(4, '0')}`;
  return `SC${digits}${mod1110Check(digits)}`;
};

/** `JY1` (a food seller) + division + six of sequence + check. */
export const foodBusinessLicence = (divisionCode: string, sequence: number): string => {
  const digits = `1${divisionCode}${String(sequence).padStart(6, '0')}`;
  return `JY${digits}${mod1110Check(digits)}`;
};

/** A telephone number of a block that carries no subscribers as far as we know; never dialled by the platform in a demo. */
export const fictionalPhone = (sequence: number): string => `1990000${String(sequence).padStart(4, '0')}`;
