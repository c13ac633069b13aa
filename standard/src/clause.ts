import type { SubgraphName } from './subgraphs.ts';

/** Whom a clause binds: the five roles of 5.3, or all of them. */
export type Actor = 'operator' | 'seller' | 'carrier' | 'payer' | 'consumer' | 'all';

/** One entry of the standard, restated in our own words; the printed text stays the authority. */
export interface Clause {
  /**
   * The number as printed, then the letter or the range of letters: `7.5.w`, `8.4.2.bh-bi`. A bare number is a clause's
   * own text outside its list, `.end` its closing paragraph where that asks for something else.
   */
  id: string;
  actor: readonly Actor[];
  owner: SubgraphName;
  /** An entry that holds both is `shall`, and its summary marks the softer part with 宜. */
  level: 'shall' | 'should';
  /** Short name, Chinese. */
  title: string;
  /** What must happen, one or two Chinese sentences for a county official. */
  summary: string;
  /** The figure or list that the running platform shows for it, Chinese. */
  evidence: string;
  /** The letters of a ranged entry, in the standard's order; each can be cited alone. */
  letters?: readonly string[];
}
