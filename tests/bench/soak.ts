import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { SUBGRAPHS } from '@heitu/standard';
import { thermometers } from '@heitu/sandbox/seed';
import { signInBySteps, signInOf } from '../journeys/sign-ins.ts';
import { Gateway, Person } from '../journeys/client.ts';
import { World } from '../journeys/world.ts';
import { readBooks, settled } from './books.ts';
import { goodsForSale, makeBuyers, OWN_SELLER, stockUp } from './county.ts';
import { cpuNow, sendOut, startProcess } from './measure.ts';
import { pageRequests } from './pages.ts';
import type { BenchPlatform } from './platform.ts';
import type { Crowd, CrowdSeen } from './soak-driver.ts';

const BUYERS = 300;
const GOODS = 200;
const PLENTY = 100_000;
const WARM_UP_SECONDS = 15;
const REPORT = '{ conformanceReport { clause figures { label value } } }';
const LOOK_EVERY_MS = 500;
const REPORT_EVERY_MS = 30_000;
const PICK_EVERY_MS = 2000;
const PICKED_AT_ONCE = 20;
/** The least that is a disturbance: what may be behind where all is whole. */
const EVENTS_SECONDS_MAX = 2;
const AUDIT_SECONDS_MAX = 5;

export interface PhaseFigures {
  perSecond: number;
  came: number;
  pagesP50Ms: number;
  pagesP99Ms: number;
  purchases: number;
  purchasesP99Ms: number;
  pushesP99Ms: number;
  refusedPages: number;
  refusedPurchases: number;
  refusedPushes: number;
  refusedP99Ms: number;
  errors: number;
  eventsBehindSeconds: number;
  auditBehindSeconds: number;
  cpuMsPerRequest: number;
}
type Report = Record<'usual' | 'twice' | 'after', PhaseFigures> & {
  end: { secondsUntilWhole: number; halfDone: number; picked: number; reports: number };
};

const at = (values: readonly number[], share: number): number =>
  Math.round(values.toSorted((one, other) => one - other)[Math.floor(values.length * share)] ?? 0);

/** The oldest that waits: an event for its consumer, an act for its link of the audit chain. */
async function behind({ sql, database }: BenchPlatform): Promise<{ events: number; audit: number }> {
  const ages = await Promise.all(
    [
      ...SUBGRAPHS.map(
        (name) =>
          `select min(o.atMs) as atMs from ${database(name)}.EventDelivery d join ${database(name)}.Outbox o on o.id = d.eventId where d.state = 0`,
      ),
      `select min(atMs) as atMs from ${database('trust')}.AuditEntry where sealed = 0`,
    ].map(async (query) => {
      const [[row]] = (await sql.query(query)) as unknown as [[{ atMs: number | null }]];
      return row.atMs === null ? 0 : Math.max(0, (Date.now() - Number(row.atMs)) / 1000);
    }),
  );
  return { events: Math.max(...ages.slice(0, -1)), audit: ages.at(-1)! };
}

/** What people of the county do meanwhile: an official reads the report, a seller packs what is paid. */
function startOthers(platform: BenchPlatform, official: Person, seller: Person) {
  const done = { picked: 0, reports: 0, problems: [] as string[] };
  let isOver = false;
  const repeat = async (everyMs: number, work: () => Promise<void>): Promise<void> => {
    while (!isOver) {
      await work().catch(
        (error: Error) => void (error.message.includes('OVERLOADED') || done.problems.push(error.message)),
      );
      await sleep(everyMs);
    }
  };
  const pack = async () => {
    const [rows] = await platform.sql.query(
      `select id from ${platform.database('orders')}.\`Order\` where state = 'paid' and partyId = ? order by id limit ?`,
      [OWN_SELLER, PICKED_AT_ONCE],
    );
    for (const { id } of rows as { id: string }[]) {
      await seller.ask('mutation($input: ConfirmOrderInput!) { confirmOrder(input: $input) { __typename } }', {
        input: { orderId: id },
      });
      await seller.ask('mutation($input: PickOrderInput!) { pickOrder(input: $input) { __typename } }', {
        input: { orderId: id },
      });
      done.picked += 1;
    }
  };
  const report = async () => {
    await official.ask(REPORT);
    done.reports += 1;
  };
  const running = [repeat(REPORT_EVERY_MS, report), repeat(PICK_EVERY_MS, pack)];
  return {
    done,
    async end() {
      isOver = true;
      await Promise.all(running);
    },
  };
}

async function signIn(platform: BenchPlatform, role: string): Promise<Person> {
  const gateway = new Gateway(platform.url);
  const { token, code } = await signInBySteps(gateway, new World(platform.controlUrl), signInOf(role));
  if (!token) throw new Error(`${role} could not sign in: ${code}`);
  return new Person(gateway, role, token);
}

/** The crowd for so long, and how far behind all is meanwhile. */
async function phase(platform: BenchPlatform, driver: ChildProcess, crowd: Crowd) {
  const before = cpuNow(platform);
  const began = performance.now();
  const most = { events: 0, audit: 0 };
  let isOver = false;
  let behindUntil = 0;
  const watching = (async () => {
    for (; !isOver; await sleep(LOOK_EVERY_MS)) {
      const { events, audit } = await behind(platform);
      most.events = Math.max(most.events, events);
      most.audit = Math.max(most.audit, audit);
      if (events > EVENTS_SECONDS_MAX || audit > AUDIT_SECONDS_MAX)
        behindUntil = Math.ceil((performance.now() - began) / 1000);
    }
  })();
  const { came, tookMs, refused, refusedMs, errors, errorCount, troubledUntil } = await sendOut<CrowdSeen>(
    driver,
    crowd,
  );
  isOver = true;
  await watching;
  const cpu = cpuNow(platform);
  const cpuSeconds = cpu.server + cpu.database - before.server - before.database;
  const figures: PhaseFigures = {
    perSecond: crowd.perSecond,
    came,
    pagesP50Ms: at(tookMs.pages, 0.5),
    pagesP99Ms: at(tookMs.pages, 0.99),
    purchases: tookMs.purchases.length,
    purchasesP99Ms: at(tookMs.purchases, 0.99),
    pushesP99Ms: at(tookMs.pushes, 0.99),
    refusedPages: refused.pages,
    refusedPurchases: refused.purchases,
    refusedPushes: refused.pushes,
    refusedP99Ms: at(refusedMs, 0.99),
    errors: errorCount,
    eventsBehindSeconds: Math.round(most.events * 10) / 10,
    auditBehindSeconds: Math.round(most.audit * 10) / 10,
    cpuMsPerRequest: Math.round((cpuSeconds / came) * 10_000) / 10,
  };
  return { figures, errors, troubledUntil: Math.max(behindUntil, troubledUntil) };
}

/** Paid at the provider, or begun, and not as it must be when all is over. */
async function halfDone(
  platform: BenchPlatform,
  sinceMs: number,
  before: Awaited<ReturnType<typeof readBooks>>,
): Promise<number> {
  const underWay = await settled(platform);
  const books = await readBooks(platform, sinceMs);
  const paidFen = books.provider.paidFen - before.provider.paidFen;
  const count = async (query: string) => {
    const [[row]] = (await platform.sql.query(query, [sinceMs])) as unknown as [[{ n: number }]];
    return Number(row.n);
  };
  const [orders, payments] = [platform.database('orders'), platform.database('payments')];
  const unequal = await count(
    `select count(*) as n from ${payments}.Payment p join ${orders}.Checkout c on c.id = p.checkoutId where p.createdAtMs >= ? and (p.state = 'paid') <> (c.state = 'paid')`,
  );
  const orderless = await count(
    `select count(*) as n from ${orders}.Checkout c left join ${orders}.\`Order\` o on o.checkoutId = c.id where c.placedAtMs >= ? and o.id is null`,
  );
  return underWay + unequal + orderless + Number(books.ledgerFen !== 0) + Number(books.ledgerPaidFen !== paidFen);
}

/** What comes in a county, by its share; a purchase is four requests and more. */
async function crowdOf(platform: BenchPlatform, perSecond: number, seconds: number): Promise<Crowd> {
  const buyers = await makeBuyers(platform, BUYERS);
  const goods = (await goodsForSale(platform)).slice(0, GOODS);
  for (const good of goods) await stockUp(platform, good, [PLENTY]);
  const { list, detail, search, suggest, history } = await pageRequests(platform);
  return {
    url: platform.url,
    controlUrl: platform.controlUrl,
    perSecond,
    seconds,
    pages: [
      { share: 0.45, requests: list },
      { share: 0.2, requests: detail },
      { share: 0.12, requests: search },
      { share: 0.05, requests: suggest },
      { share: 0.07, requests: history },
    ],
    buyersShare: 0.06,
    pushesShare: 0.01,
    signInsShare: 0.04,
    buyers,
    skuIds: goods.map(({ skuId }) => skuId),
    devices: thermometers(platform.url).map(({ deviceId, secret, curve }) => ({
      deviceId,
      secret,
      celsius: curve.at(-1)!.temperatureCelsius,
    })),
  };
}

/** As many as are usual, twice as many, then half of them: all must be whole by itself. */
export async function runSoak(
  platform: BenchPlatform,
  { perSecond, seconds, tell = () => {} }: { perSecond: number; seconds: number; tell?: (line: string) => void },
): Promise<{ report: Report; problems: string[] }> {
  const driver = startProcess('soak-driver.ts');
  try {
    tell(`${BUYERS} buyers sign in`);
    const crowd = await crowdOf(platform, perSecond, seconds);
    const [official, seller] = [await signIn(platform, 'operator-admin'), await signIn(platform, 'seller-owner')];
    await platform.restart({ QUEUE_MS_MAX: process.env['QUEUE_MS_MAX'] ?? '100' });
    tell('warming up');
    await sendOut<CrowdSeen>(driver, { ...crowd, perSecond: perSecond / 2, seconds: WARM_UP_SECONDS });
    const sinceMs = Date.now();
    const before = await readBooks(platform, sinceMs);
    const others = startOthers(platform, official, seller);
    const problems: string[] = [];
    const play = async (times: number) => {
      tell(`${times * perSecond} a second`);
      const { errors, ...played } = await phase(platform, driver, { ...crowd, perSecond: times * perSecond });
      problems.push(...errors);
      return played;
    };
    const [usual, twice, after] = [await play(1), await play(2), await play(0.5)];
    await others.end();
    const end = {
      secondsUntilWhole: after.troubledUntil,
      halfDone: await halfDone(platform, sinceMs, before),
      picked: others.done.picked,
      reports: others.done.reports,
    };
    if (end.halfDone !== 0) problems.push(`${end.halfDone} half-done, not 0`);
    const report = { usual: usual.figures, twice: twice.figures, after: after.figures, end };
    return { report, problems: [...problems, ...others.done.problems] };
  } finally {
    driver.disconnect();
  }
}
