import { setTimeout as sleep } from 'node:timers/promises';
import type { Broken } from '../invariants/books.ts';
import { World } from '../journeys/world.ts';
import { Chance } from '../simulation/chance.ts';
import { Cluster, DATABASE, type Member } from './cluster.ts';
import { makeCounty } from './county.ts';
import { badOutside } from './outside.ts';
import { hangInTurn, type HangReport } from './hangs.ts';
import { Clients } from './people.ts';
import { calmDown, compareBooks } from './reconcile.ts';
import { trading } from './trade.ts';

/**
 * One in ten is the database's, wherever among them; of the others, who carries money and stock dies more often than
 * who does not.
 */
const ONE_IN = 10;
const WEIGHTS: Readonly<Record<string, number>> = {
  gateway: 1,
  'gateway-2': 1,
  sellers: 0.7,
  catalog: 1,
  orders: 1.5,
  'orders-2': 1.5,
  logistics: 1.2,
  payments: 1.5,
  'payments-2': 1.5,
  trust: 1.2,
};
const GAP_MS_MAX = 3000;
const IN_A_ROW = 0.3;
/** Half of the dead come back at once, the others after up to so long. */
const PAUSE_MS_MAX = 3000;
/** How time goes on meanwhile: past the window of a payment, and in the end past that of a return. */
const LEAPS = [
  { minutes: 31 },
  { days: 2 },
  { hours: 5 },
  { days: 2 },
  { minutes: 31 },
  { days: 3 },
  { days: 2 },
  { minutes: 31 },
] as const;

export interface ProcessReport {
  process: string;
  kills: number;
  /** Ended by itself: never, except that it started while there was no database. */
  deaths: readonly string[];
  readyMs: { median: number; max: number };
}
export interface FaultsReport {
  seed: number;
  kills: number;
  hangs: readonly HangReport[];
  seconds: number;
  processes: readonly ProcessReport[];
  requests: {
    answered: number;
    accepted: number;
    refused: number;
    sentAgain: Readonly<Record<string, number>>;
    slowestMs: number;
  };
  ends: Readonly<
    Record<'orders' | 'payments' | 'refunds' | 'settlements' | 'shipments', Readonly<Record<string, number>>>
  >;
  outside: Readonly<Record<string, number>>;
  /** From the last disturbance until nothing was under way any more. */
  restedAfterMs: number;
  violations: readonly Broken[];
  logs: string | null;
}

export interface FaultsPlan {
  seed: number;
  kills: number;
  hangs: number;
  tell: (line: string) => void;
}

interface Killing {
  cluster: Cluster;
  clients: Clients;
  world: World;
  chance: Chance;
  kills: number;
  tell: FaultsPlan['tell'];
  began: number;
}

const placedIn = (clients: Clients): number =>
  clients.requests.filter(({ mutation, answer, refusal }) => mutation === 'placeOrder' && answer && !refusal).length;

function victim(cluster: Cluster, chance: Chance, isDatabaseTurn: boolean): Member {
  const database = cluster.members.find(({ label }) => label === DATABASE)!;
  return isDatabaseTurn && database.isUp
    ? database
    : chance.weighted(
        cluster.members
          .filter((one) => one.isUp && one !== database)
          .map((one) => ({ one, weight: WEIGHTS[one.label]! })),
      ).one;
}

/** Kills one after the other; now and then the clock leaps. */
async function killInTurn({ cluster, clients, world, chance, kills, tell, began }: Killing): Promise<void> {
  const leapEvery = Math.max(1, Math.floor(kills / LEAPS.length));
  let databaseAt = 0;
  for (let killed = 1, leapt = 0; killed <= kills; killed++) {
    if (killed % ONE_IN === 1) databaseAt = killed + chance.below(Math.min(ONE_IN, kills - killed + 1));
    // Sometimes the next dies while the last is still on its way back; else people trade for a while first.
    if (!chance.isHit(IN_A_ROW)) {
      await cluster.allReady();
      await sleep(chance.between(0, GAP_MS_MAX));
    }
    const member = victim(cluster, chance, killed === databaseAt);
    await cluster.kill(member, chance.isHit(0.5) ? 0 : chance.between(1, PAUSE_MS_MAX));
    if (killed % leapEvery === 0 && leapt < LEAPS.length) await world.advance(LEAPS[leapt++]!);
    if (killed % 10 === 0 || killed === kills)
      tell(
        `${killed} of ${kills} kills, ${placedIn(clients)} checkouts placed, ${Math.round((performance.now() - began) / 1000)} s`,
      );
  }
}

const requestsOf = (clients: Clients): FaultsReport['requests'] => {
  const answered = clients.requests.filter(({ answer }) => answer);
  return {
    answered: answered.length,
    accepted: answered.filter(({ refusal }) => !refusal).length,
    refused: answered.filter(({ refusal }) => refusal).length,
    sentAgain: Object.fromEntries(clients.retries),
    slowestMs: Math.max(0, ...answered.map(({ tookMs }) => tookMs)),
  };
};

/**
 * Kills until `kills` have been made, while people trade and the provider misbehaves; then lets processes hang, one
 * after the other; then lets all come to rest, and compares.
 */
export async function runFaults({ seed, kills, hangs, tell }: FaultsPlan): Promise<FaultsReport> {
  const began = performance.now();
  const chance = new Chance(seed);
  tell('starting MariaDB, the outside world, seven processes, three second replicas and a balancer');
  const cluster = await Cluster.start();
  const violations: Broken[] = [];
  const must = (invariant: string, rows: readonly string[]) =>
    void (rows.length > 0 && violations.push({ invariant, rows: rows.slice(0, 5) }));
  try {
    const clients = new Clients(cluster.url);
    const county = await makeCounty(cluster, clients);
    const world = new World(cluster.controlUrl);
    const outside = badOutside(cluster, new Chance(seed ^ 0x5bd1e995));
    const trade = trading({ cluster, clients, county, chance: new Chance(seed ^ 0x2545f491) });
    await killInTurn({ cluster, clients, world, chance, kills, tell, began });
    const calm = performance.now();
    await outside.stop();
    await cluster.allReady();
    const hung = await hangInTurn({ cluster, county, hangs, tell });
    must('a process that hangs darkens nothing but what it alone can answer', hung.broken);
    await calmDown({ cluster, clients, world, trade, tell, must });
    const restedAfterMs = Math.round(performance.now() - calm);
    tell('comparing the books');
    violations.push(...(await compareBooks(cluster, clients, county)));
    must('no forged notice was believed', outside.believed);
    must('no answer was one that nobody should get', clients.unexpected);
    must('the test itself did not stumble', trade.failures);
    must(
      'no process ended by itself',
      cluster.members.flatMap(({ label, deaths }) =>
        deaths.filter((death) => !death.includes('no database')).map((death) => `${label}: ${death}`),
      ),
    );
    if (violations.length > 0) await cluster.dump();
    return {
      seed,
      kills,
      hangs: hung.reports,
      violations,
      restedAfterMs,
      seconds: Math.round((performance.now() - began) / 1000),
      processes: cluster.members.map(reportOf),
      requests: requestsOf(clients),
      ends: await endsOf(cluster),
      outside: Object.fromEntries([...outside.counts].sort()),
      logs: violations.length > 0 ? cluster.dataDir : null,
    };
  } catch (error) {
    violations.push({ invariant: 'the run itself does not fail', rows: [String(error)] });
    tell(`${String(error)}; the logs of all processes: ${cluster.dataDir}`);
    throw error;
  } finally {
    await cluster.stop();
    if (violations.length === 0) cluster.forget();
  }
}

function reportOf({ label, kills, deaths, readyMs }: Member): ProcessReport {
  const sorted = [...readyMs].sort((a, b) => a - b);
  return {
    process: label,
    kills,
    deaths,
    readyMs: { median: sorted[Math.floor(sorted.length / 2)] ?? 0, max: sorted.at(-1) ?? 0 },
  };
}

async function endsOf(cluster: Cluster): Promise<FaultsReport['ends']> {
  const states = async (subgraph: string, table: string) =>
    Object.fromEntries(
      (await cluster.rows(subgraph, `select state, count(*) as n from "${table}" group by state order by state`)).map(
        ({ state, n }) => [String(state), Number(n)],
      ),
    );
  return {
    orders: await states('orders', 'Order'),
    payments: await states('payments', 'Payment'),
    refunds: await states('payments', 'Refund'),
    settlements: await states('payments', 'Settlement'),
    shipments: await states('logistics', 'Shipment'),
  };
}
