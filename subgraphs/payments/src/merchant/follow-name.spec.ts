import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openPayments, type PaymentsRoom } from '../payments.fixture.ts';

describe('a name that was put right (PIPL 46) [10.4]', () => {
  let room: PaymentsRoom;
  beforeEach(async () => {
    room = await openPayments();
  });
  afterEach(() => room.close());

  const vault = () => room.subgraph.contextFor({ kind: 'system', id: 'spec', grants: [] }, 'spec').vault;
  const tell = (id: string, partyId = 'party-1') =>
    room.receive(
      'sellers',
      'sellers.party-renamed.v1',
      { partyId, partyKind: 'farmer', partyName: '黄**', accountId: 'wang', suppliers: [] },
      id,
    );
  const kept = async () => {
    const accounts = (await room.rows('MerchantAccount')).toSorted((a, b) => (a.partyId < b.partyId ? -1 : 1));
    return Promise.all(
      accounts.map(async ({ partyId, contactName, passwordKeeperName }) => [
        partyId,
        await vault().openUnrecorded(partyId, contactName),
        await vault().openUnrecorded(partyId, passwordKeeperName),
      ]),
    );
  };

  it('reaches whom one calls and who keeps the password, where it read so, and no other party', async () => {
    room.names.set('party-1', { name: '王对街', former: ['王对接'] });
    for (const id of ['e1', 'e1', 'e2']) await tell(id);
    expect(await kept()).toEqual([
      ['party-1', '王对街', '李密钥'],
      ['party-2', '王对接', '李密钥'],
    ]);
    // Told of the first once more, after a second: it is the one of now.
    room.names.set('party-1', { name: '汪对街', former: ['王对接', '王对街', '李密钥'] });
    await tell('late');
    await tell('e3');
    await tell('e4', 'nobody');
    expect(await kept()).toEqual([
      ['party-1', '汪对街', '汪对街'],
      ['party-2', '王对接', '李密钥'],
    ]);
  });

  it('is in whose name invoices are issued from now on', async () => {
    const farmer = 'party-2';
    const taxed = {
      id: 'mandate',
      partyId: farmer,
      route: 'registered',
      rateBasisPoints: 100,
      name: await vault().seal(farmer, '王秀兰'),
      taxNumber: await vault().seal(farmer, '1'),
      agreedBy: 'wang',
      agreedAtMs: 1,
    };
    const em = room.subgraph.orm.em.fork();
    const columns = Object.keys(taxed);
    await em.execute(
      `insert into \`InvoiceMandate\` (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`,
      Object.values(taxed),
    );
    room.names.set(farmer, { name: '黄秀蓝', former: ['王秀兰'] });
    await tell('e1', farmer);
    const [mandate] = await room.rows('InvoiceMandate');
    expect(await vault().openUnrecorded(farmer, mandate.name)).toBe('黄秀蓝');
  });
});
