import { catalog as manifest } from '@heitu/catalog';
import type { Actor } from '@heitu/kit/rules/actor';
import { isRecord } from '@heitu/kit/rules/checked';
import type { RunningSubgraph } from '@heitu/kit/serving/running';
import { testSubgraph } from '@heitu/kit/serving/testing';
import { given, numberOr } from '@heitu/tools/command-line';

/**
 * `./run bench trace [--lots 10000] [--json]`: of so many lots, each made from three of the five hundred before it,
 * what one was made from and what was made from it. Exit 1 where one answer takes a second.
 */
const { values } = given('bench trace');
const lots = numberOr(values.lots, 10_000);
const ANSWER_MS_MAX = 1000;
const SOURCES = 3;
const BEFORE = 500;
const BATCH = 200;
const ASKED = 20;
const ASKER: Actor = { kind: 'system', id: 'bench', grants: [{ role: 'operator-admin' }] };
const idOf = (i: number): string => `lot${String(i).padStart(23, '0')}`;

async function plant({ orm }: RunningSubgraph): Promise<void> {
  const em = orm.em.fork();
  for (let from = 0; from < lots; from += BATCH) {
    const ids = Array.from({ length: Math.min(BATCH, lots - from) }, (_, k) => from + k);
    const rows = ids.map(
      (i) => `('${idOf(i)}', 'L${i}', 's', 'p', 'shop', 'party', 'x', 'x', 1, '2026-01-01', 'released', ${i})`,
    );
    await em.execute(
      `insert into Lot (id, code, skuId, productId, shopId, partyId, supplierId, supplierName, units, producedOn, state, registeredAtMs) values ${rows.join(', ')}`,
    );
    const links = ids.flatMap((i) => sourcesOf(i).map((source) => `('${idOf(i)}', '${idOf(source)}')`));
    if (links.length > 0) await em.execute(`insert into LotSource (lotId, sourceLotId) values ${links.join(', ')}`);
  }
}
/** Three of the five hundred before it; the first five hundred were bought. */
const sourcesOf = (i: number): number[] =>
  i < BEFORE
    ? []
    : Array.from({ length: SOURCES }, (_, k) => i - 1 - ((i * 37 + k * Math.floor(BEFORE / SOURCES)) % BEFORE));

async function ask(catalog: RunningSubgraph, i: number) {
  const began = performance.now();
  const { data, errors } = await catalog.execute(
    { query: `{ lot(id: "${idOf(i)}") { madeFrom { id } madeInto { id } } }` },
    ASKER,
    'bench',
  );
  const ms = performance.now() - began;
  const lot = isRecord(data) && isRecord(data['lot']) ? data['lot'] : undefined;
  if (!lot) throw new Error(errors?.[0]?.message ?? `lot ${i} is not there`);
  const count = (of: unknown): number => (Array.isArray(of) ? of.length : 0);
  return { lot: i, madeFrom: count(lot['madeFrom']), madeInto: count(lot['madeInto']), ms: Math.round(ms) };
}

const room = await testSubgraph(manifest);
try {
  const catalog = room.subgraph;
  await plant(catalog);
  // The first answer also compiles what it runs.
  await ask(catalog, 0);
  const answers = [];
  for (let n = 0; n < ASKED; n++) answers.push(await ask(catalog, Math.floor((n * (lots - 1)) / (ASKED - 1))));
  const slowest = Math.max(...answers.map(({ ms }) => ms));
  if (values.json) console.log(JSON.stringify({ lots, slowestMs: slowest, answers }));
  else {
    for (const { lot, madeFrom, madeInto, ms } of answers)
      console.log(`lot ${lot}: made from ${madeFrom}, made into ${madeInto}, ${ms} ms`);
    console.log(`of ${lots} lots the slowest answer took ${slowest} ms`);
  }
  process.exitCode = slowest < ANSWER_MS_MAX ? 0 : 1;
} finally {
  await room.close();
}
