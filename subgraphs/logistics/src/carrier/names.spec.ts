import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HOUR_MS } from '@heitu/kit/rules/clock';
import { testSubgraph, type TestSubgraph } from '@heitu/kit/serving/testing';
import { logistics } from '../index.ts';

const filing = (partyId: string, partyKind: string, partyName: string) => ({
  filingId: `filing-${partyId}`,
  partyId,
  partyKind,
  partyName,
  accountId: 'acc-head',
  validUntil: null,
});
const renamed = (partyId: string, partyKind: string, partyName: string) => ({
  partyId,
  partyKind,
  partyName,
  accountId: 'acc-head',
  suppliers: [],
});
const manager = (partyId: string) => ({
  kind: 'account' as const,
  id: 'acc-head',
  grants: [{ role: 'consumer' }, { role: 'carrier-manager', partyId }],
});

describe('names that were put right (PIPL 46) [10.4]', () => {
  let room: TestSubgraph;
  /** What trust says it should be now. */
  let granted: string | null;
  beforeEach(async () => {
    granted = '孟晓军';
    room = await testSubgraph(logistics, {
      at: '2026-11-25T02:00:00Z',
      services: {
        express: { client: { subscribe: async () => ({ ok: true, value: null }) }, callbackUrl: '', salt: 'salt' },
      },
      peers: {
        trust: (document, { ids }) =>
          document.includes('correctedName')
            ? { correctedName: granted }
            : { accountBriefs: (ids as string[]).map((accountId) => ({ accountId, active: true })) },
      },
    });
  });
  afterEach(() => room.close());

  const tell = (type: string, payload: object, id?: string) =>
    room.receive('sellers', `sellers.${type}.v1`, payload, id);
  const execute = (sql: string): Promise<any[]> => room.subgraph.orm.em.fork().execute(sql);
  const namesOf = async (table: string) =>
    (await execute(`select partyId, name from \`${table}\` order by partyId`)).map(({ partyId, name }) => [
      partyId,
      name,
    ]);

  it('are those of carriers and stations, of each the newest that was told, however late an older one comes', async () => {
    await tell('filing-approved', filing('c1', 'carrier', '北大冷链'));
    await tell('filing-approved', filing('c2', 'carrier', '别家冷链'));
    await tell('filing-approved', filing('s1', 'station', '辉煌村站'));
    room.clock.advance(2 * HOUR_MS);
    await tell('party-renamed', renamed('c1', 'carrier', '北达冷链'), 'e1');
    await tell('party-renamed', renamed('c1', 'carrier', '北达冷链'), 'e1');
    await tell('party-renamed', renamed('s1', 'station', '辉煌村服务站'));
    await tell('party-renamed', renamed('f1', 'farmer', '黄**'));
    expect(await namesOf('Carrier')).toEqual([
      ['c1', '北达冷链'],
      ['c2', '别家冷链'],
    ]);
    expect(await namesOf('Station')).toEqual([['s1', '辉煌村服务站']]);
    // Told an hour before, and heard only now.
    room.clock.advance(-HOUR_MS);
    await tell('party-renamed', renamed('c1', 'carrier', '北打冷链'));
    await tell('filing-approved', filing('c1', 'carrier', '北大冷链'));
    await tell('filing-approved', filing('s1', 'station', '辉煌村站'));
    expect([await namesOf('Carrier'), await namesOf('Station')]).toEqual([
      [
        ['c1', '北达冷链'],
        ['c2', '别家冷链'],
      ],
      [['s1', '辉煌村服务站']],
    ]);
    // A standing says nothing of the name.
    await tell('party-standing-changed', {
      partyId: 'c1',
      partyKind: 'carrier',
      inGoodStanding: false,
      reason: '证照过期',
      clause: '6.4',
    });
    expect(await namesOf('Carrier')).toContainEqual(['c1', '北达冷链']);
  });

  it('are a courier’s with each carrier, once, and nobody else’s', async () => {
    for (const carrierPartyId of ['c1', 'c2']) {
      await tell('filing-approved', filing(carrierPartyId, 'carrier', '冷链'));
      for (const accountId of ['acc-courier', 'acc-other'])
        await room.graph(
          manager(carrierPartyId),
          'mutation($input: RegisterCourierInput!) { registerCourier(input: $input) { __typename } }',
          {
            input: {
              requestId: `${carrierPartyId}-${accountId}`,
              carrierPartyId,
              accountId,
              name: '孟小军',
              phone: '13904510003',
            },
          },
        );
    }
    const told = { correctionId: 'k1', accountId: 'acc-courier' };
    const known = async () => {
      const { vault } = room.subgraph.contextFor({ kind: 'system', id: 'spec', grants: [] }, 'spec');
      const rows = await execute('select * from `Courier` order by accountId, carrierPartyId');
      return Promise.all(rows.map(({ accountId, name }) => vault.openTextUnrecorded(accountId, name)));
    };
    for (const id of ['e1', 'e1', 'e2']) await room.receive('trust', 'trust.staff-name-corrected.v1', told, id);
    expect(await known()).toEqual(['孟晓军', '孟晓军', '孟小军', '孟小军']);
    // Trust no longer says that it was granted.
    granted = null;
    await room.receive('trust', 'trust.staff-name-corrected.v1', { ...told, accountId: 'acc-other' }, 'e3');
    expect(await known()).toEqual(['孟晓军', '孟晓军', '孟小军', '孟小军']);
  });
});
