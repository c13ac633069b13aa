import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS } from '@heitu/kit/rules/actor';
import { evidence } from '../evidence/evidence.ts';
import { screenGoods } from './banned-goods.policy.ts';
import {
  admin,
  CARRIER,
  fileCarrier,
  makeShipment,
  manager,
  openWorld,
  peer,
  type World,
} from '../test-world.fixture.ts';

describe('where carriers go', () => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld();
    await fileCarrier(world);
  });
  afterEach(() => world.close());

  it('stays where it is: villages of another county are refused, all of them together [8.1.2.as]', async () => {
    const home = { code: '230184100001', name: '杏花村', townshipName: '五常镇', remote: false };
    const elsewhere = { code: '230148100002', name: '远山村', townshipName: '', remote: true };
    expect(await world.act(admin, 'declareVillages', { villages: [home, elsewhere] })).toMatchObject({
      code: 'OTHER_COUNTY',
      details: [{ about: '230148100002', text: '远山村 的编码 230148100002 不在本县' }],
    });
    await world.act(admin, 'declareVillages', { villages: [home] });
    const moved = { ...elsewhere, code: '110101001001' };
    expect(await world.act(admin, 'declareVillages', { villages: [moved] })).toMatchObject({ code: 'OTHER_COUNTY' });
    const { homeCounty, villages } = await world.graph<any>(admin, '{ homeCounty { code } villages { code } }');
    expect([homeCounty.code, villages.length]).toEqual(['230184', 1]);
  });

  it('leads who chooses an address from the province to the village, and back [8.1.2.as]', async () => {
    await world.act(admin, 'declareVillages', {
      villages: [
        { code: '230184100001', name: '杏花村', townshipName: '五常镇', remote: false },
        { code: '230184200002', name: '远山村', townshipName: '', remote: true },
      ],
    });
    const ask = async (query: string) => world.graph<any>(ANONYMOUS, `{ ${query} }`);
    const parts = async (code?: string) =>
      (await ask(`divisions${code ? `(parentCode: "${code}")` : ''} { code name hasParts }`)).divisions;
    expect((await parts()).find(({ code }: any) => code === '23')).toEqual({
      code: '23',
      name: '黑龙江省',
      hasParts: true,
    });
    expect(await parts('23')).toContainEqual({ code: '2301', name: '哈尔滨市', hasParts: true });
    expect((await parts('2301')).filter(({ hasParts }: any) => hasParts)).toEqual([
      { code: '230184', name: '五常市', hasParts: true },
    ]);
    expect([await parts('230184'), await parts('230184100'), await parts('230103')]).toEqual([
      [{ code: '230184100', name: '五常镇', hasParts: true }],
      [{ code: '230184100001', name: '杏花村', hasParts: false }],
      [],
    ]);
    expect(
      (await ask('divisionPath(code: "230184100001") { name }')).divisionPath.map(({ name }: any) => name),
    ).toEqual(['黑龙江省', '哈尔滨市', '五常市', '五常镇', '杏花村']);
    expect((await ask('divisionPath(code: "230199") { name }')).divisionPath.map(({ name }: any) => name)).toEqual([
      '黑龙江省',
      '哈尔滨市',
    ]);
    expect(await ask('homeCounty { code name } homeTownships { code name }')).toEqual({
      homeCounty: { code: '230184', name: '五常市' },
      homeTownships: [{ code: '230184100', name: '五常镇' }],
    });
    expect(await ask('divisionPath(code: "五常") { name }')).toEqual({ divisionPath: [] });
    await expect(parts('五常')).rejects.toThrow('地区编码');
  });

  it('knows where a village lies on the map: both degrees or none, and what is entered last', async () => {
    const village = (more: object) => ({ code: '230184100001', name: '杏花村', remote: false, ...more });
    const declare = (more: object) => world.act(admin, 'declareVillages', { villages: [village(more)] });
    const points = async () =>
      (await world.graph<any>(admin, '{ villages { point { latitude longitude } } }')).villages;
    expect(await declare({ latitude: 44.9 })).toMatchObject({
      code: 'INVALID_INPUT',
      details: [{ path: ['villages', '0', 'longitude'], text: '纬度和经度要一起填' }],
    });
    // East and north mistaken for one another: no place in China.
    expect(await declare({ latitude: 127.1, longitude: 44.9 })).toMatchObject({
      details: [{ text: '纬度在3到54之间' }, { text: '经度在73到136之间' }],
    });
    await declare({ latitude: 44.9, longitude: 127.1 });
    expect(await points()).toEqual([{ point: { latitude: 44.9, longitude: 127.1 } }]);
    const parcels = await Promise.all(
      ['230184100001', '230184100'].map((toDivisionCode) => makeShipment(world, toDivisionCode, { toDivisionCode })),
    );
    const ways = await Promise.all(
      parcels.map((id) => world.ask(manager, 'query($id: ID!) { shipment(id: $id) { toPoint { latitude } } }', { id })),
    );
    // To the township nobody is led: the map looks the address up.
    expect(ways.map(({ shipment }) => shipment.toPoint)).toEqual([{ latitude: 44.9 }, null]);
    const middles = async () =>
      await world.graph<any>(
        ANONYMOUS,
        '{ homeCounty { point { latitude } } homeTownships { point { latitude longitude } } }',
      );
    await world.act(admin, 'declareVillages', {
      villages: [village({ code: '230184100002', townshipName: '五常镇', latitude: 45.1, longitude: 127.3 })],
    });
    await declare({ townshipName: '五常镇', latitude: 44.9, longitude: 127.1 });
    const { homeCounty, homeTownships } = await middles();
    expect(homeCounty).toEqual({ point: null });
    expect(homeTownships[0].point.latitude).toBeCloseTo(45, 5);
    expect(homeTownships[0].point.longitude).toBeCloseTo(127.2, 5);
    await declare({});
    expect((await points())[0]).toEqual({ point: null });
  });

  it('says of a place how soon goods of each kind come there, of the county where none is named [7.3.5.d]', async () => {
    const asked = async (divisionCode: string | null) =>
      (
        await world.graph<any>(
          ANONYMOUS,
          'query($c: String) { deliveryPlace(divisionCode: $c) { divisionCode path { name } times { storage hours feeFen carrierName } } }',
          { c: divisionCode },
        )
      ).deliveryPlace;
    expect(await asked(null)).toBeNull();
    await world.act(admin, 'declareVillages', {
      villages: [{ code: '230184100001', name: '杏花村', townshipName: '五常镇', remote: false }],
    });
    await world.act(manager, 'setRate', {
      carrierPartyId: CARRIER,
      storage: 'CHILLED',
      divisionCode: '230184100',
      firstKilogramFen: 500,
      perKilogramFen: 100,
      hours: 24,
    });
    const time = (storage: string, hours: number, feeFen: number) => ({
      storage,
      hours,
      feeFen,
      carrierName: '北达冷链',
    });
    expect(await asked('230184100001')).toEqual({
      divisionCode: '230184100001',
      path: ['黑龙江省', '哈尔滨市', '五常市', '五常镇', '杏花村'].map((name) => ({ name })),
      times: [time('AMBIENT', 48, 600), time('CHILLED', 24, 500), time('FROZEN', 48, 600)],
    });
    expect(await asked(null)).toMatchObject({
      divisionCode: '230184',
      times: [time('AMBIENT', 48, 600), time('CHILLED', 48, 600), time('FROZEN', 48, 600)],
    });
    // Nobody goes there, and what is no place is said to be none.
    expect(await asked('11')).toMatchObject({ times: [] });
    await expect(asked('五常')).rejects.toThrow('地区编码');
  });

  it('says in words where a carrier goes and where a price holds', async () => {
    await world.act(admin, 'declareVillages', {
      villages: [{ code: '230184100001', name: '杏花村', townshipName: '五常镇', remote: false }],
    });
    for (const divisionCode of ['230184100001', '230184100', '11', '1101'])
      await world.act(manager, 'setServiceArea', {
        carrierPartyId: CARRIER,
        divisionCode,
        firstMile: true,
        lastMile: true,
      });
    const { carriers } = await world.ask(
      manager,
      '{ carriers { areas { divisionCode divisionText } rates { divisionCode divisionText } } }',
    );
    const texts = new Map(carriers[0].areas.map((area: any) => [area.divisionCode, area.divisionText]));
    expect(['230184100001', '230184100', '11', '1101'].map((code) => texts.get(code))).toEqual([
      '黑龙江省哈尔滨市五常市五常镇杏花村',
      '黑龙江省哈尔滨市五常市五常镇',
      '北京市',
      '北京市',
    ]);
    expect(carriers[0].rates.find((rate: any) => rate.divisionCode === '').divisionText).toBe('');
  });

  it('counts the first and the last mile of the villages, and SKUs without a delivery price [8.1.2.as] [8.1.2.at] [7.3.5.d]', async () => {
    await world.receive('sellers', 'sellers.filing-approved.v1', {
      filingId: 'f2',
      partyId: 'station-1',
      partyKind: 'station',
      partyName: '二河服务站',
      accountId: 'x',
      validUntil: null,
    });
    await world.act(admin, 'declareVillages', {
      villages: [
        { code: '230184100001', name: '杏花村', remote: false },
        { code: '230184200002', name: '远山村', remote: true },
      ],
    });
    // From before other counties' villages were refused: one that nobody serves.
    await world.rows
      .insertInto('Village')
      .values({ code: '230999000001', name: '外县村', remote: 1, townshipName: '' })
      .execute();
    expect(
      await world.act(manager, 'setServiceArea', {
        carrierPartyId: CARRIER,
        divisionCode: '230184200002',
        firstMile: false,
        lastMile: true,
        stationPartyId: 'station-9',
      }),
    ).toMatchObject({ code: 'STATION_UNKNOWN', clause: '8.1.2.as' });
    await world.act(manager, 'setServiceArea', {
      carrierPartyId: CARRIER,
      divisionCode: '230184200002',
      firstMile: false,
      lastMile: true,
      stationPartyId: 'station-1',
    });
    await world.receive('catalog', 'catalog.sku-sale-changed.v1', {
      skuId: 'sku-1',
      productId: 'p',
      shopId: 's',
      onSale: true,
      reason: '',
    });
    const of = (clause: keyof typeof evidence) =>
      evidence[clause]!(world.subgraph.contextFor(peer('trust'), 'test') as never, {
        fromMs: 0,
        toMs: world.clock.now() + 1,
      });
    expect((await of('8.1.2.as')).map((figure) => figure.value)).toEqual([1, 1]);
    expect((await world.graph<any>(admin, '{ villages { name remote served byStation } }')).villages).toEqual([
      { name: '杏花村', remote: false, served: true, byStation: false },
      { name: '远山村', remote: true, served: true, byStation: true },
      { name: '外县村', remote: true, served: false, byStation: false },
    ]);
    expect((await of('8.1.2.at')).map((figure) => figure.value)).toEqual([1, 2, 2, 0]);
    // With what orders compared with the tariffs: two fees, both as marked; no rate was raised before its day.
    expect((await of('7.3.5.d')).map((figure) => figure.value)).toEqual([1, 2, 0, 0]);
  });

  it('tells of each township what arrived lately, what is on its way there and what is late, and leads to those parcels', async () => {
    await world.act(admin, 'declareVillages', {
      villages: [
        { code: '230184100001', name: '杏花村', townshipName: '五常镇', remote: false },
        { code: '230184101001', name: '拉林村', townshipName: '拉林满族镇', remote: false },
      ],
    });
    const near = await makeShipment(world, 'near', { toDivisionCode: '230184100001' });
    const late = await makeShipment(world, 'late', { toDivisionCode: '230184100', deliverByMs: world.clock.now() - 1 });
    const gone = await makeShipment(world, 'gone', { toDivisionCode: '230184100001' });
    const old = await makeShipment(world, 'old', { toDivisionCode: '230184100001' });
    for (const [id, daysAgo] of [
      [gone, 1],
      [old, 8],
    ] as const)
      await world.rows
        .updateTable('Shipment')
        .set({ state: 'delivered', deliveredAtMs: world.clock.now() - daysAgo * 86_400_000 })
        .where('id', '=', id)
        .execute();
    const { townshipsNow, shipments } = await world.ask(
      admin,
      '{ townshipsNow { code name arrived underWay late } shipments(townshipCode: "230184100") { edges { node { id } } } }',
    );
    expect(townshipsNow).toEqual([
      { code: '230184100', name: '五常镇', arrived: 1, underWay: 2, late: 1 },
      { code: '230184101', name: '拉林满族镇', arrived: 0, underWay: 0, late: 0 },
    ]);
    expect(shipments.edges.map(({ node }: any) => node.id).toSorted()).toEqual([near, late, gone].toSorted());
    await expect(world.ask(manager, '{ townshipsNow { code } }')).rejects.toThrow('FORBIDDEN');
  });

  it('finds banned goods by word and by category, the worst first [8.5.2]', () => {
    expect(screenGoods(['五常大米', '百草枯 200毫升'], [])).toMatchObject([{ code: 'toxic', mode: null }]);
    expect(screenGoods(['笨养活鸡'], ['live-poultry/chicken', 'weapons'])).toMatchObject([
      { code: 'weapons', mode: null },
      { code: 'live-animals', mode: 'live-animals' },
    ]);
    expect(screenGoods(['活性炭包 蓝莓', '白酒', '大鹅'], ['fresh/fruit'])).toEqual([]);
  });
});
