import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { backupFolders, command } from './command.fixture.ts';

/** Made from the shadow lot in the copy, and it. */
const LOTS = 12;
const ON_THE_WAY = 3;
/** Of the history: enough that one lot went to several. */
const ORDERS = 60;
type Row = Readonly<Record<string, unknown>>;

/** On MariaDB the drill is played where its commands are followed (tests/processes/documents.spec.ts). */
describe('a drill of a recall', () => {
  let folders: ReturnType<typeof backupFolders>;
  beforeEach(() => {
    folders = backupFolders();
  });
  afterEach(() => folders.remove());
  async function ask(room: string, sql: string, given: unknown[] = []): Promise<Row[]> {
    const file = new Database(join(folders.env['DATA_DIR']!, `${room}.db`));
    const statement = file.prepare(sql);
    const rows = statement.reader ? statement.all(...given) : (statement.run(...given), []);
    file.close();
    return rows as Row[];
  }
  const count = async (room: string, from: string): Promise<number> =>
    Number((await ask(room, `select count(*) as n from ${from}`))[0]!['n']);

  /** Of the lot of which most was sold some is under way again. */
  async function sendAgain(): Promise<void> {
    const orders = await ask(
      'orders',
      `select t.orderId, count(*) as n from LineLot t join \`Order\` o on o.id = t.orderId
        where o.state = 'completed' and t.afterSaleId is null and t.lotId = (
          select t.lotId from LineLot t join \`Order\` o on o.id = t.orderId join LotStock k on k.lotId = t.lotId
          where k.recallId is null and t.units > t.returnedUnits
            and o.state in ('ready', 'in-transit', 'coming-back', 'delivered', 'completed')
          group by t.lotId order by count(*) desc, t.lotId limit 1)
        group by t.orderId order by t.orderId limit ${ON_THE_WAY}`,
    );
    for (const { orderId } of orders) {
      await ask('orders', "update `Order` set state = 'in-transit', completedAtMs = null where id = ?", [orderId]);
      await ask('logistics', "update Shipment set state = 'taken-over', deliveredAtMs = null where orderId = ?", [
        orderId,
      ]);
    }
  }

  it('finds every unit, stops every parcel and tells every buyer in the copy, and touches nothing beside it [7.3.6.a-c]', async () => {
    const { env } = folders;
    expect(await command(['seed', '--orders', String(ORDERS)], env)).toMatchObject({ code: 0 });
    await sendAgain();
    const untouched = async () => ({
      recalls: await count('orders', 'LotStock where recallId is not null'),
      lots: await count('catalog', 'Lot'),
      stopped: await count('logistics', 'Shipment where stoppedAtMs is not null'),
      messages: await count('trust', 'Message'),
      sms: await count('trust', 'MessageSms'),
    });
    const before = await untouched();
    expect(await command(['backup', '--kind', 'full'], env)).toMatchObject({ code: 0 });
    const drilled = await command(['drill', 'recall', '--lots', String(LOTS)], env);
    expect(drilled).toMatchObject({ code: 0, output: expect.stringContaining('通过') });
    const figures = /共(\d+)个批次：找到(\d+)\/(\d+)笔.*停下(\d+)\/(\d+)票，通知(\d+)\/(\d+)人/.exec(drilled.output);
    const [lots, found, rows, stopped, parcels, told, buyers] = (figures ?? []).slice(1).map(Number);
    expect([lots, found, stopped, told]).toEqual([LOTS, rows, parcels, buyers]);
    expect([found! >= LOTS, stopped, told! > 1]).toEqual([true, ON_THE_WAY, true]);
    expect(await untouched()).toEqual(before);
    expect(await ask('trust', "select rowsBefore, rowsRecovered from Drill where kind = 'recall'")).toMatchObject([
      { rowsBefore: rows, rowsRecovered: rows },
    ]);
  }, 300_000);
});
