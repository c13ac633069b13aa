import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import { TINY_PHOTO } from '@heitu/kit/serving/testing';
import {
  buyer,
  courier,
  fileCarrier,
  makeShipment,
  manager,
  openWorld,
  peer,
  seller,
  takeOver,
  type World,
} from '../test-world.fixture.ts';
import { SIGNING_CODE_ATTEMPTS_MAX, SIGNING_CODE_MS, SIGNING_CODES_MAX } from './delivery.policy.ts';

const DOOR = `query($id: ID!) { shipment(id: $id) { state deliverDueAt availableActions
  steps { label doneAt } doorSignature { signer isVerified agreedBy } visits { number outcome againAt photos }
  legs { kind state givenUnits takenUnits } } }`;

describe('at the door of somebody without a smartphone', () => {
  let world: World;
  let shipmentId: string;
  beforeEach(async () => {
    world = await openWorld();
    const base = await fileCarrier(world);
    shipmentId = await makeShipment(world, '1');
    await takeOver(world, base, shipmentId);
    const agreedAt = new Date(world.clock.now() + HOUR_MS).toISOString();
    await world.act(courier, 'callAhead', { shipmentId, agreedAt, place: '家里' });
  });
  afterEach(() => world.close());

  const parcel = async (who = buyer) => (await world.ask(who, DOOR, { id: shipmentId })).shipment;
  const SIGNED = { signer: 'RECIPIENT', signerName: '王小明', signature: 'data:image/svg+xml,ink', photo: TINY_PHOTO };
  const NEIGHBOUR = { ...SIGNED, signer: 'NEIGHBOUR', signerName: '张桂兰', agreedBy: '王小明' };
  const sign = (more: object = {}) => world.act(courier, 'signAtDoor', { shipmentId, ...SIGNED, ...more });
  const agreed = () => ({ ...NEIGHBOUR, agreedAt: new Date(world.clock.now() - MINUTE_MS).toISOString() });
  const send = () => world.act(courier, 'sendSigningCode', { shipmentId });
  /** As trust sends it. */
  const codeSent = async (round: number) =>
    (
      await world.ask(
        peer('trust'),
        'query($id: ID!, $round: Int!) { signingCodeForPeer(shipmentId: $id, round: $round) { code phone carrierName } }',
        { id: shipmentId, round },
      )
    ).signingCodeForPeer;

  it('its recipient signs on the courier’s screen with ink and a photo, which verifies nobody [8.5.4.2.ce]', async () => {
    expect((await parcel(courier)).availableActions).toEqual(
      expect.arrayContaining(['SIGN_AT_DOOR', 'SEND_SIGNING_CODE', 'REFUSE']),
    );
    expect(await sign({ photo: 'data:image/jpeg;base64,AAAA' })).toMatchObject({ code: 'PHOTO_BROKEN' });
    expect((await parcel()).state).toBe('TAKEN_OVER');
    expect(await sign({ units: 2, temperatureCelsius: 3 })).toMatchObject({ __typename: 'Shipment' });
    const signed = await parcel();
    expect(signed).toMatchObject({
      state: 'DELIVERED',
      doorSignature: { signer: 'RECIPIENT', isVerified: false, agreedBy: null },
      visits: [{ number: 1, outcome: 'SIGNED', photos: [expect.stringMatching(/^data:image\/jpeg;base64,/)] }],
      legs: [{ kind: 'TO_BUYER', state: 'SIGNED', givenUnits: 2, takenUnits: 2 }],
    });
    expect(signed.steps.every(({ doneAt }: { doneAt: unknown }) => doneAt)).toBe(true);
    await world.subgraph.runOnce();
    expect(world.events('logistics.shipment-delivered.v1')).toMatchObject([{ signer: 'recipient', inTime: true }]);
    // Its seller sees who signed, and no photo of a door.
    expect((await parcel(seller)).visits).toMatchObject([{ photos: [] }]);
    expect(await sign()).toMatchObject({ code: 'WRONG_STATE' });
  });

  it('a neighbour takes it only where its recipient has read out the code of their SMS [8.5.4.2.cb]', async () => {
    expect(await sign({ ...NEIGHBOUR, agreedBy: null })).toMatchObject({ code: 'CODE_NEEDED', clause: '8.5.4.2.cb' });
    expect(await sign(agreed())).toMatchObject({ code: 'CODE_NEEDED' });
    expect(await send()).toMatchObject({ __typename: 'Shipment' });
    expect(await send()).toMatchObject({ code: 'TOO_SOON' });
    await world.subgraph.runOnce();
    expect(world.events('logistics.signing-code-asked.v1')).toMatchObject([{ round: 1, buyerAccountId: buyer.id }]);
    const { code, phone, carrierName } = await codeSent(1);
    expect({ phone, carrierName }).toEqual({ phone: '13812345678', carrierName: '北达冷链' });
    for (const who of [courier, buyer, manager, peer('orders')])
      await expect(world.ask(who, '{ signingCodeForPeer(shipmentId: "x", round: 1) { code } }')).rejects.toThrow(
        'FORBIDDEN',
      );
    expect(await sign({ ...NEIGHBOUR, code })).toMatchObject({ code: 'AGREEMENT_NEEDED' });
    expect(await sign({ ...agreed(), code: code === '000000' ? '000001' : '000000' })).toMatchObject({
      code: 'CODE_WRONG',
    });
    expect(await sign({ ...agreed(), code })).toMatchObject({ __typename: 'Shipment' });
    expect((await parcel()).doorSignature).toEqual({ signer: 'NEIGHBOUR', isVerified: true, agreedBy: '王小明' });
    expect((await parcel(seller)).doorSignature).toMatchObject({ agreedBy: '王**' });
    await world.subgraph.runOnce();
    expect(world.events('logistics.shipment-delivered.v1')).toMatchObject([{ signer: 'neighbour' }]);
  });

  it('a code is good for half an hour, a few tries and until the next is sent [8.5.4.2.cc]', async () => {
    await send();
    const { code } = await codeSent(1);
    world.clock.advance(SIGNING_CODE_MS);
    expect(await codeSent(1)).toBeNull();
    expect(await sign({ code })).toMatchObject({ code: 'CODE_WRONG' });
    await send();
    const { code: second } = await codeSent(2);
    expect(second).not.toBe(code);
    const wrong = second === '111111' ? '111112' : '111111';
    const answers = await Promise.all(Array.from({ length: 12 }, () => sign({ code: wrong })));
    expect(answers.filter((answer) => answer.code === 'CODE_WRONG')).toHaveLength(SIGNING_CODE_ATTEMPTS_MAX);
    expect(await sign({ code: second })).toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
    for (let round = 3; round <= SIGNING_CODES_MAX; round += 1) {
      world.clock.advance(MINUTE_MS);
      expect(await send()).toMatchObject({ __typename: 'Shipment' });
    }
    world.clock.advance(MINUTE_MS);
    expect(await send()).toMatchObject({ code: 'TOO_MANY' });
    expect(await sign({ code: (await codeSent(SIGNING_CODES_MAX)).code })).toMatchObject({ __typename: 'Shipment' });
  });

  it('whom nobody opens to comes again by a day that is said, then takes it back, and nobody is claimed of [8.5.4.3.cf]', async () => {
    const missed = (againAt?: number) =>
      world.act(courier, 'recordNobodyHome', {
        shipmentId,
        photo: TINY_PHOTO,
        againAt: againAt === undefined ? null : new Date(againAt).toISOString(),
      });
    const again = () => world.clock.now() + DAY_MS;
    expect(await missed(again())).toMatchObject({ code: 'TOO_EARLY', clause: '8.5.4.2.cb' });
    world.clock.advance(HOUR_MS);
    expect(await missed()).toMatchObject({ code: 'AGAIN_NEEDED' });
    // It is cold: tomorrow at the latest.
    expect(await missed(again() + MINUTE_MS)).toMatchObject({ code: 'AGAIN_NEEDED' });
    const [againAt, promised] = [again(), (await parcel()).deliverDueAt];
    expect(await missed(againAt)).toMatchObject({ __typename: 'Shipment' });
    expect(await parcel()).toMatchObject({
      state: 'TAKEN_OVER',
      deliverDueAt: new Date(Math.max(againAt, Date.parse(promised))).toISOString(),
      visits: [{ number: 1, outcome: 'NOBODY_HOME', againAt: new Date(againAt).toISOString() }],
    });
    expect(await missed(again())).toMatchObject({ code: 'TOO_EARLY' });
    world.clock.advance(DAY_MS);
    const twice = await Promise.all([missed(), missed()]);
    expect(twice.map(({ __typename, code }) => code ?? __typename).sort()).toEqual(['Shipment', 'WRONG_STATE']);
    expect(await parcel()).toMatchObject({ state: 'REFUSED', visits: [{}, { number: 2, againAt: null }] });
    await world.subgraph.runOnce();
    expect(world.events('logistics.door-missed.v1')).toMatchObject([{ againAtMs: againAt }, { againAtMs: null }]);
    const refused = world.events('logistics.shipment-refused.v1');
    expect(refused).toMatchObject([{ reason: 'nobody-home' }]);
    expect(refused[0]).not.toHaveProperty('claim');
    const copy = await world.ask(
      peer('trust'),
      'query($id: ID!) { logisticsCopy(subjectId: $id, requestedBy: $id, purpose: "本人要求") }',
      { id: buyer.id },
    );
    const sections: { title: string; rows: object[] }[] = JSON.parse(copy.logisticsCopy);
    expect(sections.find(({ title }) => title === '配送员上门')?.rows).toMatchObject([
      { 第几次: 2, 结果: '家里没人', 约好再来: null },
      { 第几次: 1, 结果: '家里没人', 约好再来: expect.any(String) },
    ]);
  });

  it('a refusal keeps the photos of what was wrong, for the buyer and the carrier [8.5.4.3.cf]', async () => {
    const refuse = (photos: string[]) =>
      world.act(courier, 'refuseDelivery', { shipmentId, reason: 'DAMAGED', photos });
    expect(await refuse([TINY_PHOTO, 'data:image/png;base64,AAAA'])).toMatchObject({ code: 'PHOTO_BROKEN' });
    expect(await refuse([TINY_PHOTO, TINY_PHOTO])).toMatchObject({ __typename: 'Shipment' });
    for (const who of [buyer, manager])
      expect((await parcel(who)).visits).toMatchObject([
        { outcome: 'REFUSED', photos: [{}, {}].map(() => expect.any(String)) },
      ]);
  });

  it('what was signed without a network counts from when it was done, its code with it, and says when it came [8.5.1.bs]', async () => {
    await send();
    const { code } = await codeSent(1);
    const heardAt = new Date(world.clock.now()).toISOString();
    // The phone's clock is a day off, which is nobody's fault.
    const phone = (ms: number) => new Date(world.clock.now() + DAY_MS + ms).toISOString();
    const done = { heardAt, heardPhoneAt: phone(0), at: phone(10 * MINUTE_MS) };
    const doneAt = new Date(world.clock.now() + 10 * MINUTE_MS).toISOString();
    world.clock.advance(3 * HOUR_MS);
    const arrivedAt = new Date(world.clock.now()).toISOString();
    expect(await sign({ code })).toMatchObject({ code: 'CODE_WRONG' });
    expect(await sign({ code, done: { ...done, at: phone(-40 * HOUR_MS) } })).toMatchObject({ code: 'CODE_WRONG' });
    expect(await sign({ code, done })).toMatchObject({ __typename: 'Shipment' });
    const { shipment } = await world.ask(
      buyer,
      'query($id: ID!) { shipment(id: $id) { deliveredAt visits { at saidAt arrivedAt timeDoubt } } }',
      { id: shipmentId },
    );
    expect(shipment).toEqual({
      deliveredAt: doneAt,
      visits: [{ at: doneAt, saidAt: doneAt, arrivedAt, timeDoubt: null }],
    });
  });

  it('what is told a day too late counts when it arrives, and the page says why [8.5.1.bs]', async () => {
    const at = new Date(world.clock.now()).toISOString();
    world.clock.advance(DAY_MS + HOUR_MS);
    await world.act(courier, 'refuseDelivery', {
      shipmentId,
      reason: 'DAMAGED',
      done: { at, heardAt: at, heardPhoneAt: at },
    });
    const { shipment } = await world.ask(
      buyer,
      'query($id: ID!) { shipment(id: $id) { refusedAt visits { at saidAt timeDoubt } } }',
      { id: shipmentId },
    );
    const now = new Date(world.clock.now()).toISOString();
    expect(shipment).toEqual({ refusedAt: now, visits: [{ at: now, saidAt: at, timeDoubt: 'TOO_LATE' }] });
  });
});
