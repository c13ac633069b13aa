import type { Verdict } from '@heitu/kit/rules/evidence';
import type { ClauseId } from '@heitu/standard';
import type { Town } from './town.fixture.ts';

/** Somebody does something, or leaves it undone, and the entry turns; somebody mends it, and it turns back. */
export interface Acted {
  plant: string;
  mend: string;
  /** What the entry says of the plant; where there is no act, the fresh county has the breach already. */
  turns: Verdict;
  /** What is mended first, where the fresh county has another breach of the same entry. */
  prepare?: (town: Town) => Promise<unknown>;
  plantIt?: (town: Town) => Promise<unknown>;
  mendIt: (town: Town) => Promise<unknown>;
}
/** Nobody does anything for so many days. */
export interface Silent {
  days: number;
  turns: Verdict;
}
export interface Planted {
  /** Entries with the same one are looked at together. */
  act?: Acted;
  /** Other breaches of the same entry. */
  also?: readonly Acted[];
  /** What the entry says of the mend, where that is not that it is kept. */
  mended?: Verdict;
  silence?: Silent;
  /** Acts that need a room of their own: the spec in which they are done. */
  elsewhere?: string;
  /** Why nothing that anybody can do here would turn it. */
  reason?: string;
}
export type Plants = Readonly<Partial<Record<ClauseId, Planted>>>;
