import { isKeyOf } from '@heitu/kit/rules/checked';
import type { AnyEpcisEvent } from '../epcis-event.ts';
import { COMPARISONS, isThere, listOf, momentOf, type Parameter } from './compare.ts';

const FIELD = /^(EQ|GT|GE|LT|LE|EXISTS)_(ilmd_)?([\w.-]+:[\w.-]+)$/;

/** A value, or those of a list; what stands deeper is asked for by parameters that are not supported. */
function valuesOf(value: unknown): (string | number | boolean)[] {
  if (Array.isArray(value)) return value.flatMap(valuesOf);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [value] : [];
}
const fieldOf = (of: object | undefined, name: string): unknown =>
  Object.entries(of ?? {}).find(([field]) => field === name)?.[1];

/** Numbers are compared as numbers, times as times. */
function orderOf(value: string, name: string): { asked: number; read: (found: string | number | boolean) => number } {
  const number = Number(value);
  if (value.trim() !== '' && !Number.isNaN(number)) return { asked: number, read: Number };
  return { asked: momentOf(value, name), read: (found) => Date.parse(String(found)) };
}

/**
 * Fields of other vocabularies, by the prefix with which the event writes them: EQ_ilmd_cbvmda:lotNumber,
 * EXISTS_heitu:chainLink.
 */
export function fieldParameter(parameter: string): Parameter | undefined {
  const [, word = '', ilmd, field = ''] = FIELD.exec(parameter) ?? [];
  if (field === '') return undefined;
  const read = (event: AnyEpcisEvent): unknown => fieldOf(ilmd ? event.ilmd : event, field);
  if (word === 'EXISTS') return isThere(read);
  if (word === 'EQ')
    return (value) => {
      const asked = new Set(listOf(value));
      return (event) => valuesOf(read(event)).some((found) => asked.has(String(found)));
    };
  if (!isKeyOf(COMPARISONS, word)) return undefined;
  return (value, name) => {
    const { asked, read: numberOf } = orderOf(value, name);
    return (event) => valuesOf(read(event)).some((found) => COMPARISONS[word](numberOf(found), asked));
  };
}
