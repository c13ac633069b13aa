import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import { nodesOf } from '@heitu/kit/serving/testing';
import { CARRIER, openTrust, SELLER, staff, type TrustRoom } from '../testing/trust-room.fixture.ts';

const STATION = 'PARTY0STATION';
const FIELDS = 'id state availableActions shares { part text }';
const SAID = '冷柜一直在五度以下，有记录';

/** A village station had the goods while they were too warm: it is a party to the claim like a carrier. */
describe('a claim of which a station is to bear a share', () => {
  let room: TrustRoom;
  let station: Actor;
  let other: Actor;
  beforeEach(async () => {
    room = await openTrust();
    room.clock.set('2026-11-24T04:00:00Z');
    station = await room.owner('station', STATION, 'station');
    other = await room.owner('other station', 'PARTY0STATION2', 'station');
    await room.tell('orders', 'orders.order-paid.v1', {
      orderId: 'O1',
      orderNumber: 'H1',
      checkoutId: 'K1',
      buyerAccountId: (await room.signIn('buyer')).actor.id,
      partyId: SELLER,
      shopId: 'SHOP1',
      totalFen: 6600,
      confirmDueAtMs: 0,
    });
    const held = { fromMs: 0, toMs: room.clock.now(), minutesOut: 40, worstCelsius: 12, isWatched: true };
    await room.tell('logistics', 'logistics.shipment-refused.v1', {
      shipmentId: 'P1',
      orderId: 'O1',
      carrierPartyId: CARRIER,
      reason: 'temperature',
      atMs: room.clock.now(),
      claim: {
        cause: 'temperature',
        sellerPartyId: SELLER,
        amountFen: 6600,
        held: [{ part: 'station', partyId: STATION, ...held }],
        shares: [
          { part: 'station', partyId: STATION, permille: 1000 },
          { part: 'seller', partyId: SELLER, permille: 0 },
        ],
        clause: '8.4.3.bo',
      },
    });
  });
  afterEach(() => room.close());

  const listed = async (actor: Actor) =>
    nodesOf((await room.graph<any>(actor, `{ claims { edges { node { ${FIELDS} } } } }`)).claims) as any[];
  const act = async (actor: Actor, name: 'acceptClaim' | 'contestClaim', input: object) => {
    const type = name.replace(/^./, (letter) => letter.toUpperCase());
    const document = `mutation($i: ${type}Input!) { ${name}(input: $i) { ... on Claim { ${FIELDS} } ... on ${type}Refused { code } } }`;
    return (await room.graph<any>(actor, document, { i: input }))[name];
  };

  it('is seen by its agent, who says why not, and by no other station [8.4.2.bj]', async () => {
    const [{ id, ...claim }] = await listed(station);
    expect(claim).toMatchObject({ state: 'PROPOSED', availableActions: ['ACCEPT', 'CONTEST'] });
    expect(await listed(other)).toEqual([]);
    expect(await act(other, 'contestClaim', { claimId: id, text: '不是我们' })).toEqual({ code: 'NOT_FOUND' });
    expect(await act(station, 'contestClaim', { claimId: id, text: SAID })).toMatchObject({ state: 'CONTESTED' });
    const [{ shares }] = await listed(staff('mediator'));
    expect(shares).toContainEqual({ part: 'STATION', text: SAID });
  });

  it('is agreed to by its agent for the station alone [8.4.2.bj]', async () => {
    const [{ id }] = await listed(station);
    expect(await act(other, 'acceptClaim', { claimId: id })).toEqual({ code: 'NOT_FOUND' });
    expect(await act(station, 'acceptClaim', { claimId: id })).toMatchObject({
      state: 'PROPOSED',
      availableActions: [],
    });
  });
});
