import { maskPhone } from '@heitu/kit/privacy/vault';
import type { Recipient } from './shipment.policy.ts';

/** Province, city and county stay readable; street and door do not. */
const ADDRESS_SHOWN_CHARACTERS = 9;
/** So many characters in a row of the hidden part of an address name a street or a door. */
const REPEATED_CHARACTERS = 4;
const HIDDEN = '****';

export const maskAddress = (address: string): string =>
  `${[...address].slice(0, ADDRESS_SHOWN_CHARACTERS).join('')}${HIDDEN}`;

/** How many characters of `text` from `at` on stand together somewhere in `hidden`. */
function repeatedFrom(text: readonly string[], at: number, hidden: string): number {
  let length = 0;
  while (at + length < text.length && hidden.includes(text.slice(at, at + length + 1).join(''))) length += 1;
  return length;
}

/** A text in somebody's own words, without what it repeats of the masked part of a recipient's phone and address. */
export function withoutRecipient(text: string, { phone, address }: Pick<Recipient, 'phone' | 'address'>): string {
  const hidden = [...address].slice(ADDRESS_SHOWN_CHARACTERS).join('');
  const characters = [...text.replaceAll(phone, maskPhone(phone))];
  const shown: string[] = [];
  for (let at = 0, character = characters[0]; character !== undefined; character = characters[at]) {
    const repeated = repeatedFrom(characters, at, hidden);
    shown.push(repeated >= REPEATED_CHARACTERS ? HIDDEN : character);
    at += repeated >= REPEATED_CHARACTERS ? repeated : 1;
  }
  return shown.join('');
}
