import { isRecord } from '@heitu/kit/rules/checked';
import { given, numberOr } from '@heitu/tools/command-line';
import { startTestPlatform, type Platform, type Row } from '../contract/platform.fixture.ts';
import { plantedLot, plantLots } from './plant-lots.ts';

/**
 * `./run bench trace [--lots 10000] [--mariadb] [--json]`: of so many lots, each made from three of the five hundred
 * before it, what one was made from and what was made from it, asked through the gateway; then recalls, up to the
 * moments when nothing of them can be picked, when orders has found every unit, and when every buyer is told; and what
 * the rooms sent each other and people for it. Exit 1 where an answer takes a second, picking goes on for ten after a
 * recall was answered, or a unit is not found.
 */
const { values } = given('bench trace');
const lots = numberOr(values.lots, 10_000);
const ANSWER_MS_MAX = 1000;
const PICKED_ON_MS_MAX = 10_000;
const FOUND_MS_MAX = 300_000;
const SOURCES = 3;
const BEFORE = 500;
const ASKED = 200;
/** Recalls of about so many lots at once. */
const RECALLED = [0, 10, 100, 3000];

/** Three of the five hundred before it; the first five hundred were bought. */
const sourcesOf = (i: number): number[] =>
  i < BEFORE
    ? []
    : Array.from({ length: SOURCES }, (_, k) => i - 1 - ((i * 37 + k * Math.floor(BEFORE / SOURCES)) % BEFORE));

/** Asks the gateway as the operator; what it answered, and in how many milliseconds. */
async function ask(platform: Platform, query: string, variables: Row): Promise<{ data: Row; ms: number }> {
  const { token } = platform.callers.find(({ role }) => role === 'operator-admin')!;
  const began = performance.now();
  const { data, errors } = await platform.post(token, query, variables);
  const ms = performance.now() - began;
  if (!isRecord(data) || errors?.length)
    throw new Error(`${errors?.[0]?.message ?? 'no answer'} ${platform.takeErrors().join('\n')}`);
  return { data, ms };
}
const LINEAGE = 'query($id: ID!) { lot(id: $id) { madeFrom { id } madeInto { id } } }';
const gone = new Set<string>();
async function lineage(platform: Platform, i: number) {
  const { data, ms } = await ask(platform, LINEAGE, { id: plantedLot(i) });
  const { madeFrom, madeInto } = data['lot'] as { madeFrom: unknown[]; madeInto: { id: string }[] };
  return { lot: i, madeFrom: madeFrom.length, madeInto, ms };
}

const RECALL =
  'mutation($input: RecallLotInput!) { recallLot(input: $input) { ... on Lot { id } ... on Refusal { message } } }';
const ROOMS = ['catalog', 'orders', 'logistics', 'trust'] as const;
const countOf = async ({ rows }: Platform, room: string, what: string): Promise<number> =>
  Number((await rows(room, `select count(*) as n ${what}`))[0]!['n']);
/** What was sent until now: each kind of event, messages to read, text messages. */
async function sent(platform: Platform): Promise<Map<string, number>> {
  const all = new Map<string, number>();
  for (const room of ROOMS)
    for (const { type, n } of await platform.rows(room, 'select type, count(*) as n from "Outbox" group by type'))
      all.set(String(type), Number(n));
  for (const table of ['Message', 'MessageSms']) all.set(table, await countOf(platform, 'trust', `from "${table}"`));
  return all;
}
/** In how many milliseconds of now it is so. */
async function until(isSo: () => Promise<boolean>, what: string): Promise<number> {
  const began = performance.now();
  while (!(await isSo())) {
    if (performance.now() - began > FOUND_MS_MAX) throw new Error(`${what} after ${FOUND_MS_MAX} ms`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return Math.round(performance.now() - began);
}

/**
 * A recall through the gateway, until every unit of it stands in its case: in store and with its buyer. Times after its
 * answer.
 */
async function recall(platform: Platform, { lot: i, madeInto }: Awaited<ReturnType<typeof lineage>>) {
  const found = () => countOf(platform, 'orders', 'from "RecallRow"');
  const stopped = () => countOf(platform, 'orders', 'from "LotStock" where blocked = 1');
  const untold = () =>
    countOf(platform, 'orders', 'from "RecallRow" where buyerAccountId is not null and toldAtMs is null');
  const back = [plantedLot(i), ...madeInto.map(({ id }) => id)].filter((id) => !gone.has(id));
  for (const id of back) gone.add(id);
  const [rows, lotsStopped, before] = [await found(), await stopped(), await sent(platform)];
  const { ms } = await ask(platform, RECALL, {
    input: {
      lotId: plantedLot(i),
      reason: '演练',
      requestId: `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`,
    },
  });
  const [stoppedMs, foundMs, toldMs] = await Promise.all([
    until(async () => (await stopped()) >= lotsStopped + back.length, 'some is picked'),
    until(async () => (await found()) >= rows + 2 * back.length, 'some is not found'),
    until(async () => (await found()) >= rows + 2 * back.length && (await untold()) === 0, 'some buyer is not told'),
  ]);
  const added = [...(await sent(platform))].map(([what, n]): [string, number] => [what, n - (before.get(what) ?? 0)]);
  const told = Object.fromEntries(added.filter(([, n]) => n > 0).sort(([, one], [, other]) => other - one));
  return { lot: i, lots: back.length, ms: Math.round(ms), stoppedMs, foundMs, toldMs, told };
}

const at = (sorted: readonly number[], share: number): number =>
  Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!);

const platform = await startTestPlatform({ isLive: true, ...(values.mariadb && { mariaDb: 'heitu_trace' }) });
try {
  await plantLots(platform, lots, sourcesOf);
  // The first answer also compiles what it runs.
  await lineage(platform, 0);
  const answers = [];
  for (let n = 0; n < ASKED; n++) answers.push(await lineage(platform, Math.floor((n * (lots - 1)) / (ASKED - 1))));
  const times = answers.map(({ ms }) => ms).sort((one, other) => one - other);
  const trace = { asked: ASKED, p50Ms: at(times, 0.5), p99Ms: at(times, 0.99), slowestMs: at(times, 1) };
  const recalls = [];
  const left = answers.toSorted((one, other) => one.madeInto.length - other.madeInto.length);
  for (const wanted of RECALLED) {
    const one =
      left.find(({ lot, madeInto }) => madeInto.length >= wanted && !gone.has(plantedLot(lot))) ?? left.at(-1)!;
    recalls.push(await recall(platform, one));
  }
  if (values.json) console.log(JSON.stringify({ lots, trace, recalls }));
  else {
    console.log(
      `of ${lots} lots, ${ASKED} traced both ways: p50 ${trace.p50Ms} ms, p99 ${trace.p99Ms} ms, slowest ${trace.slowestMs} ms`,
    );
    for (const { lots: many, ms, stoppedMs, foundMs, toldMs, told } of recalls) {
      console.log(
        `a recall of ${many} lots: answered in ${ms} ms; after that nothing picked from ${stoppedMs} ms on,`,
        `every unit found in ${foundMs} ms, every buyer told in ${toldMs} ms`,
      );
      console.log(
        `  ${Object.entries(told)
          .map(([what, n]) => `${what} ${n}`)
          .join(', ')}`,
      );
    }
  }
  const isSoon = recalls.every(({ stoppedMs }) => stoppedMs < PICKED_ON_MS_MAX);
  process.exitCode = trace.slowestMs < ANSWER_MS_MAX && isSoon ? 0 : 1;
} finally {
  await platform.close();
}
