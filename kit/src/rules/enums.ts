import { registerEnumType } from 'type-graphql';
import { apiFacts } from './api-facts.ts';
import { keysOf } from './checked.ts';
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
const isList = <V>(texts: object): texts is readonly V[] => Array.isArray(texts);

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
  const words: readonly V[] = isList<V>(texts) ? texts : keysOf(texts);
  const values: Record<string, V> = Object.fromEntries(words.map((word) => [apiName(word), word]));
  if (Object.keys(values).length < words.length) throw new Error(`${name}: two of its words are one in capitals`);
  registerEnumType(values, {
    name,
    description,
    valuesConfig: isList(texts)
      ? {}
      : Object.fromEntries(words.map((word) => [apiName(word), { description: texts[word] }])),
  });
  // That each word stands under its own name is what `apiName` does, above.
  return values as ApiEnum<V>;
}

/** One word of an enum, as a field of an input; one of a few of them where the use case takes no others. */
export function oneOf<E extends ApiEnum<string>>(values: E): z.ZodType<WordOf<E>, WordOf<E>>;
export function oneOf<E extends ApiEnum<string>, W extends WordOf<E>>(
  values: E,
  among: readonly W[] | undefined,
): z.ZodType<W, W>;
export function oneOf(
  values: ApiEnum<string>,
  among: readonly string[] = Object.values(values),
): z.ZodType<string, string> {
  const schema = z.enum(among);
  apiFacts.add(schema, { type: values });
  return schema;
}

/** What a peer's answer calls it, as it is stored: of an enum that both know. */
export const storedWord = <E extends ApiEnum<string>, Name extends keyof E>(values: E, name: Name): E[Name] =>
  values[name];
