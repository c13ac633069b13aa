import { chinaDate, startOfChinaDate } from '@heitu/kit/calendar';
import type { Context } from '@heitu/kit/context';
import { seedCatalog } from './catalog.ts';
import { seedHistory } from './history.ts';
import { seedOrders } from './orders.ts';
import { seedPayments } from './payments.ts';
import { seedSellers } from './sellers.ts';

export { SIGN_INS, type SignIn } from './sign-ins.ts';

/** How large a county: with variations of the products it has, and as many orders as asked for. */
export interface CountySize {
  products?: number;
  orders?: number;
  /** A bar on the screen: what is being loaded, and how much of it there is. */
  progress: (what: string, total: number) => (done: number) => void;
}

/** Each subgraph's part of the county, in the order in which they lean on each other. */
const SEEDS = [
  ['sellers', seedSellers],
  ['catalog', seedCatalog],
  ['orders', seedOrders],
  ['payments', seedPayments],
] as const;

/** Loads the demo county into every subgraph; one that has rows already is left as it is. */
export async function seedAll(contextOf: (subgraph: string) => Context, size: CountySize): Promise<void> {
  const nowMs = startOfChinaDate(chinaDate(contextOf('sellers').clock.now()));
  const history = seedHistory(nowMs, size);
  const done = size.progress('subgraphs', SEEDS.length);
  for (const [i, [subgraph, seed]] of SEEDS.entries()) {
    await seed(contextOf(subgraph), history);
    done(i + 1);
  }
}
