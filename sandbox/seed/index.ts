import { chinaDate, startOfChinaDate } from '@heitu/kit/rules/calendar';
import type { Context } from '@heitu/kit/data/context';
import { seedCatalog } from './catalog.ts';
import { seedHistory, type HistorySize, type SeedHistory } from './history.ts';
import { seedLogistics } from './logistics.ts';
import { seedOrders } from './orders.ts';
import { seedPayments } from './payments.ts';
import { seedSellers } from './sellers.ts';
import { seedTrust } from './trust.ts';

export { seedLastMonths } from './last-months.ts';
export { seedPending, type PastPayment, type TellProvider } from './pending.ts';
export { DEPOSITS } from './payments.ts';
export { thermometers, type CountyThermometer } from './thermometers.ts';
export { CLIENT, PEOPLE, SIGN_INS, STAFF, type SignIn } from './sign-ins.ts';

/** How large a county: with variations of the products it has, and as many orders as asked for. */
export interface CountySize extends HistorySize {
  /** A bar on the screen: what is being loaded, and how much of it there is. */
  progress: (what: string, total: number) => (done: number) => void;
}

/** Each subgraph's part of the county, in the order in which they lean on each other. */
const SEEDS = [
  ['sellers', seedSellers],
  ['catalog', seedCatalog],
  ['orders', seedOrders],
  ['logistics', seedLogistics],
  ['payments', seedPayments],
  ['trust', seedTrust],
] as const;

const TELL_EVERY = 500;

/** The same history, which tells how many of its orders have been taken from it. */
function watched(history: SeedHistory, tell: (done: number) => void): SeedHistory {
  return {
    ...history,
    *orders() {
      let done = 0;
      for (const order of history.orders()) {
        if ((done += 1) % TELL_EVERY === 0) tell(done);
        yield order;
      }
    },
  };
}

/** Loads the demo county into every subgraph; one that has rows already is left as it is. */
export async function seedAll(contextOf: (subgraph: string) => Context, size: CountySize): Promise<void> {
  const history = seedHistory(startOfChinaDate(chinaDate(contextOf('sellers').clock.now())), size);
  for (const [subgraph, seed] of SEEDS) {
    const tell = size.progress(subgraph, history.orderCount);
    await seed(contextOf(subgraph), watched(history, tell));
    tell(history.orderCount);
  }
}
