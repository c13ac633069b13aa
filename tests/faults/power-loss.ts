import { setTimeout as sleep } from 'node:timers/promises';
import type { Broken } from '../invariants/books.ts';
import { World } from '../journeys/world.ts';
import { Chance } from '../simulation/chance.ts';
import { Cluster } from './cluster.ts';
import { makeCounty } from './county.ts';
import { Clients } from './people.ts';
import { calmDown, compareBooks } from './reconcile.ts';
import { trading } from './trade.ts';

/** What has been answered by then is what a loss of power could lose. */
const ANSWERED_MIN = 200;
const TRADES_MS_MAX = 180_000;
const LOOK_EVERY_MS = 200;
/** The machine comes back. */
const DARK_MS = 1000;

export interface PowerLossReport {
  seed: number;
  /** Processes that were killed in one moment, the database among them. */
  killed: number;
  /** Requests that had been answered with yes in that moment, and all that were in the end. */
  answeredBefore: number;
  answered: number;
  /** Of all those, which are there and hold; where books do not agree, at most all but one. */
  kept: number;
  /** Until everything was ready again. */
  darkMs: number;
  broken: readonly Broken[];
  /** Where the logs and tables lie, where something was lost. */
  logs: string | null;
}

const answeredBy = (clients: Clients): number =>
  clients.requests.filter(({ answer, refusal }) => answer && !refusal).length;

/**
 * A platform of its own, as a county runs it, while people trade: in one moment every process and the database are gone
 * (SIGKILL). It starts again; everybody gets his answer; then whatever was answered is compared with what is there.
 */
export async function losePower(seed: number, tell: (line: string) => void): Promise<PowerLossReport> {
  const cluster = await Cluster.start();
  const broken: Broken[] = [];
  try {
    const clients = new Clients(cluster.url);
    const county = await makeCounty(cluster, clients);
    const trade = trading({ cluster, clients, county, chance: new Chance(seed) });
    tell('people trade');
    for (const until = Date.now() + TRADES_MS_MAX; answeredBy(clients) < ANSWERED_MIN && Date.now() < until;)
      await sleep(LOOK_EVERY_MS);
    const answeredBefore = answeredBy(clients);
    tell(`${answeredBefore} requests are answered; all ${cluster.members.length} processes are killed now`);
    const began = performance.now();
    await Promise.all(cluster.members.map((member) => cluster.kill(member, DARK_MS)));
    await cluster.allReady();
    const darkMs = Math.round(performance.now() - began);
    tell(`ready again after ${darkMs} ms`);
    const must = (invariant: string, rows: readonly string[]) =>
      void (rows.length > 0 && broken.push({ invariant, rows: [...rows] }));
    await calmDown({ cluster, clients, world: new World(cluster.controlUrl), trade, tell, must });
    broken.push(...(await compareBooks(cluster, clients, county)));
    must('no answer was one that nobody should get', clients.unexpected);
    if (broken.length > 0) await cluster.dump();
    const answered = answeredBy(clients);
    const lost = broken.reduce((sum, { rows }) => sum + rows.length, 0);
    return {
      seed,
      killed: cluster.members.filter(({ kills }) => kills > 0).length,
      answeredBefore,
      answered,
      kept: Math.max(0, answered - lost),
      darkMs,
      broken,
      logs: broken.length > 0 ? cluster.dataDir : null,
    };
  } finally {
    await cluster.stop();
    if (broken.length === 0) cluster.forget();
  }
}
