import type { Person } from '../client.ts';
import { agreeOnPaper, agreeOnShare } from '../agree.ts';
import type { Journey } from '../journey.ts';
import { signInAs } from '../sign-ins.ts';
import { openAccount } from './1-file.ts';
import { orderState, payInWechat, refundArrived } from './5-buy.ts';
import { takenOver } from './6-send.ts';

/** Past the week that a station keeps what needs no cold. */
const UNFETCHED_DAYS = 8;
const PICKUP = 'query($id: ID!) { shipment(id: $id) { state pickup { stationName code fetchDueAt } } }';

/** So much less than to the door. */
const takeOff = ({ made, people }: Journey, stationOffFen: number) =>
  (people.carrier as Person).do(
    'setCarrierService',
    { carrierPartyId: made.carrier, daysPerWeek: 7, hoursPerDay: 10, collectsPayment: true, stationOffFen },
    'partyId stationOffFen',
  );
/** The carrier goes to the station's village too, and there for nothing: so it is chosen, and its price shows. */
async function bringForNothing(journey: Journey, divisionCode: string): Promise<void> {
  const { made, people } = journey;
  const area = { carrierPartyId: made.carrier, divisionCode, firstMile: false, lastMile: true };
  await (people.carrier as Person).do('setServiceArea', area, '__typename');
  await takeOff(journey, 10_000);
}

/** The next run's carrier is chosen there: a smaller discount would bind only in seven days. */
async function stayAway({ made, people }: Journey): Promise<void> {
  const carrier = people.carrier as Person;
  const { carriers } = await carrier.ask('{ carriers { partyId areas { id divisionCode } } }');
  const own = carriers.find(({ partyId }: { partyId: string }) => partyId === made.carrier);
  for (const { id, divisionCode } of own.areas)
    if (divisionCode.length > 6 && divisionCode !== made.divisionCode)
      await carrier.do('withdrawServiceArea', { areaId: id }, '__typename');
}

/** Ordered to a station of the buyer's county, paid, sent and taken over there: both have signed. */
async function broughtToStation(journey: Journey): Promise<{ orderId: string; shipmentId: string; totalFen: number }> {
  const { made, people } = journey;
  const [buyer, coop, courier] = [people.buyer as Person, people.coop as Person, people.courier as Person];
  const agent = await signInAs(journey, 'station-agent');
  const { stationShelves: own } = await agent.ask('{ stationShelves { station { divisionCode } } }');
  await bringForNothing(journey, own[0].station.divisionCode);
  const { pickupStations } = await buyer.ask(
    'query($d: String!) { pickupStations(divisionCode: $d, storages: [AMBIENT]) { stationPartyId name address opens closes } }',
    { d: made.township },
  );
  const stationPartyId = pickupStations[0]?.stationPartyId;
  journey.expect(stationPartyId, 'a station of the county takes parcels');
  const wanted = { addressId: made.address, lines: [{ skuId: made.riceSmallSku, quantity: 1 }], stationPartyId };
  const quote = await buyer.do(
    'quote',
    wanted,
    'id totalFen deliveryFen canPayAtDoor pickup { stationPartyId name } sellers { deliveryService }',
  );
  journey.equal(quote['pickup'].stationPartyId, stationPartyId, 'the offer says where it is fetched');
  journey.equal(quote['deliveryFen'], 0, 'the offer has the price for a station');
  journey.equal(quote['canPayAtDoor'], false, 'nobody pays at a station');
  const { checkoutId, orders } = await buyer.do(
    'placeOrder',
    { quoteId: quote['id'], totalFen: quote['totalFen'] },
    'checkoutId orders { id pickup { name } }',
  );
  const orderId = orders[0].id;
  journey.equal(orders[0].pickup.name, quote['pickup'].name, 'what was chosen stands in the order');
  await payInWechat(journey, buyer, checkoutId);
  await journey.until('the order to be paid', async () => (await orderState(buyer, orderId)) === 'PAID');
  await coop.do('confirmOrder', { orderId }, 'id');
  await coop.do('pickOrder', { orderId }, 'id');
  const shipmentId = await takenOver(journey, coop, buyer, orderId, false);
  const early = await courier.refused('callAhead', {
    shipmentId,
    agreedAt: new Date((await journey.world.now()).getTime() + 3_600_000).toISOString(),
    place: journey.plant('address', 'agreed'),
  });
  journey.equal(early.code, 'WRONG_STATE', 'nobody waits for it at a door');
  await courier.do('handParcelToStation', { shipmentId, units: 1, sealNumber: 'F-1', sealWhole: true }, 'id');
  await agent.do('takeParcelAtStation', { shipmentId, units: 1, sealWhole: true }, 'id shelf recipientName phoneTail');
  const { stationShelves } = await agent.ask('{ stationShelves { parcels { id shelf recipientName phoneTail } } }');
  const standing = stationShelves[0].parcels.find((one: { id: string }) => one.id === shipmentId);
  journey.expect(standing.recipientName.includes('*'), 'the station reads a starred name');
  return { orderId, shipmentId, totalFen: quote['totalFen'] };
}

async function fetchByCode(journey: Journey): Promise<string> {
  const buyer = journey.people.buyer as Person;
  const { orderId, shipmentId } = await broughtToStation(journey);
  const { shipment } = await buyer.ask(PICKUP, { id: shipmentId });
  const { code, stationName } = shipment.pickup;
  const agent = await signInAs(journey, 'station-agent');
  const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
  journey.equal(
    (await agent.refused('handOutParcel', { shipmentId, code: wrong })).code,
    'CODE_WRONG',
    'only its code',
  );
  const told = await journey.until('the message with the code', async () => {
    const { messages } = await buyer.ask('{ messages(first: 20) { edges { node { title body } } } }');
    return messages.edges.find(({ node }: { node: { body: string } }) => node.body.includes(code));
  });
  journey.expect(told.node.body.includes(stationName), 'it says where');
  await agent.do('handOutParcel', { shipmentId, code }, 'id state');
  await journey.until('the order to be delivered', async () => (await orderState(buyer, orderId)) === 'DELIVERED');
  journey.made.fetchedOrder = orderId;
  return `${stationName}，凭码取走`;
}

async function nobodyFetches(journey: Journey): Promise<string> {
  const { people, made, world } = journey;
  const [buyer, courier] = [people.buyer as Person, people.courier as Person];
  const { orderId, shipmentId, totalFen } = await broughtToStation(journey);
  await world.advance({ days: UNFETCHED_DAYS });
  await journey.until('the parcel to wait for its carrier', async () => {
    const { shipment } = await buyer.ask(PICKUP, { id: shipmentId });
    return shipment.state === 'LEFT_AT_STATION' && shipment.pickup.code === null;
  });
  await journey.until('the order to come back', async () => (await orderState(buyer, orderId)) === 'COMING_BACK');
  const agent = await signInAs(journey, 'station-agent');
  await agent.do('giveParcelBack', { shipmentId, units: 1 }, 'id');
  const { shipment } = await courier.ask('query($id: ID!) { shipment(id: $id) { legs { id kind } } }', {
    id: shipmentId,
  });
  await courier.do('signCustodyLeg', { legId: shipment.legs.at(-1).id, units: 1 }, 'id state');
  await courier.do('arriveAtDepot', { shipmentId }, 'id state');
  await people.carrier!.do('returnToSeller', { shipmentId, resellable: true }, 'id state');
  const refund = await refundArrived(journey, buyer, orderId);
  journey.equal(refund.amountFen, totalFen, 'the seller gives back all of it, and nobody else pays');
  const { order } = await buyer.ask('query($id: ID!) { order(id: $id) { state cancelReason } }', { id: orderId });
  journey.equal(order.state, 'CANCELLED', 'the order has ended');
  const { claims } = await buyer.ask('query($id: ID!) { claims(orderId: $id) { edges { node { id } } } }', {
    id: orderId,
  });
  journey.equal(claims.edges, [], 'nobody is liable for what nobody fetched');
  made.unfetchedOrder = orderId;
  return `${order.cancelReason}，商家全额退 ${totalFen / 100} 元，配送和服务站都不用赔`;
}

/** Of the goods of an order that is fetched there. */
const PICKUP_PERMILLE = 30;
/** The station has an account at the provider, and an agreement with the seller. */
async function commissionIsAgreed(journey: Journey): Promise<string> {
  const { run, people, made, world } = journey;
  const [agent, finance] = [await signInAs(journey, 'station-agent'), await signInAs(journey, 'finance')];
  const { stationShelves } = await agent.ask('{ stationShelves { station { partyId } } }');
  made.station = stationShelves[0].station.partyId;
  const { merchantAccounts } = await finance.ask(
    'query($id: ID!) { merchantAccounts(first: 1, partyId: $id) { edges { node { merchant } } } }',
    { id: made.station },
  );
  const now = await world.now();
  if (merchantAccounts.edges.length === 0) {
    const paper = { withPartyId: made.provider as string, kind: 'PAYMENT', number: `HT-${run}-ZD` } as const;
    await agreeOnPaper(agent, await signInAs(journey, 'reviewer'), now, { partyId: made.station, ...paper });
  }
  made.stationMerchant = merchantAccounts.edges[0]?.node.merchant ?? (await openAccount(journey, made.station));
  const contract = { partyId: made.coop, withPartyId: made.station, number: `HT-${run}-ZT`, kind: 'STATION' as const };
  const term = { term: 'PICKUP_PERMILLE', number: PICKUP_PERMILLE } as const;
  await agreeOnShare([people.coop as Person, agent], now, contract, term);
  return `到站自取的单，货款的${PICKUP_PERMILLE}‰给服务站`;
}

const stationHasFen = async ({ world, made }: Journey): Promise<number> => {
  const { money } = await world.get('/state');
  const of = money.merchants.find(({ mchid }: { mchid: string }) => mchid === made.stationMerchant);
  return of?.availableFen ?? 0;
};

/** The week is over: what was fetched is settled. */
async function commissionIsPaid(journey: Journey, hadFen: number): Promise<string> {
  const { people, made, world } = journey;
  const coop = people.coop as Person;
  const { settlement, shares } = await journey.until('what was fetched to be settled', async () => {
    await world.advance({ seconds: 20 });
    const { settlements, profitShares } = await coop.ask(`{
      settlements(first: 50) { edges { node { orderId state grossFen netFen commissionFen sharedFen feeFen } } }
      profitShares(first: 50, kind: COMMISSION) { edges { node { orderId amountFen state party { id } } } }
    }`);
    const settled = settlements.edges.find(({ node }: any) => node.orderId === made.fetchedOrder)?.node;
    return (
      settled?.state === 'SETTLED' && { settlement: settled, shares: profitShares.edges.map(({ node }: any) => node) }
    );
  });
  const { grossFen, netFen, commissionFen, sharedFen, feeFen } = settlement;
  // Delivery to the station cost nothing: all of it is goods.
  const amountFen = Math.floor((grossFen * PICKUP_PERMILLE) / 1000);
  journey.equal(
    shares.filter(({ orderId }: any) => [made.fetchedOrder, made.unfetchedOrder].includes(orderId)),
    [{ orderId: made.fetchedOrder, amountFen, state: 'SHARED', party: { id: made.station } }],
    'the station gets its part of what was fetched there, and nothing of what was given back',
  );
  journey.equal(sharedFen, amountFen, 'nobody else gets any of it');
  journey.equal(netFen, grossFen - commissionFen - sharedFen - feeFen, 'its seller pays it, and the platform its fee');
  journey.equal((await stationHasFen(journey)) - hadFen, amountFen, 'it lies with the station at the provider');
  return `服务站得 ${amountFen / 100} 元，卖家付；没人取的那单不付`;
}

export async function play(journey: Journey): Promise<void> {
  await journey.step('商家和服务站约好：到站自取的单，分给服务站多少', () => commissionIsAgreed(journey));
  const hadFen = await stationHasFen(journey);
  await journey.step('选到站自提，双方签字交给服务站，凭取货码取走', () => fetchByCode(journey));
  await journey.step('一周没人取：服务站交还配送员，退回商家，货款全退', () => nobodyFetches(journey));
  await journey.step('到站自取的单结算：服务站的佣金从卖家货款里分', () => commissionIsPaid(journey, hadFen));
  await stayAway(journey);
}
