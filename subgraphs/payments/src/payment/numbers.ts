import { createHash } from 'node:crypto';

/** What the provider takes as a number of ours. */
const NUMBER_CHARACTERS_MAX = 32;
const [CHECKOUT, ORDER, SHARE] = ['C', 'O', 'S'];

/**
 * The numbers of a payment and of its parts at the provider, made from our ids so that a repeat finds what is there;
 * and back.
 */
export const checkoutNumber = (checkoutId: string): string =>
  `${CHECKOUT}${checkoutId}`.slice(0, NUMBER_CHARACTERS_MAX);
export const orderNumberAtProvider = (orderId: string): string => `${ORDER}${orderId}`.slice(0, NUMBER_CHARACTERS_MAX);
/** Of what is shared out of an order's payment. */
export const shareNumber = (orderId: string): string => `${SHARE}${orderId}`.slice(0, NUMBER_CHARACTERS_MAX);
/** Of what is named by a longer key: the letter, and as much of the key's hash as the provider takes. */
export const hashedNumber = (letter: string, key: string): string =>
  `${letter}${createHash('sha256').update(key).digest('hex')}`.slice(0, NUMBER_CHARACTERS_MAX);
/** A number that is none of ours stands for itself. */
export const checkoutOfNumber = (number: string): string => (number.startsWith(CHECKOUT) ? number.slice(1) : number);
export const orderOfNumber = (number: string): string => (number.startsWith(ORDER) ? number.slice(1) : number);
