import { isRecord } from '@heitu/kit/rules/checked';
import { given, numberOr } from '@heitu/tools/command-line';
import { startTestPlatform, type Platform, type Row } from '../contract/platform.fixture.ts';

/**
 * `./run bench trace [--lots 10000] [--json]`: of so many lots, each made from three of the five hundred before it,
 * what one was made from and what was made from it, asked through the gateway; then recalls, up to the moment when
 * orders has found every unit. Exit 1 where an answer takes a second, or a unit is not found.
 */
const { values } = given('bench trace');
const lots = numberOr(values.lots, 10_000);
const ANSWER_MS_MAX = 1000;
const FOUND_MS_MAX = 120_000;
const SOURCES = 3;
const BEFORE = 500;
const BATCH = 200;
const ASKED = 200;
/** Recalls of about so many lots at once. */
const RECALLED = [0, 10, 100, 1000];
const idOf = (i: number): string => `lot${String(i).padStart(23, '0')}`;

/** Three of the five hundred before it; the first five hundred were bought. */
const sourcesOf = (i: number): number[] =>
  i < BEFORE
    ? []
    : Array.from({ length: SOURCES }, (_, k) => i - 1 - ((i * 37 + k * Math.floor(BEFORE / SOURCES)) % BEFORE));

/** Copies of one of the county's lots, with a chain, twenty units in store and one unit at a buyer. */
async function plant({ rows }: Platform): Promise<void> {
  const [lot] = await rows('catalog', `select * from "Lot" where state = 'released' order by id limit 1`);
  const [line] = await rows(
    'orders',
    `select t.* from "LineLot" t join "Order" o on o.id = t.orderId where o.state in ('completed', 'signed') and t.afterSaleId is null limit 1`,
  );
  if (!lot || !line) throw new Error('the county has no lot, or nobody has bought');
  const insert = (subgraph: string, table: string, all: readonly Row[]): Promise<unknown> => {
    const columns = Object.keys(all[0]!);
    const marks = `(${columns.map(() => '?').join(', ')})`;
    return rows(
      subgraph,
      `insert into "${table}" (${columns.map((column) => `"${column}"`).join(', ')}) values ${all.map(() => marks).join(', ')}`,
      all.flatMap((row) => columns.map((column) => row[column])),
    );
  };
  for (let from = 0; from < lots; from += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, lots - from) }, (_, k) => from + k);
    const named = batch.map((i) => ({ i, lotId: idOf(i), lotCode: `BENCH-${i}` }));
    await insert(
      'catalog',
      'Lot',
      named.map(({ lotId: id, lotCode: code }) => ({ ...lot, id, code })),
    );
    await insert(
      'catalog',
      'TraceChain',
      named.map(({ lotId }) => ({ lotId, length: 0, headHash: '0'.repeat(64), sealedLength: 0, updatedAtMs: 0 })),
    );
    const links = batch.flatMap((i) => sourcesOf(i).map((source) => ({ lotId: idOf(i), sourceLotId: idOf(source) })));
    if (links.length > 0) await insert('catalog', 'LotSource', links);
    await insert(
      'orders',
      'LotStock',
      named.map(({ lotId, lotCode }) => ({
        lotId,
        lotCode,
        skuId: line['skuId'],
        partyId: lot['partyId'],
        onHand: 20,
        producedOn: line['producedOn'],
        blocked: 0,
      })),
    );
    await insert(
      'orders',
      'LineLot',
      named.map(({ i, lotId, lotCode }) => ({ ...line, id: `bought${idOf(i).slice(6)}`, lotId, lotCode, units: 1 })),
    );
  }
}

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
  const { data, ms } = await ask(platform, LINEAGE, { id: idOf(i) });
  const { madeFrom, madeInto } = data['lot'] as { madeFrom: unknown[]; madeInto: { id: string }[] };
  return { lot: i, madeFrom: madeFrom.length, madeInto, ms };
}

const RECALL =
  'mutation($input: RecallLotInput!) { recallLot(input: $input) { ... on Lot { id } ... on Refusal { message } } }';
/** A recall through the gateway, until every unit of it stands in its case: in store and with its buyer. */
async function recall(platform: Platform, { lot: i, madeInto }: Awaited<ReturnType<typeof lineage>>) {
  const found = async (): Promise<number> =>
    Number((await platform.rows('orders', 'select count(*) as n from "RecallRow"'))[0]!['n']);
  const back = [idOf(i), ...madeInto.map(({ id }) => id)].filter((id) => !gone.has(id));
  for (const id of back) gone.add(id);
  const wanted = (await found()) + 2 * back.length;
  const began = performance.now();
  const { ms } = await ask(platform, RECALL, {
    input: { lotId: idOf(i), reason: '演练', requestId: `00000000-0000-4000-8000-${String(i).padStart(12, '0')}` },
  });
  while ((await found()) < wanted) {
    if (performance.now() - began > FOUND_MS_MAX) throw new Error(`of lot ${i} ${wanted - (await found())} rows lack`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return { lot: i, lots: back.length, ms: Math.round(ms), foundMs: Math.round(performance.now() - began) };
}

const at = (sorted: readonly number[], share: number): number =>
  Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!);

const platform = await startTestPlatform({ isLive: true });
try {
  await plant(platform);
  // The first answer also compiles what it runs.
  await lineage(platform, 0);
  const answers = [];
  for (let n = 0; n < ASKED; n++) answers.push(await lineage(platform, Math.floor((n * (lots - 1)) / (ASKED - 1))));
  const times = answers.map(({ ms }) => ms).sort((one, other) => one - other);
  const trace = { asked: ASKED, p50Ms: at(times, 0.5), p99Ms: at(times, 0.99), slowestMs: at(times, 1) };
  const recalls = [];
  const left = answers.toSorted((one, other) => one.madeInto.length - other.madeInto.length);
  for (const wanted of RECALLED) {
    const one = left.find(({ lot, madeInto }) => madeInto.length >= wanted && !gone.has(idOf(lot))) ?? left.at(-1)!;
    recalls.push(await recall(platform, one));
  }
  if (values.json) console.log(JSON.stringify({ lots, trace, recalls }));
  else {
    console.log(
      `of ${lots} lots, ${ASKED} traced both ways: p50 ${trace.p50Ms} ms, p99 ${trace.p99Ms} ms, slowest ${trace.slowestMs} ms`,
    );
    for (const { lots: many, ms, foundMs } of recalls)
      console.log(`a recall of ${many} lots: called back in ${ms} ms, every unit found in ${foundMs} ms`);
  }
  process.exitCode = trace.slowestMs < ANSWER_MS_MAX ? 0 : 1;
} finally {
  await platform.close();
}
