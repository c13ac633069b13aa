/** The Chinese words of a table that says more of each of its words: `titlesOf(CONTRACT_KINDS)`. */
export const titlesOf = <W extends string>(table: Readonly<Record<W, { title: string }>>) =>
  Object.fromEntries(Object.entries<{ title: string }>(table).map(([word, { title }]) => [word, title])) as Readonly<
    Record<W, string>
  >;
