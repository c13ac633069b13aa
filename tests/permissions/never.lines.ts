import type { Town } from './town.fixture.ts';

/**
 * A sentence of intent that a lawyer can read, where it comes from (a clause of the standard, an article of a law: PIPL
 * is the law on personal information), and how it is proven. No line comes from the permission trees, and no proof
 * reads what is generated from them.
 */
export interface Line {
  says: string;
  from: string;
  proof: (town: Town) => Promise<void>;
}
