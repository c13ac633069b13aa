import { expect } from '@jest/globals';
import { ANONYMOUS } from '@heitu/kit/rules/actor';
import { idFrom } from '@heitu/kit/rules/ids';
import { inputOf, ownIds, type IdChoice } from '../contract/attacks.fixture.ts';
import { readCountyIds } from '../contract/county-ids.fixture.ts';
import type { Row } from '../contract/platform.fixture.ts';
import type { Line } from './never.lines.ts';
import { COOPERATIVE, NEXT_MONTH, RIVAL, type Town, type Who } from './town.fixture.ts';

/**
 * What anybody does for themselves, whatever office they hold: sign in and out, look after their own data, put
 * something into their own cart, apply to do business.
 */
const OWN_AFFAIRS: readonly string[] = [
  'signInWithWechat',
  'signInWithPassword',
  'signInWithSecondFactor',
  'signInAsClient',
  'signOut',
  'endSession',
  'endOtherSessions',
  'changePassword',
  'changeSecondFactor',
  'sendPhoneCode',
  'bindPhone',
  'bindPhoneWithWechat',
  'acceptNotice',
  'confirmAgreement',
  'setConsent',
  'saveAddress',
  'saveInvoiceHead',
  'deleteAddress',
  'exportMyData',
  'eraseAccount',
  'readMessages',
  'subscribeMessages',
  'chooseMessageWay',
  'showIdentityCode',
  'setCartLine',
  'setFavourite',
  'registerParty',
  'askCorrection',
];

const SIGN_INS = OWN_AFFAIRS.slice(0, 4);
/**
 * Anybody may look at a label or follow a link: what the platform has not made is refused, and nothing is kept. Anybody
 * may report what is unlawful.
 */
const ANYBODYS = ['scanLabel', 'openInspectionLink', 'fileTipOff'];
/** The office does not do this, or this one is another's, as the address of a quote is. */
const DENIED = ['FORBIDDEN', 'NOT_FOUND', 'ADDRESS_UNKNOWN'];

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null;
/**
 * Everything that the API can do but what is `left` out, each with an id of the county where it takes one: denied by
 * one of these codes, before anything of the input is looked at.
 */
async function neverChangesAnything(
  town: Town,
  who: Who,
  left: readonly string[],
  codes: readonly string[],
): Promise<void> {
  const ids = await readCountyIds(town.platform);
  // A contract is with another than oneself.
  const theirs: IdChoice = (place) =>
    (place.field === 'withPartyId' ? ids.all('party')[1] : undefined) ?? ownIds(ids, ANONYMOUS, true)(place);
  const mutations = (await town.mutations()).filter(({ name }) => !left.includes(name));
  expect(mutations.length).toBeGreaterThan(100);
  await town.unchanged(async () => {
    const others: string[] = [];
    for (const field of mutations) {
      const { input } = inputOf(field, theirs);
      const code = await town.outcome(who, field.name, isRow(input) ? input : {});
      if (!codes.includes(code)) others.push(`${field.name}: ${code}`);
    }
    expect(others).toEqual([]);
  });
}

const TRAIL = '{ auditTrail(first: 1) { edges { node { operation actorId } } } }';
const CHECK = '{ auditCheck { intact } }';

/** What holds for those in office and for the authority. */
export const OFFICE_LINES: readonly Line[] = [
  {
    says: 'the audit trail is opened by nobody but the administrator and the authority',
    from: '11.5.dh, 12.1; PIPL 51',
    async proof(town) {
      for (const who of ['admin', 'regulator'] as const)
        expect([who, await town.denial(who, TRAIL), await town.denial(who, CHECK)]).toEqual([who, 'SHOWN', 'SHOWN']);
      const others: readonly Who[] = [
        'buyer',
        'seller',
        'clerk',
        'farmer',
        'station',
        'delegate',
        'desk',
        'rider',
        'reviewer',
        'mediator',
        'finance',
        'industry',
        'program',
      ];
      await town.unchanged(async () => {
        for (const who of others)
          expect([who, await town.denial(who, TRAIL), await town.denial(who, CHECK)]).toEqual([
            who,
            'FORBIDDEN',
            'FORBIDDEN',
          ]);
        expect([await town.denial('nobody', TRAIL), await town.denial('nobody', CHECK)]).toEqual([
          'UNAUTHENTICATED',
          'UNAUTHENTICATED',
        ]);
      });
    },
  },
  {
    says: 'the authority asks, and changes nothing of anybody else',
    from: '12.1',
    proof: (town) => neverChangesAnything(town, 'regulator', [...OWN_AFFAIRS, ...ANYBODYS, 'askOversight'], DENIED),
  },
  {
    says: 'the industry body asks, holds members of the covenant to it, and changes nothing of anybody else',
    from: '12.2',
    proof: (town) =>
      neverChangesAnything(
        town,
        'industry',
        [...OWN_AFFAIRS, ...ANYBODYS, 'askOversight'],
        [...DENIED, 'NOT_BY_COVENANT'],
      ),
  },
  {
    says: 'who has not signed in changes nothing',
    from: '11.5.dd',
    proof: (town) => neverChangesAnything(town, 'nobody', [...SIGN_INS, ...ANYBODYS], ['UNAUTHENTICATED']),
  },
  {
    says: 'the industry body never sees an order, a parcel, a paper or a complaint',
    from: '10.4, 12.2',
    async proof(town) {
      const complaint = await town.one('trust', 'select id from Complaint order by id');
      const said = await town.told(
        'industry',
        `query($order: ID!, $parcel: ID!, $complaint: ID!, $party: ID!) { order(id: $order) { id } shipment(id: $parcel) { id }
          complaint(id: $complaint) { id } complaints { edges { node { id } } } party(id: $party) { documents { id } filings { id } identity { contactName } } }`,
        { order: town.parcel.orderId, parcel: town.parcel.id, complaint, party: COOPERATIVE },
      );
      expect(JSON.parse(said)).toEqual({
        data: {
          order: null,
          shipment: null,
          complaint: null,
          complaints: { edges: [] },
          party: { documents: null, filings: null, identity: null },
        },
      });
      for (const asked of [
        '{ tradeOrders { edges { node { id } } } }',
        '{ parties { edges { node { id } } } }',
        '{ settlements { edges { node { id } } } }',
      ])
        expect([asked, await town.denial('industry', asked)]).toEqual([asked, 'FORBIDDEN']);
    },
  },
  {
    says: "the operator's people never trade in a seller's or a buyer's place",
    from: '11.5.de; E-commerce Law 37',
    async proof(town) {
      const { orderId } = town.parcel;
      const skuId = await town.one(
        'catalog',
        'select s.id from Sku s join Product p on p.id = s.productId where p.partyId = ?',
        [COOPERATIVE],
      );
      const afterSaleId = await town.one('orders', 'select id from AfterSale order by id');
      for (const who of ['admin', 'mediator', 'finance', 'reviewer'] as const)
        await town.nothingComesOf(
          [who, 'setPriceLabel', { skuId, pricingType: 'MARKET', retailFen: 1 }, 'FORBIDDEN'],
          [who, 'confirmOrder', { orderId }, 'FORBIDDEN'],
          [who, 'pickOrder', { orderId }, 'FORBIDDEN'],
          [who, 'decideAfterSale', { afterSaleId, accept: true, reason: '同意' }, 'FORBIDDEN'],
          [
            who,
            'grantDelegation',
            {
              partyId: COOPERATIVE,
              agentAccountId: town.accountOf('station'),
              rights: ['ORDERS'],
              until: NEXT_MONTH,
            },
            'FORBIDDEN',
          ],
        );
    },
  },
  {
    says: 'nobody reviews their own filing',
    from: '6.4',
    async proof(town) {
      const applicant = await town.one('sellers', 'select applicantAccountId from Party where id = ?', [RIVAL]);
      const filing = await town.one('sellers', 'select id from Filing where partyId = ?', [RIVAL]);
      await town.plant('sellers', "update Filing set state = 'under-review', openFor = partyId where id = ?", [filing]);
      const decide = (decision: string) => ({ filingId: filing, decision, reason: '材料齐全' });
      await town.nothingComesOf(
        ['rival', 'decideFiling', decide('APPROVE'), 'FORBIDDEN'],
        ['seller', 'decideFiling', decide('REJECT'), 'FORBIDDEN'],
        ['admin', 'decideFiling', decide('APPROVE'), 'FORBIDDEN'],
      );
      await town.plant('sellers', 'update Party set applicantAccountId = ? where id = ?', [
        town.accountOf('reviewer'),
        RIVAL,
      ]);
      await town.nothingComesOf(
        ['reviewer', 'decideFiling', decide('APPROVE'), 'OWN_FILING'],
        ['reviewer', 'decideFiling', decide('REJECT'), 'OWN_FILING'],
        ['reviewer', 'reReviewParty', { partyId: RIVAL, outcome: 'CONFIRM', reason: '复核通过' }, 'OWN_FILING'],
      );
      await town.plant('sellers', 'update Party set applicantAccountId = ? where id = ?', [applicant, RIVAL]);
      await town.plant('sellers', "update Filing set state = 'approved', openFor = null where id = ?", [filing]);
    },
  },
  {
    says: 'nobody decides or pays out on their own complaint',
    from: '6.6.d',
    async proof(town) {
      const complaintId = await town.one('trust', 'select id from Complaint where orderId is not null order by id');
      const before = await town.row(
        'trust',
        'select accountId, state, compensationFen, liablePartyId, id from Complaint where id = ?',
        [complaintId],
      );
      const put = (accountId: string, state: string) =>
        town.plant(
          'trust',
          'update Complaint set accountId = ?, state = ?, compensationFen = 100, liablePartyId = partyId where id = ?',
          [accountId, state, complaintId],
        );
      const decision = { complaintId, liableParty: 'SELLER', finding: '卖家有责', compensationFen: 100 };
      await put(town.accountOf('mediator'), 'escalated');
      await town.nothingComesOf(
        ['mediator', 'decideComplaint', decision, 'NOT_FOUND'],
        ['finance', 'decideComplaint', decision, 'FORBIDDEN'],
        ['seller', 'decideComplaint', { ...decision, liableParty: 'NONE' }, 'FORBIDDEN'],
      );
      await put(town.accountOf('mediator'), 'refused');
      await town.nothingComesOf(['mediator', 'advanceCompensation', { complaintId }, 'NOT_FOUND']);
      await put(town.accountOf('finance'), 'refused');
      await town.nothingComesOf(['finance', 'advanceCompensation', { complaintId }, 'NOT_FOUND']);
      await town.plant(
        'trust',
        'update Complaint set accountId = ?, state = ?, compensationFen = ?, liablePartyId = ? where id = ?',
        Object.values(before),
      );
    },
  },
  {
    says: 'a mediator never sees the parcel or the money of an order that nobody complained of',
    from: '6.6, 10.4',
    async proof(town) {
      const asked = `query($order: ID!) { order(id: $order) { shipments { id recipient { name } } payment { totalFen } refunds { id } } }`;
      const disputed = await town.one('trust', 'select orderId from Complaint where orderId is not null order by id');
      const own = await town.told('mediator', asked, { order: disputed });
      expect(own).toMatch(/"shipments":\[\{"id".*"payment":\{"totalFen":\d/);
      expect(JSON.parse(await town.told('mediator', asked, { order: town.parcel.orderId })).data.order).toEqual({
        shipments: [],
        payment: null,
        refunds: [],
      });
      expect(await town.told('mediator', 'query($id: ID!) { shipment(id: $id) { id } }', { id: town.parcel.id })).toBe(
        '{"data":{"shipment":null}}',
      );
    },
  },
  {
    says: 'who reviews papers never sees what is bought, paid or sent',
    from: '6.4, 10.4, 11.5.de',
    async proof(town) {
      const asked = 'query($order: ID!, $parcel: ID!) { order(id: $order) { id } shipment(id: $parcel) { id } }';
      expect(await town.told('reviewer', asked, { order: town.parcel.orderId, parcel: town.parcel.id })).toBe(
        '{"data":{"order":null,"shipment":null}}',
      );
      for (const root of ['tradeOrders', 'settlements', 'ledgerBalances', 'reconciliations', 'riskHolds'])
        expect([root, await town.denial('reviewer', `{ ${root} { edges { node { __typename } } } }`)]).toEqual([
          root,
          'FORBIDDEN',
        ]);
    },
  },
  {
    says: 'who is supervised never writes, settles or judges the supervision',
    from: '6.6.end, 8.2, 13',
    async proof(town) {
      const checkId = await town.one('logistics', 'select id from SupervisionCheck order by id');
      const carrier = await town.one('logistics', 'select carrierPartyId from SupervisionCheck where id = ?', [
        checkId,
      ]);
      const measureId = idFrom('never:measure');
      for (const who of ['desk', 'otherDesk', 'seller'] as const)
        await town.nothingComesOf(
          [
            who,
            'planCheck',
            { carrierPartyId: carrier, form: 'SPOT', topic: 'ON_TIME', plannedOn: '2027-01-01' },
            'FORBIDDEN',
          ],
          [who, 'recordCheck', { checkId, items: [] }, 'FORBIDDEN'],
          [who, 'settleFinding', { checkId, measureId, measure: '已经改好' }, 'FORBIDDEN'],
          [who, 'takeMeasure', { partyId: RIVAL, step: 'WARNING', reason: '竞争对手', clause: '6.6.end' }, 'FORBIDDEN'],
          [who, 'decideAppeal', { measureId, uphold: true, answer: '申诉成立' }, 'FORBIDDEN'],
          [who, 'decideSuspension', { measureId, suspend: false, reason: '自己说了算' }, 'FORBIDDEN'],
          [who, 'confirmRectification', { measureId, accept: true }, 'FORBIDDEN'],
          [who, 'assessMonth', { month: '2026-10' }, 'FORBIDDEN'],
        );
    },
  },
];
