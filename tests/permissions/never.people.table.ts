import { expect } from '@jest/globals';
import { consumers } from '@heitu/sandbox/county';
import type { Line } from './never.lines.ts';
import { FARM, farmerFacts, type Town, type Who } from './town.fixture.ts';

const SUBGRAPHS = ['sellers', 'catalog', 'orders', 'logistics', 'payments', 'trust'];
const UNDER_WAY = "update Shipment set state = 'taken-over', courierAccountId = ? where id = ?";
const DELIVERED = "update Shipment set state = 'delivered', courierAccountId = ? where id = ?";
const WHERE_TO = `query($parcel: ID!) { shipment(id: $parcel) {
  recipient { name phone address } agreedPlace deliveryNote { customerName customerAddress customerContact }
  handovers { document { customerName customerAddress } } } }`;
const WHO_BOUGHT = `query($order: ID!) { order(id: $order) {
  recipient { name phone address } shipments { recipient { name phone address } } } }`;

/** What of the buyer's address names or reaches a person. */
const secretsOf = ({ parcel: { address } }: Town): string[] => [address.receiverName, address.phone, address.detail];
/** Which of these stand in what was told. */
const shownOf = (secrets: readonly string[], said: string): string[] => secrets.filter((one) => said.includes(one));

const riderOf = async (town: Town): Promise<string> => (await town.as('rider').ask('{ me { id } }'))['me'].id;

async function toldOfBuyer(town: Town, who: Who): Promise<string> {
  const { id: parcel, orderId: order } = town.parcel;
  return (await town.told(who, WHERE_TO, { parcel })) + (await town.told(who, WHO_BOUGHT, { order }));
}

async function neverOfBuyer(town: Town, ...people: Who[]): Promise<void> {
  expect(shownOf(secretsOf(town), await toldOfBuyer(town, 'buyer'))).toEqual(secretsOf(town));
  for (const who of people) expect([who, shownOf(secretsOf(town), await toldOfBuyer(town, who))]).toEqual([who, []]);
}

/** What persons are promised: who never sees what of theirs. */
export const PEOPLE_LINES: readonly Line[] = [
  {
    says: "a seller never sees a buyer's phone or address in full",
    from: '7.4.t, 10.4',
    proof: (town) => neverOfBuyer(town, 'seller', 'clerk', 'rival'),
  },
  {
    says: "a carrier's desk never sees where in full a parcel goes",
    from: '8.2.av, 8.3.be',
    proof: (town) => neverOfBuyer(town, 'desk', 'otherDesk'),
  },
  {
    says: 'a courier never sees an address after the task is over',
    from: '8.3.be, 8.5.3.bw; PIPL 19',
    async proof(town) {
      const { id } = town.parcel;
      const rider = await riderOf(town);
      await town.plant('logistics', UNDER_WAY, [rider, id]);
      expect(shownOf(secretsOf(town), await town.told('rider', WHERE_TO, { parcel: id }))).toEqual(secretsOf(town));
      await town.plant('logistics', DELIVERED, [rider, id]);
      expect(shownOf(secretsOf(town), await town.told('rider', WHERE_TO, { parcel: id }))).toEqual([]);
    },
  },
  {
    says: "a courier never sees the address of a colleague's parcel",
    from: '8.3.be, 8.5.3.bw',
    async proof(town) {
      const { id } = town.parcel;
      const rider = await riderOf(town);
      await town.plant('logistics', UNDER_WAY, ['0COLLEAGUE0000000000000000', id]);
      for (const who of ['rider', 'otherRider'] as const)
        expect([who, shownOf(secretsOf(town), await town.told(who, WHERE_TO, { parcel: id }))]).toEqual([who, []]);
      await town.plant('logistics', DELIVERED, [rider, id]);
    },
  },
  {
    says: "a courier's look at an address never goes unrecorded",
    from: '11.5.dh; PIPL 51',
    async proof(town) {
      const { id } = town.parcel;
      const rider = await riderOf(town);
      const looks = () => town.rows('logistics', 'select id from RecipientRead where shipmentId = ?', [id]);
      await town.plant('logistics', UNDER_WAY, [rider, id]);
      const before = await looks();
      await town.told('rider', WHERE_TO, { parcel: id });
      expect(await looks()).toHaveLength(before.length + 1);
      await town.plant('logistics', DELIVERED, [rider, id]);
    },
  },
  {
    says: "the operator's people never see in full whom a parcel goes to",
    from: '10.4; PIPL 19',
    proof: (town) => neverOfBuyer(town, 'admin', 'mediator', 'finance', 'reviewer'),
  },
  {
    says: 'neither the authority nor the industry body ever sees in full who bought',
    from: '10.4, 12.1, 12.2',
    proof: (town) => neverOfBuyer(town, 'regulator', 'industry'),
  },
  {
    says: 'a neighbour never sees who else bought what',
    from: '10.4, 11.5.de',
    async proof(town) {
      await neverOfBuyer(town, 'neighbour', 'nobody', 'farmer', 'delegate', 'station');
      for (const who of ['neighbour', 'farmer', 'station'] as const)
        expect(await toldOfBuyer(town, who)).toBe('{"data":{"shipment":null}}{"data":{"order":null}}');
    },
  },
  {
    says: "a partner never sees a person's name, phone or address without that person's consent",
    from: '10.3, 11.8; PIPL 23',
    async proof(town) {
      const everybody = consumers.flatMap(({ name, phone, address }) => [
        name,
        phone,
        address.receiverName,
        address.phone,
        address.detail,
      ]);
      const seller = await town.one('orders', 'select partyId from "Order" where id = ?', [town.parcel.orderId]);
      const said = [
        await town.told('program', '{ partnerShipments(first: 50) { edges { node { id orderId toCounty state } } } }'),
        await town.told('program', '{ partnerPayments(first: 50) { edges { node { id orderId totalFen } } } }'),
        await town.told(
          'program',
          'query($p: ID!) { customers(partyId: $p, first: 50) { edges { node { customerRef orders } } } }',
          { p: seller },
        ),
        await town.told(
          'program',
          'query($p: ID!) { tradeChanges(partyId: $p, first: 50) { edges { node { orderId totalFen } } } }',
          { p: seller },
        ),
        await toldOfBuyer(town, 'program'),
      ];
      for (const answer of said.slice(0, 4)) expect(answer).toMatch(/"node":\{/);
      expect(shownOf(everybody, said.join(''))).toEqual([]);
      const accounts = (await town.rows('trust', 'select id from Account')).map(({ id }) => String(id));
      expect(shownOf(accounts, said.join(''))).toEqual([]);
    },
  },
  {
    says: 'a partner never learns from an identity code more than that a member stands there',
    from: '11.8.ed; PIPL 6',
    async proof(town) {
      const clientId = (await town.as('program').ask('{ ownClient { id } }'))['ownClient'].id;
      const { code } = await town.as('buyer').do('showIdentityCode', { clientId }, 'code');
      const confirmed = await town.as('program').do('confirmConsumer', { code }, 'customerRef');
      const { me } = await town.as('buyer').ask('{ me { id } }');
      expect(Object.keys(confirmed)).toEqual(['__typename', 'customerRef']);
      expect(shownOf([...secretsOf(town), me.id], JSON.stringify(confirmed))).toEqual([]);
      await town.nothingComesOf(
        ['program', 'confirmConsumer', { code }, 'CODE_REFUSED'],
        [
          'program',
          'confirmConsumer',
          { code: `${code.slice(0, -1)}${code.endsWith('7') ? '3' : '7'}` },
          'CODE_REFUSED',
        ],
      );
    },
  },
  {
    says: "nobody ever opens or changes another person's address book, the operator neither",
    from: '10.4; PIPL 44',
    async proof(town) {
      const own = await town.told('buyer', '{ addresses { id name phone detail } }');
      expect(shownOf(secretsOf(town), own)).toEqual(secretsOf(town));
      const { addresses } = await town.as('buyer').ask('{ addresses { id } }');
      const others: readonly Who[] = [
        'neighbour',
        'seller',
        'rider',
        'admin',
        'mediator',
        'regulator',
        'delegate',
        'program',
      ];
      for (const who of others)
        expect([who, shownOf(secretsOf(town), await town.told(who, '{ addresses { id name phone detail } }'))]).toEqual(
          [who, []],
        );
      await town.nothingComesOf(
        ['neighbour', 'deleteAddress', { id: addresses[0].id }, 'NOT_FOUND'],
        ['admin', 'deleteAddress', { id: addresses[0].id }, 'NOT_FOUND'],
        ['delegate', 'deleteAddress', { id: addresses[0].id }, 'FORBIDDEN'],
      );
    },
  },
  {
    says: "the public never sees a farmer's full name, ID number, phone or home",
    from: '6.5.d, 10.4; PIPL 6',
    async proof(town) {
      // What a farmer calls the shop is the farmer's own word, so it is not asked for here.
      const { name, residentId, phone, address } = farmerFacts();
      const asked = `query($id: ID!) {
        party(id: $id) { name address creditCode exemption { declaration } licences { title } shops { introduction returnAddress } }
        publicRegister(kind: FARMER) { edges { node { name party { name address } } } }
        shops(first: 50) { edges { node { party { name address } } } } }`;
      for (const who of ['nobody', 'buyer', 'rival'] as const) {
        const said = await town.told(who, asked, { id: FARM });
        expect(said).toContain(`"name":"${name[0]}*`);
        expect([who, shownOf([name, residentId, phone, address], said)]).toEqual([who, []]);
        const closed = 'query($id: ID!) { party(id: $id) { identity { residentIdNumber contactPhone } } }';
        expect([who, shownOf([residentId, phone], await town.told(who, closed, { id: FARM }))]).toEqual([who, []]);
      }
    },
  },
  {
    says: 'who acts for a farmer never sees their ID number or phone',
    from: '7, 10.4; PIPL 28',
    async proof(town) {
      const { residentId, phone } = farmerFacts();
      const asked =
        '{ myParties { id name identity { legalRepresentative residentIdNumber contactName contactPhone } documents { number } } }';
      const own = await town.told('farmer', asked);
      expect(shownOf([phone], own)).toEqual([phone]);
      for (const who of ['delegate', 'station'] as const)
        expect([who, shownOf([residentId, phone], await town.told(who, asked))]).toEqual([who, []]);
      await town.nothingComesOf(['delegate', 'revealIdentity', { partyId: FARM, reason: '代办需要' }, 'FORBIDDEN']);
    },
  },
  {
    says: 'nobody ever opens an ID number without a reason that stands on the record',
    from: '11.5.dh; PIPL 28, 51',
    async proof(town) {
      const { residentId, phone } = farmerFacts();
      const asked = 'query($id: ID!) { party(id: $id) { identity { residentIdNumber contactPhone } } }';
      for (const who of ['reviewer', 'admin', 'regulator', 'mediator', 'finance'] as const)
        expect([who, shownOf([residentId, phone], await town.told(who, asked, { id: FARM }))]).toEqual([who, []]);
      await town.nothingComesOf(
        ['reviewer', 'revealIdentity', { partyId: FARM, reason: '' }, 'INVALID_INPUT'],
        ['regulator', 'revealIdentity', { partyId: FARM, reason: '想看看' }, 'FORBIDDEN'],
        ['mediator', 'revealIdentity', { partyId: FARM, reason: '想看看' }, 'FORBIDDEN'],
        ['finance', 'revealIdentity', { partyId: FARM, reason: '想看看' }, 'FORBIDDEN'],
        ['seller', 'revealIdentity', { partyId: FARM, reason: '想看看' }, 'FORBIDDEN'],
      );
      const acts = () => town.rows('sellers', `select id from Outbox where payload like '%revealIdentity%'`);
      const before = (await acts()).length;
      const shown = await town
        .as('reviewer')
        .do('revealIdentity', { partyId: FARM, reason: '核对证件' }, 'residentIdNumber');
      expect(shown['residentIdNumber']).toBe(residentId);
      expect((await acts()).length).toBeGreaterThan(before);
    },
  },
  {
    says: 'nothing that concerns a person is ever done on consent before the person said yes',
    from: '10.3; PIPL 14',
    async proof(town) {
      const newcomer = await town.signInByWechat('oNEVER-newcomer');
      const { myConsents } = await newcomer.ask(
        '{ myConsents { purposes { purpose legalBasis isSensitive sharedWith granted } } }',
      );
      const purposes: { legalBasis: string; granted: boolean }[] = myConsents.purposes;
      const onConsent = purposes.filter(({ legalBasis }) => legalBasis === 'CONSENT');
      expect(onConsent.length).toBeGreaterThan(1);
      expect(onConsent.filter(({ granted }) => granted)).toEqual([]);
    },
  },
  {
    says: "no table ever holds a buyer's name, phone or street in the open",
    from: '10.4, 11.5.df; PIPL 51',
    async proof(town) {
      const found: string[] = [];
      for (const subgraph of SUBGRAPHS)
        for (const table of await tablesOf(town, subgraph)) {
          const text = JSON.stringify(await town.rows(subgraph, `select * from "${table}"`));
          for (const secret of shownOf(secretsOf(town), text)) found.push(`${subgraph}.${table}: ${secret}`);
        }
      expect(found).toEqual([]);
    },
  },
  {
    says: 'a station never learns where a buyer lives or what they bought, nor anything of another station’s parcel',
    from: '8.5.3.bw, PIPL 6',
    async proof(town) {
      const { id, orderId, address } = town.parcel;
      const COLUMNS = ['stationPartyId', 'state', 'atStationAtMs', 'fetchByMs'];
      const kept = await town.row('logistics', `select ${COLUMNS.join()} from Shipment where id = ?`, [id]);
      const put = (...values: unknown[]) =>
        town.plant('logistics', `update Shipment set ${COLUMNS.map((one) => `${one} = ?`).join()} where id = ?`, [
          ...values,
          id,
        ]);
      const station = await town.one('logistics', 'select partyId from Station order by partyId');
      const SHELF = '{ stationShelves { parcels { id recipientName phoneTail } } }';
      const asked = [
        'query($id: ID!) { shipment(id: $id) { items { title } recipient { address } deliveryNote { customerAddress } } }',
        '{ shipments { edges { node { id recipient { address } } } } }',
      ];
      await put(station, 'at-station', 1, 9_000_000_000_000);
      const shown = await town.told('station', SHELF);
      for (const there of [id, address.phone.slice(-4)]) expect([there, shown.includes(there)]).toEqual([there, true]);
      const said = [shown, ...(await Promise.all(asked.map((one) => town.told('station', one, { id }))))].join();
      for (const secret of [address.receiverName, address.phone, address.detail])
        expect([secret, said.includes(secret)]).toEqual([secret, false]);
      expect(said).toContain('"shipment":null');
      expect(await town.told('station', 'query($id: ID!) { order(id: $id) { title } }', { id: orderId })).toContain(
        '"order":null',
      );
      await put('another-station', 'at-station', 1, 9_000_000_000_000);
      expect(await town.told('station', SHELF)).not.toContain(id);
      await town.nothingComesOf(
        ['station', 'handOutParcel', { shipmentId: id, code: '000000' }, 'NOT_FOUND'],
        ['station', 'takeParcelAtStation', { shipmentId: id, units: 1 }, 'NOT_FOUND'],
        ['station', 'giveParcelBack', { shipmentId: id }, 'NOT_FOUND'],
      );
      await put(...COLUMNS.map((column) => kept[column] ?? null));
    },
  },
];

async function tablesOf(town: Town, subgraph: string): Promise<string[]> {
  const tables = await town.rows(
    subgraph,
    town.platform.isSqlite
      ? "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'"
      : 'select table_name as name from information_schema.tables where table_schema = database()',
  );
  return tables.map(({ name }) => String(name));
}
