import { setTimeout as sleep } from 'node:timers/promises';
import { SUBGRAPHS } from '@heitu/standard';
import type { Cluster, Member } from './cluster.ts';
import { DATABASE } from './cluster.ts';
import { patiently, type County } from './county.ts';

type Subgraph = (typeof SUBGRAPHS)[number];
interface Question {
  query: string;
  needs: readonly Subgraph[];
  isSignedIn?: boolean;
}
/** One question to each subgraph, and a change that cannot be sent twice; who is signed in needs trust as well. */
const QUESTIONS: Readonly<Record<string, Question>> = {
  goods: { query: '{ products(first: 5) { edges { node { id title } } } }', needs: ['catalog'] },
  shops: { query: '{ shops(first: 5) { edges { node { id } } } }', needs: ['sellers'] },
  county: { query: '{ homeCounty { code } }', needs: ['logistics'] },
  time: { query: '{ platformTime }', needs: ['trust'] },
  orders: { query: '{ orders(first: 5) { edges { node { id } } } }', needs: ['orders', 'trust'], isSignedIn: true },
  payment: { query: '{ payment(checkoutId: "none") { id } }', needs: ['payments', 'trust'], isSignedIn: true },
};
const ASKED_EVERY_MS = 200;
const BEFORE_MS = 600;
const HANGS_MS = 5500;
/**
 * Until a balancer that looks each half second has seen it, waiting 900 ms for an answer; what it sent there is in
 * flight.
 */
const NOTICED_MS = 3000;
/** Until everybody knows that it is back. */
const BACK_MS = 2000;
const ANSWER_MS_MAX = 10_000;
/** What needs the only process that hangs is refused within this, and its health told within a second. */
const REFUSED_MS_MAX = 7000;
const HEALTH_MS_MAX = 1000;
const TOLD_MAX = 20;
const PLANNED_MS_MAX = 180_000;

/** Doubled ones and single ones by turns, so that a short run has some of each. */
const ORDER = [
  'gateway',
  'logistics',
  'orders',
  'trust',
  'payments',
  'catalog',
  'gateway-2',
  'sellers',
  'orders-2',
  'payments-2',
  DATABASE,
];

export interface HangReport {
  process: string;
  isDoubled: boolean;
  asked: number;
  /** Sent before it hung, or before the balancer had seen it. */
  failedInFlight: number;
  /** Of what did not need it. */
  failed: number;
  slowestMs: number;
  /** Of what needed it and nothing else could answer. */
  refused: number;
  refusedAfterMs: number;
}
interface Pulse {
  question: string;
  sentMs: number;
  tookMs: number;
  /** Null where it was answered. */
  failure: string | null;
}

async function ask(url: string, { query, isSignedIn }: Question, token: string): Promise<string | null> {
  try {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      signal: AbortSignal.timeout(ANSWER_MS_MAX),
      body: JSON.stringify({ query }),
      headers: { 'content-type': 'application/json', ...(isSignedIn && { authorization: `Bearer ${token}` }) },
    });
    const text = await response.text();
    const { data, errors } = JSON.parse(text) as { data?: unknown; errors?: { extensions: { code: string } }[] };
    if (errors) return errors[0]!.extensions.code;
    return data ? null : text;
  } catch (error) {
    return String((error as Error).name);
  }
}

/** Asks everything again and again at a fixed pace, whether or not it is answered, until `stop`. */
function pulsing(url: string, token: string): { pulses: Pulse[]; stop(): Promise<void> } {
  const pulses: Pulse[] = [];
  const underWay = new Set<Promise<void>>();
  const pulse = async (question: string): Promise<void> => {
    const sentMs = performance.now();
    const failure = await ask(url, QUESTIONS[question]!, token);
    pulses.push({ question, sentMs, tookMs: Math.round(performance.now() - sentMs), failure });
  };
  const timer = setInterval(() => {
    for (const question of Object.keys(QUESTIONS)) {
      const one = pulse(question).finally(() => underWay.delete(one));
      underWay.add(one);
    }
  }, ASKED_EVERY_MS);
  return {
    pulses,
    async stop() {
      clearInterval(timer);
      await Promise.all(underWay);
    },
  };
}

/** Whether each process that is not stopped tells its health in time, whatever it says. */
async function untoldHealth(cluster: Cluster, hung: Member): Promise<string[]> {
  const told = await Promise.all(
    cluster.healthAddresses(hung).map(async ([label, address]) => {
      const signal = AbortSignal.timeout(HEALTH_MS_MAX);
      return (await fetch(address, { signal }).then(
        () => true,
        () => false,
      ))
        ? []
        : [`${label} did not tell its health`];
    }),
  );
  return told.flat();
}

async function hang(
  cluster: Cluster,
  member: Member,
  token: string,
): Promise<{ report: HangReport; broken: string[] }> {
  const isDoubled = cluster.isDoubled(member);
  await cluster.allReady();
  const { pulses, stop } = pulsing(cluster.url, token);
  await sleep(BEFORE_MS);
  const stoppedMs = performance.now();
  cluster.stopStill(member);
  let broken: string[];
  try {
    await sleep(HANGS_MS / 2);
    broken = await untoldHealth(cluster, member);
    await sleep(HANGS_MS / 2);
  } finally {
    cluster.goOn(member);
  }
  const backMs = performance.now() + BACK_MS;
  await cluster.allReady();
  await sleep(BACK_MS + 2 * ASKED_EVERY_MS);
  await stop();

  const name = member.label.replace(/-2$/, '');
  const needsIt = ({ question }: Pulse) =>
    name === DATABASE || (QUESTIONS[question]!.needs as readonly string[]).includes(name);
  const isDark = (one: Pulse) => !isDoubled && needsIt(one) && one.sentMs < backMs;
  const isInFlight = ({ sentMs }: Pulse) => sentMs < stoppedMs + (name === 'gateway' ? NOTICED_MS : 0);
  const failures = pulses.filter(({ failure }) => failure !== null);
  const others = failures.filter((one) => !isDark(one));
  const late = others.filter((one) => !isInFlight(one));
  const dark = failures.filter(isDark);
  const slowest = (some: readonly Pulse[]) => Math.max(0, ...some.map(({ tookMs }) => tookMs));
  const refusedAfterMs = slowest(dark);
  broken.push(
    ...late.map(
      ({ question, sentMs, tookMs, failure }) =>
        `${question}, ${Math.round(sentMs - stoppedMs)} ms after: ${failure} after ${tookMs} ms`,
    ),
  );
  if (refusedAfterMs > REFUSED_MS_MAX && name !== DATABASE)
    broken.push(`what needs it was refused only after ${refusedAfterMs} ms`);
  const slowestMs = slowest(pulses.filter((one) => one.failure === null && !isDark(one)));
  const counts = { asked: pulses.length, failedInFlight: others.length - late.length, failed: late.length, slowestMs };
  return { report: { process: member.label, isDoubled, ...counts, refused: dark.length, refusedAfterMs }, broken };
}

/** What is asked was asked of each gateway before: how long it takes to plan is no part of this. */
async function askedBefore(cluster: Cluster, county: County): Promise<void> {
  const shopper = county.shoppers[0]!;
  Object.assign(shopper, await patiently(shopper.signIn));
  for (const url of cluster.gatewayUrls) {
    for (const question of Object.values(QUESTIONS)) {
      for (const endMs = Date.now() + PLANNED_MS_MAX; (await ask(url, question, shopper.token!)) !== null;) {
        if (Date.now() > endMs) throw new Error(`nobody answers ${question.query}`);
        await sleep(ASKED_EVERY_MS);
      }
    }
  }
}

/**
 * Lets processes stand still, one after the other, while everything is asked; answers what was seen, and what must not
 * be.
 */
export async function hangInTurn(parts: {
  cluster: Cluster;
  county: County;
  hangs: number;
  tell: (line: string) => void;
}): Promise<{ reports: HangReport[]; broken: string[] }> {
  const { cluster, county, hangs, tell } = parts;
  if (hangs > 0) await askedBefore(cluster, county);
  const reports: HangReport[] = [];
  const broken: string[] = [];
  for (let i = 0; i < hangs; i++) {
    const member = cluster.members.find(({ label }) => label === ORDER[i % ORDER.length])!;
    const shopper = county.shoppers[0]!;
    Object.assign(shopper, await patiently(shopper.signIn));
    const seen = await hang(cluster, member, shopper.token!);
    reports.push(seen.report);
    const lines = seen.broken.map((line) => `${member.label} hung; ${line}`);
    broken.push(...lines);
    for (const line of lines.slice(0, TOLD_MAX)) tell(`  ${line}`);
    tell(
      `${i + 1} of ${hangs} hangs: ${member.label}, ${seen.report.asked} asked, ${seen.report.failed} failed that must not`,
    );
  }
  return { reports, broken };
}
