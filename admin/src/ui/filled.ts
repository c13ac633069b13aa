/** What was filled into a form, asked for field by field as its kind says. */
export interface Filled {
  /** What must be there: a text, a day, a party. */
  text: (name: string) => string;
  /** What may be left out. */
  maybe: (name: string) => string | undefined;
  number: (name: string) => number;
  maybeNumber: (name: string) => number | undefined;
  is: (name: string) => boolean;
  /** One of a kind's words, or several. */
  one: <Word extends string>(name: string, words: Readonly<Record<Word, unknown>>) => Word;
  some: <Word extends string>(name: string, words: Readonly<Record<Word, unknown>>) => Word[];
  texts: (name: string) => string[];
  rows: (name: string) => Filled[];
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

export function filledOf(values: Readonly<Record<string, unknown>>): Filled {
  const maybe = (name: string) => {
    const value = values[name];
    return typeof value === 'string' ? value : undefined;
  };
  const maybeNumber = (name: string) => {
    const value = values[name];
    return typeof value === 'number' ? value : undefined;
  };
  const texts = (name: string) => listOf(values[name]).filter((one) => typeof one === 'string');
  const isWord =
    <Word extends string>(words: Readonly<Record<Word, unknown>>) =>
    (value: string | undefined): value is Word =>
      value !== undefined && Object.hasOwn(words, value);
  return {
    maybe,
    maybeNumber,
    texts,
    text: (name) => maybe(name) ?? '',
    number: (name) => maybeNumber(name) ?? 0,
    is: (name) => values[name] === true,
    one(name, words) {
      const value = maybe(name);
      if (isWord(words)(value)) return value;
      throw new Error(`${name} is none of its choices`);
    },
    some: (name, words) => texts(name).filter(isWord(words)),
    rows: (name) => listOf(values[name]).filter(isObject).map(filledOf),
  };
}
