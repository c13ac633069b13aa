import { registerEnumType } from 'type-graphql';
import { apiFacts } from './api-facts.ts';
import { z } from './validate.ts';

type Capitals<V extends string> = V extends `${infer Head}${'-' | '.'}${infer Rest}`
  ? `${Uppercase<Head>}_${Capitals<Rest>}`
  : Uppercase<V>;
/** A stored word as the API writes it: `'in-transit'` → `'IN_TRANSIT'`. */
export type ApiName<V extends string> = Capitals<V>;
export const apiName = <V extends string>(word: V): ApiName<V> =>
  word
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_')
    .replaceAll(/[-.]/g, '_')
    .toUpperCase() as ApiName<V>;

/** An enum of the API: by the API's name, the word as it is stored. */
export type ApiEnum<V extends string> = { readonly [Word in V as ApiName<Word>]: Word };
export type WordOf<E> = E[keyof E] & string;

/**
 * An enum of the API, made from the table that defines its words: `enumOf('LotState', lotLifecycle.texts)`. Rooms, rows
 * and events keep the stored word (`on-sale`); only the API writes it in capitals (`ON_SALE`), and both directions are
 * the API's. The Chinese text is the value's description, from which the clients' words are generated.
 */
export function enumOf<const V extends string>(
  name: string,
  texts: Readonly<Record<V, string>> | readonly V[],
  description?: string,
): ApiEnum<V> {
  const words = (Array.isArray(texts) ? texts : Object.keys(texts)) as readonly V[];
  const values: Record<string, V> = Object.fromEntries(words.map((word) => [apiName(word), word]));
  if (Object.keys(values).length < words.length) throw new Error(`${name}: two of its words are one in capitals`);
  const told = Array.isArray(texts) ? [] : Object.entries<string>(texts as Readonly<Record<V, string>>);
  registerEnumType(values, {
    name,
    description,
    valuesConfig: Object.fromEntries(told.map(([word, text]) => [apiName(word), { description: text }])),
  });
  return values as ApiEnum<V>;
}

/** One word of an enum, as a field of an input; one of a few of them where the use case takes no others. */
export function oneOf<E extends ApiEnum<string>, W extends WordOf<E> = WordOf<E>>(
  values: E,
  among?: readonly W[],
): z.ZodType<W, W> {
  const schema = z.enum(among ?? (Object.values(values) as W[]));
  apiFacts.add(schema, { type: values });
  return schema;
}

/** What a peer's answer calls it, as it is stored: of an enum that both know. */
export const storedWord = <E extends ApiEnum<string>>(values: E, name: keyof E): WordOf<E> => values[name] as WordOf<E>;
