import { chunksOf } from '@heitu/kit/rules/chunks';
import { BackupRefused } from './backup.refusals.ts';

type Row = Readonly<Record<string, unknown>>;
type Ask = (room: string, statement: string, given?: unknown[]) => Promise<Row[]>;

const ROWS_PER_INSERT = 100;
/** Each made from the one before it, so many side by side. */
const CHAINS = 100;
/** What they are known by in the copy: no lot of the platform has such an id. */
export const WIDENED = 'DRILL-';

/**
 * In the copy so many lots more, made from the shadow lot and from each other, each with what lies in store of it and
 * with units at one of its buyers: how long a recall of very many takes on this machine. Answers how many orders' rows
 * there are to be found.
 */
export async function widenShadow(ask: Ask, lotId: string, lots: number, out: string): Promise<number> {
  const [lot] = await ask('catalog', 'select * from `Lot` where id = ?', [lotId]);
  const [stock] = await ask('orders', 'select * from `LotStock` where lotId = ?', [lotId]);
  const lines = await ask(
    'orders',
    `select t.* from \`LineLot\` t join \`Order\` o on o.id = t.orderId where t.lotId = ? and ${out} order by t.id`,
    [lotId],
  );
  if (!lot || !stock || lines.length === 0) throw new BackupRefused('NO_LOT_TO_RECALL');
  const idOf = (i: number): string => (i < 0 ? lotId : `${WIDENED}${String(i).padStart(20, '0')}`);
  const numbers = Array.from({ length: lots }, (_, i) => i);
  const insert = async (room: string, table: string, rowOf: (i: number) => Row): Promise<void> => {
    for (const some of chunksOf(numbers, ROWS_PER_INSERT)) {
      const rows = some.map(rowOf);
      const columns = Object.keys(rows[0] ?? {});
      const marks = rows.map(() => `(${columns.map(() => '?').join(', ')})`).join(', ');
      await ask(
        room,
        `insert into \`${table}\` (${columns.map((column) => `\`${column}\``).join(', ')}) values ${marks}`,
        rows.flatMap((row) => columns.map((column) => row[column])),
      );
    }
  };
  const nameOf = (i: number): string => `${WIDENED}${i}`;
  await insert('catalog', 'Lot', (i) => ({ ...lot, id: idOf(i), code: nameOf(i) }));
  await insert('catalog', 'LotSource', (i) => ({ lotId: idOf(i), sourceLotId: idOf(i < CHAINS ? -1 : i - CHAINS) }));
  await insert('catalog', 'TraceChain', (i) => ({
    lotId: idOf(i),
    length: 0,
    headHash: '0'.repeat(64),
    sealedLength: 0,
    updatedAtMs: 0,
  }));
  await insert('orders', 'LotStock', (i) => ({ ...stock, lotId: idOf(i), lotCode: nameOf(i) }));
  await insert('orders', 'LineLot', (i) => ({
    ...lines[i % lines.length],
    // Units in store and units in an order are found by their ids.
    id: `BUYER-${String(i).padStart(20, '0')}`,
    lotId: idOf(i),
    lotCode: nameOf(i),
  }));
  return lots;
}
