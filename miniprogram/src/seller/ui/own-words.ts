import { optionsOf, type Option } from '@/ui/forms';

/** A table's words for states, said to the seller: what waits for "the seller" waits for you. */
export const ownOptionsOf = <W extends Readonly<Record<string, string>>>(words: W): Option<keyof W & string>[] =>
  optionsOf(words).map(({ value, label }) => ({ value, label: label.replace('待商家', '等您') }));
