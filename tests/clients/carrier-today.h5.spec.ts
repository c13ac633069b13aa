import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DAY_MS } from '@heitu/kit/rules/clock';
import type { Person } from '../journeys/client.ts';
import { dayFrom } from '../journeys/numbers.ts';
import { seen, seriousFaults, SMALL_PHONE } from './browser.ts';
import { faultsOf, openCarrierDesk, type CarrierDesk } from './carrier-desk.fixture.ts';
import { openRoom } from './platform.ts';

const PAGES = ['today', 'parcels', 'returns', 'alarms', 'handovers', 'money', 'fleet', 'service', 'conduct'];

describe("what waits at a carrier's desk, in a browser", () => {
  let platform: CarrierDesk['platform'];
  let desks: CarrierDesk;
  let trade: CarrierDesk['trade'];
  let desk: Person;
  let farm: CarrierDesk['farm'];
  beforeAll(async () => {
    desks = await openCarrierDesk();
    ({ platform, trade, desk, farm } = desks);
  });
  afterAll(() => desks?.close());

  const phoneOf: CarrierDesk['phoneOf'] = (...of) => desks.phoneOf(...of);
  const packed = () => trade.packed(farm.farmer, farm.skuId);

  it('finds among what is to be done today a contract to sign and a deposit that is short, each with its clock', async () => {
    const { carriers } = await desk.ask('{ carriers { partyId } }');
    const { myParties } = await farm.farmer.ask('{ myParties { id } }');
    const [{ partyId: withPartyId }, [{ id: partyId }]] = [carriers[0], myParties];
    const number = `PS-${trade.run}`;
    const now = await trade.world.now();
    const { id: contractId } = await farm.farmer.do(
      'signContract',
      {
        partyId,
        withPartyId,
        kind: 'DELIVERY',
        number,
        validFromOn: dayFrom(now, -1),
        validUntilOn: dayFrom(now, 300),
      },
      'id',
    );
    const database = openRoom(platform, 'payments');
    const before = database.prepare('select * from Deposit where partyId = ?').get(withPartyId) as {
      requiredFen: number;
      heldFen: number;
      nextLookAtMs: number;
    };
    const set = database.prepare(
      'update Deposit set state = ?, shortSinceMs = ?, heldFen = ?, nextLookAtMs = ? where partyId = ?',
    );
    set.run('short', Number(now), before.requiredFen - 180_000, Number(now) + DAY_MS, withPartyId);
    try {
      const manager = await phoneOf(desk);
      const { page } = manager;
      const { buyer, orderId } = await packed();
      const complaint = { orderId, kind: 'DELIVERY', text: `送货的人态度不好 ${trade.run}`, wanted: 'ANSWER' };
      const { id: complaintId } = await buyer.do('fileComplaint', complaint, 'id');
      const due = (what: RegExp) => page.locator('.cell').filter({ hasText: what, visible: true });
      await manager.open('today/index');
      await due(/合同 [1-9]\d* 份，等您签字/)
        .filter({ hasText: '前签字，还剩' })
        .waitFor();
      expect(await seriousFaults(page)).toEqual([]);
      await due(/保证金还差 ¥1,?800/)
        .filter({ hasText: '前补足，还剩' })
        .tap();
      await seen(page, /^充进您在支付机构的保证金账户/).waitFor();
      expect(await seriousFaults(page)).toEqual([]);
      await manager.open('today/index');
      await due(/投诉 [1-9]\d* 件，等您答复/)
        .filter({ hasText: '前答复，还剩' })
        .tap();
      await seen(page, /^送货的人态度不好/).waitFor();
      expect(await seriousFaults(page)).toEqual([]);
      await desk.do('answerComplaint', { complaintId, text: '已经教育', remedy: 'ANSWER', accept: true }, 'id');
      await manager.open('today/index');
      await due(/合同 [1-9]\d* 份，等您签字/).tap();
      await page.getByLabel(`签字：合同${number}`).tap();
      await trade.until('the contract to be signed', async () => {
        const { contracts } = await desk.ask('query($id: ID!) { contracts(id: $id) { edges { node { state } } } }', {
          id: contractId,
        });
        return contracts.edges[0].node.state === 'SIGNED';
      });
      expect(faultsOf(manager)).toEqual([]);
    } finally {
      set.run('held', null, before.heldFen, before.nextLookAtMs, withPartyId);
      database.close();
    }
  }, 120_000);

  it('opens every page on a small phone without a serious fault, each with one question', async () => {
    const manager = await phoneOf(desk, SMALL_PHONE);
    for (const name of PAGES) {
      manager.asked.length = 0;
      await manager.open(`${name}/index`);
      await manager.page.locator('.section, .state').first().waitFor();
      expect({ name, faults: await seriousFaults(manager.page) }).toEqual({ name, faults: [] });
      expect(manager.asked.filter((operation) => operation.startsWith('Carrier')).length).toBe(1);
      expect(await manager.page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    }
    expect(faultsOf(manager)).toEqual([]);
  }, 120_000);
});
