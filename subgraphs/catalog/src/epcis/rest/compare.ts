import type { AnyEpcisEvent } from '../epcis-event.ts';
import { EpcisRefusal } from './answers.ts';

export type Test = (event: AnyEpcisEvent) => boolean;
/** Makes the test of one query parameter from its value; throws where the value is none. */
export type Parameter = (value: string, name: string) => Test;

export const wrong = (name: string, detail: string) =>
  new EpcisRefusal('QueryParameterException', `${name}: ${detail}`);

/** Lists are divided by pipes (OpenAPI's pipeDelimited). */
export const listOf = (value: string): string[] => value.split('|').filter(Boolean);
/** A word of the vocabulary, be it bare or as its whole address. */
export const bare = (word: string): string => word.replace(/^https:\/\/ref\.gs1\.org\/cbv\/\w+-/, '');

export const oneOf =
  (read: (event: AnyEpcisEvent) => readonly (string | undefined)[], normal = (word: string) => word): Parameter =>
  (value) => {
    const asked = new Set(listOf(value).map(normal));
    return (event) => read(event).some((found) => found !== undefined && asked.has(normal(found)));
  };

/** EXISTS_…: there is no asking for what has none. */
export const isThere =
  (read: (event: AnyEpcisEvent) => unknown): Parameter =>
  (value, name) => {
    if (value !== 'true') throw wrong(name, 'is true, or left out');
    return (event) => read(event) !== undefined;
  };

export type Compare = (found: number, asked: number) => boolean;
export const COMPARISONS = {
  EQ: (found, asked) => found === asked,
  GT: (found, asked) => found > asked,
  GE: (found, asked) => found >= asked,
  LT: (found, asked) => found < asked,
  LE: (found, asked) => found <= asked,
} as const satisfies Readonly<Record<string, Compare>>;
export function momentOf(value: string, name: string): number {
  // A plus that nobody encoded arrives as a blank.
  const asked = Date.parse(value.replace(/ (?=\d\d:\d\d$)/, '+'));
  if (Number.isNaN(asked)) throw wrong(name, 'is not a time of ISO 8601');
  return asked;
}
const timed =
  (read: (event: AnyEpcisEvent) => string | undefined, compare: Compare): Parameter =>
  (value, name) => {
    const asked = momentOf(value, name);
    return (event) => {
      const found = read(event);
      return found !== undefined && compare(Date.parse(found), asked);
    };
  };
export const measured =
  (read: (event: AnyEpcisEvent) => readonly (number | undefined)[], compare: Compare): Parameter =>
  (value, name) => {
    const asked = Number(value);
    if (value === '' || Number.isNaN(asked)) throw wrong(name, 'is not a number');
    return (event) => read(event).some((found) => found !== undefined && compare(found, asked));
  };
export const between = (field: string, read: (event: AnyEpcisEvent) => string | undefined): [string, Parameter][] =>
  (['GE', 'LT'] as const).map((word) => [`${word}_${field}`, timed(read, COMPARISONS[word])]);
export const compared = (
  field: string,
  read: (event: AnyEpcisEvent) => readonly (number | undefined)[],
): [string, Parameter][] => Object.entries(COMPARISONS).map(([word, is]) => [`${word}_${field}`, measured(read, is)]);
