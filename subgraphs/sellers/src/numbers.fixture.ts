import { CHECK_DIGITS } from '@heitu/standard/identity-numbers';

/** A credit code with the right check digit, another for each number. */
export function uscc(sequence: number): string {
  const body = `91230184MAXX${String(sequence).padStart(4, '0')}0`;
  const { weights, valueOf, checkOf } = CHECK_DIGITS.creditCode;
  return body + checkOf(weights.reduce((sum, weight, place) => sum + weight * valueOf(body[place]!), 0));
}
