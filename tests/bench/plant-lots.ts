import type { Platform, Row } from '../contract/platform.fixture.ts';

const PER_INSERT = 200;
/** Of so many orders that were delivered; some buyers have several. */
const ORDERS_MAX = 40;
export const plantedLot = (i: number): string => `lot${String(i).padStart(23, '0')}`;

export function insert(rows: Platform['rows'], subgraph: string, table: string, all: readonly Row[]): Promise<unknown> {
  const columns = Object.keys(all[0] ?? {});
  const names = columns.map((column) => `"${column}"`).join(', ');
  const marks = all.map(() => `(${columns.map(() => '?').join(', ')})`).join(', ');
  return rows(
    subgraph,
    `insert into "${table}" (${names}) values ${marks}`,
    all.flatMap((row) => columns.map((column) => row[column])),
  );
}

/**
 * So many copies of one of the county's lots, each made from those that `sourcesOf` says, with a chain, twenty units in
 * store and one unit at a buyer.
 */
export async function plantLots(
  { rows }: Platform,
  lots: number,
  sourcesOf: (i: number) => readonly number[],
): Promise<void> {
  const [lot] = await rows('catalog', `select * from "Lot" where state = 'released' order by id limit 1`);
  const lines = await rows(
    'orders',
    `select t.* from "LineLot" t join "Order" o on o.id = t.orderId
      where o.state = 'completed' and t.afterSaleId is null order by t.id limit ${ORDERS_MAX}`,
  );
  const [line] = lines;
  if (!lot || !line) throw new Error('the county has no lot, or nobody has bought');
  for (let from = 0; from < lots; from += PER_INSERT) {
    const batch = Array.from({ length: Math.min(PER_INSERT, lots - from) }, (_, k) => from + k);
    const named = batch.map((i) => ({ i, lotId: plantedLot(i), lotCode: `BENCH-${i}` }));
    await insert(
      rows,
      'catalog',
      'Lot',
      named.map(({ lotId: id, lotCode: code }) => ({ ...lot, id, code })),
    );
    const chain = { length: 0, headHash: '0'.repeat(64), sealedLength: 0, updatedAtMs: 0 };
    const chains = named.map(({ lotId }) => ({ lotId, ...chain }));
    await insert(rows, 'catalog', 'TraceChain', chains);
    const links = batch.flatMap((i) =>
      sourcesOf(i).map((source) => ({ lotId: plantedLot(i), sourceLotId: plantedLot(source) })),
    );
    if (links.length > 0) await insert(rows, 'catalog', 'LotSource', links);
    await insert(
      rows,
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
      rows,
      'orders',
      'LineLot',
      named.map(({ i, lotId, lotCode }) => ({
        ...lines[i % lines.length],
        id: `bought${lotId.slice(6)}`,
        lotId,
        lotCode,
        units: 1,
        returnedUnits: 0,
      })),
    );
  }
}
