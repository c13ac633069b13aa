type Words = Readonly<Record<string, string>>;
export const isIn = <W extends Words>(words: W, value: unknown): value is keyof W & string =>
  typeof value === 'string' && value in words;
/** What a phone has kept, or an address says, may be a word of before: then `otherwise`. */
export const known = <W extends Words>(
  words: W,
  value: string | undefined,
  otherwise: keyof W & string,
): keyof W & string => (isIn(words, value) ? value : otherwise);
