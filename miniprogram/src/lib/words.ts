/** Chinese for what the platform says in one word of its own. What it does not know is shown as it stands. */
const of =
  (words: Readonly<Record<string, string>>) =>
  (key: string | null | undefined): string =>
    key ? (words[key] ?? key) : '';

export const creditWord = of({ A: '信用很好', B: '信用良好', C: '信用一般', D: '信用较差' });
