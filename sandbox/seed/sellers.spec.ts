import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { account, testSubgraph, type TestSubgraph } from '@heitu/kit/serving/testing';
import { systemActor } from '@heitu/kit/rules/actor';
import { sellers } from '@heitu/sellers';
import { accountId, partyId, shopId, supplierId } from './keys.ts';
import { people } from './people.ts';
import { seedSellers } from './sellers.ts';
import { SIGN_INS } from './sign-ins.ts';

describe("the demo county's businesses", () => {
  let room: TestSubgraph;
  const seed = () =>
    seedSellers(room.subgraph.contextFor(systemActor('seed'), 'seed'), { nowMs: Date.parse('2026-11-24T16:00:00Z') });
  beforeEach(async () => {
    const produceFigures = { plots: 13, goods: 12, growers: 9, skus: 40, skusFromField: 34 };
    room = await testSubgraph(sellers, { peers: { catalog: () => ({ produceFigures }) } });
    await seed();
  });
  afterEach(() => room.close());

  it('are all in good standing, with shops on sale, suppliers to buy from and certified couriers', async () => {
    const { publicRegister } = await room.graph<any>(
      account('anyone'),
      '{ publicRegister { edges { node { name kind inGoodStanding licences { valid } } } } }',
    );
    expect(publicRegister.edges).toHaveLength(11);
    expect(publicRegister.edges.filter((edge: any) => !edge.node.inGoodStanding)).toEqual([]);
    const asked = {
      shops: [shopId('seller:xiangtun-coop')],
      suppliers: [supplierId('seller:linhai-honey', 'supplier:mopanshan-foragers')],
      people: [accountId('staff:beida-courier-1'), accountId('staff:xiangmai-courier-1')],
    };
    const states = await room.graph<any>(
      { kind: 'peer', id: 'logistics', grants: [] },
      'query($shops: [ID!]!, $suppliers: [ID!]!, $people: [ID!]!, $parties: [ID!]!) { shopStates(ids: $shops) { onSale partyId } supplierStates(ids: $suppliers) { valid } coldChainCertificates(accountIds: $people) { accountId } partyStates(ids: $parties) { contactName contactPhone } }',
      { ...asked, parties: [partyId('seller:xiangtun-coop')] },
    );
    expect(states).toEqual({
      shopStates: [{ onSale: true, partyId: partyId('seller:xiangtun-coop') }],
      supplierStates: [{ valid: true }],
      coldChainCertificates: [{ accountId: accountId('staff:beida-courier-1') }],
      partyStates: [{ contactName: '田有粮', contactPhone: '19900000100' }],
    });
  });

  it('[5.1.a] [6.2.a] [6.2.b] [7.1.b] [7.1.c] [7.2] [9.2.cl] show evidence for every clause the subgraph answers for', async () => {
    const { sellersEvidence } = await room.graph<any>(
      { kind: 'peer', id: 'trust', grants: [] },
      '{ sellersEvidence(fromMs: "0", toMs: "4102444800000") { clause figures { label value verdict } } }',
    );
    expect(sellersEvidence.filter((one: any) => one.figures.length === 0).map((one: any) => one.clause)).toEqual([]);
    expect(
      sellersEvidence.flatMap((one: any) =>
        one.figures.filter(({ verdict }: any) => verdict === 'BREACHED' || verdict === 'ABSENT'),
      ),
    ).toMatchObject([{ label: '说得出从哪里来的在售规格' }]);
  });

  it('lose the honey shop when its licence ends, and nothing else', async () => {
    room.clock.set('2026-12-20T00:00:00Z');
    await room.subgraph.runOnce();
    const { shops } = await room.graph<any>(
      account('anyone'),
      '{ shops(onlyOnSale: false) { edges { node { name onSale } } } }',
    );
    expect(shops.edges.filter((edge: any) => !edge.node.onSale).map((edge: any) => edge.node.name)).toEqual([
      '老孟家蜂蜜坚果',
    ]);
  });

  it('are not loaded twice', async () => {
    await seed();
    const { publicRegister } = await room.graph<any>(account('anyone'), '{ publicRegister { edges { cursor } } }');
    expect(publicRegister.edges).toHaveLength(11);
  });

  it('have a person of the right role behind each sample sign-in', () => {
    for (const { key, role } of SIGN_INS)
      expect([key, people.find((person) => person.key === key)?.role]).toEqual([key, role]);
  });

  it('show in each shop who stands behind its goods, with story and face', async () => {
    const { shops } = await room.graph<any>(
      account('anyone'),
      '{ shops { edges { node { name pictureId pictureAlt growers { name story pictureId pictureAlt } } } } }',
    );
    const growers = shops.edges.flatMap(({ node }: any) => node.growers);
    expect(shops.edges.every(({ node }: any) => node.growers.length > 0)).toBe(true);
    expect(growers.map(({ name }: any) => name)).toContain('王秀兰');
    for (const { node } of shops.edges) expect(node.pictureAlt).not.toBe(node.name);
    for (const { pictureId, pictureAlt } of [...growers, ...shops.edges.map(({ node }: any) => node)]) {
      expect(pictureAlt).toEqual(expect.any(String));
      const request = { method: 'GET', path: `/files/${pictureId}`, query: {}, headers: {}, body: Buffer.alloc(0) };
      expect(await room.subgraph.edge(request, account('anyone'), 'r')).toMatchObject({ status: 200 });
    }
  });
});
