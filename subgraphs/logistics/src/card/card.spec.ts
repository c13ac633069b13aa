import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import { account, TINY_PHOTO } from '@heitu/kit/serving/testing';
import { OVERSEERS } from '@heitu/standard';
import {
  admin,
  buyer,
  CARRIER,
  courier,
  fileCarrier,
  makeShipment,
  manager,
  openWorld,
  peer,
  POINTS,
  rival,
  seller,
  SELLER,
  stranger,
  type Base,
  type World,
} from '../test-world.fixture.ts';
import { cardCodeOf, codeIn, inGroups, OBJECT_WORKING_DAYS } from './card.policy.ts';

const otherSeller = account('acc-other-seller', { role: 'seller-owner', partyId: 'seller-2' });
const INK = 'data:image/svg+xml,ink';
const HANDOVER = `query($id: ID!) { handover(id: $id) { state verified availableActions
  signatures { side accountId custodian }
  byCard { signer at saidAt arrivedAt timeDoubt objectDueAt objectedAt canObject ink photos
    objection { kind text resolution availableActions } } } }`;

describe("the seller's side by a paper card", () => {
  let world: World;
  let base: Base;
  let handoverId: string;
  beforeEach(async () => {
    world = await openWorld();
    base = await fileCarrier(world);
    ({ handoverId } = await opened('1'));
  });
  afterEach(() => world.close());

  async function opened(key: string): Promise<{ shipmentId: string; handoverId: string }> {
    const shipmentId = await makeShipment(world, key);
    await world.act(manager, 'assignShipment', { shipmentId, courierId: base.courierId, vehicleId: base.vehicleId });
    const { id } = await world.act(courier, 'openHandover', { shipmentId, ...POINTS }, '... on Handover { id }');
    return { shipmentId, handoverId: id };
  }
  const issue = (actor = seller, partyId = SELLER, replacesId: string | null = null) =>
    world.act(actor, 'issueHandoverCard', { partyId, replacesId }, '... on HandoverCard { id ending withdrawnAt }');
  /** As it stands on the paper. */
  const codeOn = (cardId: string): string =>
    cardCodeOf(world.subgraph.contextFor({ kind: 'system', id: 'test', grants: [] }, 'test').vault, { id: cardId });
  const sign = (code: string, more: object = {}, who: Actor = courier) =>
    world.act(who, 'signHandoverByCard', {
      handoverId,
      code,
      signerName: '李大山',
      signature: INK,
      photo: TINY_PHOTO,
      ...more,
    });
  const bySelf = () => world.act(courier, 'signHandover', { handoverId, as: 'CARRIER', custodian: '老赵' });
  const document = async (who: Actor = seller) => (await world.ask(who, HANDOVER, { id: handoverId })).handover;
  const object = (more: object = {}, who = seller) =>
    world.act(who, 'objectToHandover', { handoverId, text: '只交了一件', nobodyOfOurs: false, ...more });
  /** As a phone says it that was without a network meanwhile. */
  const done = (atMs: number, heardMs = atMs - HOUR_MS) => {
    const iso = (ms: number) => new Date(ms).toISOString();
    return { done: { at: iso(atMs), heardAt: iso(heardMs), heardPhoneAt: iso(heardMs) } };
  };
  /** Nothing of it is done, and its seller is told nothing. */
  const expectNothing = async () => {
    expect(await document()).toMatchObject({ state: 'OPEN', signatures: [], byCard: null });
    await world.subgraph.runOnce();
    expect(world.events('logistics.handed-over-by-card.v1')).toEqual([]);
    expect(await world.rows.selectFrom('CardSignature').select('id').execute()).toEqual([]);
  };

  it('hands over with one scan: ink, photo and who signed, not an act of the seller’s account [8.4.2.bj]', async () => {
    const { id } = await issue();
    expect((await document(courier)).availableActions).toEqual(['SIGN_SELLER_BY_CARD', 'SIGN_CARRIER']);
    for (const who of [seller, manager])
      expect((await document(who)).availableActions).not.toContain('SIGN_SELLER_BY_CARD');
    // Typed off the paper, in groups.
    expect(await sign(inGroups(codeOn(id)).toLowerCase())).toMatchObject({ __typename: 'Handover' });
    expect(await document()).toMatchObject({ state: 'OPEN', signatures: [{ side: 'SELLER' }] });
    expect(await bySelf()).toMatchObject({ __typename: 'Handover' });
    expect(await document()).toMatchObject({
      state: 'SIGNED',
      verified: true,
      signatures: [
        { side: 'SELLER', accountId: null, custodian: '李大山' },
        { side: 'CARRIER', accountId: courier.id, custodian: '老赵' },
      ],
      byCard: {
        signer: '李大山',
        saidAt: null,
        arrivedAt: null,
        timeDoubt: null,
        objectedAt: null,
        canObject: true,
        ink: INK,
        photos: [expect.stringMatching(/^data:image\/jpeg;base64,/)],
      },
    });
    await world.subgraph.runOnce();
    const objectByMs = addWorkingDays(world.clock.now(), OBJECT_WORKING_DAYS);
    expect(world.events('logistics.handed-over-by-card.v1')).toMatchObject([
      { handoverId, orderId: 'order-1', sellerPartyId: SELLER, carrierName: '北达冷链', units: 2, objectByMs },
    ]);
    expect(world.events('logistics.shipment-taken-over.v1')).toMatchObject([{ handoverId }]);
    const row = await world.rows.selectFrom('Handover').selectAll().where('id', '=', handoverId).executeTakeFirst();
    expect(row).toMatchObject({ sellerAccountId: null, sellerCustodian: null, sellerCardId: id });
    // Either side may be first; once is enough.
    expect(await sign(codeOn(id))).toMatchObject({ code: 'WRONG_STATE' });
  });

  it('shows ink and photo to both sides, each look recorded, and to nobody else', async () => {
    const { id } = await issue();
    await sign(codeOn(id));
    await bySelf();
    for (const who of [seller, manager, courier, admin]) expect((await document(who)).byCard.ink).toBe(INK);
    expect((await document(buyer)).byCard).toMatchObject({ signer: '李大山', ink: null, photos: [], canObject: false });
    for (const who of [stranger, rival, otherSeller]) expect(await document(who)).toBeNull();
    await world.subgraph.runOnce();
    const reads = world.sent.map(({ event }) => JSON.stringify(event)).filter((one) => one.includes('cardInk'));
    for (const { id: who } of [manager, admin]) expect(reads.some((one) => one.includes(who))).toBe(true);
  });

  it('is good for its own seller, until it is withdrawn or replaced [8.4.2.bj]', async () => {
    const [{ id: first }, { id: others }] = [await issue(), await issue(otherSeller, 'seller-2')];
    expect(await sign(codeOn(others))).toMatchObject({ code: 'CARD_WRONG', details: [{ path: ['code'] }] });
    expect(await sign('0000 0000 0000 0000')).toMatchObject({ code: 'CARD_WRONG' });
    expect(await issue()).toMatchObject({ code: 'WRONG_STATE' });
    const { id: second, ending } = await issue(seller, SELLER, first);
    expect(ending).toBe(codeOn(second).slice(-4));
    expect(codeOn(second)).not.toBe(codeOn(first));
    expect(await sign(codeOn(first))).toMatchObject({ code: 'CARD_WITHDRAWN' });
    const withdraw = (cardId: string, who = seller) => world.act(who, 'withdrawHandoverCard', { cardId });
    expect(await withdraw(second, otherSeller)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await withdraw(second)).toMatchObject({ __typename: 'HandoverCard' });
    expect(await withdraw(second)).toMatchObject({ code: 'WRONG_STATE' });
    expect(await sign(codeOn(second))).toMatchObject({ code: 'CARD_WITHDRAWN' });
    await expectNothing();
    const ask = (who: Actor) => world.ask(who, `{ handoverCard(partyId: "${SELLER}") { id } }`);
    expect(await ask(seller)).toEqual({ handoverCard: null });
    const { id: third } = await issue();
    expect(await ask(seller)).toEqual({ handoverCard: { id: third } });
    expect(await ask(otherSeller)).toEqual({ handoverCard: null });
    expect(await sign(codeOn(third))).toMatchObject({ __typename: 'Handover' });
  });

  it('does nothing in the hands of a courier who was not given these parcels, or has nothing to fetch', async () => {
    const { id } = await issue();
    const colleague = account('acc-courier-2', { role: 'courier', partyId: CARRIER });
    expect(await sign(codeOn(id), {}, colleague)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await sign(codeOn(id), { photo: 'data:image/jpeg;base64,AAAA' })).toMatchObject({ code: 'PHOTO_BROKEN' });
    for (const who of [seller, manager, buyer, stranger])
      await expect(sign(codeOn(id), {}, who)).rejects.toThrow('FORBIDDEN');
    await expectNothing();
    // Nothing there is ready: no document is open.
    await world.act(manager, 'voidHandover', { handoverId });
    expect(await sign(codeOn(id))).toMatchObject({ code: 'WRONG_STATE' });
    expect(await world.rows.selectFrom('CardSignature').select('id').execute()).toEqual([]);
  });

  it('lets nobody sign both sides: who works for the seller, who made the card, or by the own name [8.4.2.bj]', async () => {
    const both = account(courier.id, { role: 'courier', partyId: CARRIER }, { role: 'seller-staff', partyId: SELLER });
    const { id: own } = await issue(both);
    // No longer of the seller, they have made the card.
    expect(await sign(codeOn(own))).toMatchObject({ code: 'SAME_SIGNER' });
    const { id } = await issue(seller, SELLER, own);
    expect(await sign(codeOn(id), {}, both)).toMatchObject({ code: 'SAME_SIGNER' });
    expect((await document(both)).availableActions).not.toContain('SIGN_SELLER_BY_CARD');
    expect(await sign(codeOn(id), { signerName: '冯送暖' })).toMatchObject({
      code: 'SAME_SIGNER',
      details: [{ path: ['signerName'] }],
    });
    await expectNothing();
  });

  it('is judged by when it was done: a card that was good then is, one withdrawn before is not', async () => {
    const { id: first } = await issue();
    world.clock.advance(HOUR_MS);
    const atMs = world.clock.now();
    world.clock.advance(HOUR_MS);
    const { id: second } = await issue(seller, SELLER, first);
    world.clock.advance(HOUR_MS);
    // After it was withdrawn, as the phone says itself.
    expect(await sign(codeOn(first), done(world.clock.now() - 30 * MINUTE_MS))).toMatchObject({
      code: 'CARD_WITHDRAWN',
    });
    // A phone that says it was before the goods were given to this courier is not believed.
    expect(await sign(codeOn(first), done(atMs - DAY_MS))).toMatchObject({ code: 'CARD_WITHDRAWN' });
    await expectNothing();
    expect(await sign(codeOn(first), done(atMs))).toMatchObject({ __typename: 'Handover' });
    expect((await document()).byCard).toMatchObject({
      at: new Date(atMs).toISOString(),
      saidAt: new Date(atMs).toISOString(),
      arrivedAt: new Date(world.clock.now()).toISOString(),
      timeDoubt: null,
    });
    // A card that was not made yet then counts when it arrives.
    ({ handoverId } = await opened('2'));
    expect(await sign(codeOn(second), done(world.clock.now() - 2 * HOUR_MS))).toMatchObject({ __typename: 'Handover' });
    expect((await document()).byCard).toMatchObject({ timeDoubt: 'BEFORE_THE_STEP_BEFORE' });
  });

  it('is answered as before where the same request comes twice, and signs once', async () => {
    const { id } = await issue();
    const requestId = 'once';
    for (let i = 0; i < 2; i += 1)
      expect(await sign(codeOn(id), { requestId })).toMatchObject({ __typename: 'Handover' });
    expect(await sign(codeOn(id), { requestId: 'again' })).toMatchObject({ code: 'ALREADY_SIGNED' });
    // Nor does the seller sign what was signed for them.
    expect(await world.act(seller, 'signHandover', { handoverId, as: 'SELLER', custodian: '李会计' })).toMatchObject({
      code: 'ALREADY_SIGNED',
    });
    await world.subgraph.runOnce();
    expect(world.events('logistics.handed-over-by-card.v1')).toHaveLength(1);
  });

  it('can be objected to in time: it lies with the carrier until it is cleared up [8.4.2.bl]', async () => {
    const { id } = await issue();
    expect(await object()).toMatchObject({ code: 'NOT_FOUND' });
    await sign(codeOn(id));
    await bySelf();
    expect(await object({}, otherSeller)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await object()).toMatchObject({ __typename: 'Handover' });
    expect(await object()).toMatchObject({ code: 'WRONG_STATE' });
    const told = { handoverId, orderId: 'order-1', orderNumber: expect.any(String) };
    await world.subgraph.runOnce();
    expect(world.events('logistics.handover-objected.v1')).toEqual([
      {
        ...told,
        carrierPartyId: CARRIER,
        units: 2,
        nobodyOfOurs: false,
        dueAtMs: addWorkingDays(world.clock.now(), 5),
      },
    ]);
    const said = { kind: 'OBJECTED', text: expect.stringMatching(/^单据JJ.*：商家说不对。只交了一件$/) };
    expect((await document()).byCard).toMatchObject({
      canObject: false,
      objection: { ...said, resolution: null, availableActions: [] },
    });
    const { handoverReconciliations } = await world.ask(
      manager,
      '{ handoverReconciliations(onlyOpen: true) { edges { node { documents matched mismatches { id handoverId availableActions } } } } }',
    );
    const [{ node }] = handoverReconciliations.edges;
    expect(node).toMatchObject({
      documents: 1,
      matched: 0,
      mismatches: [{ handoverId, availableActions: ['RESOLVE'] }],
    });
    // What was handed over stands meanwhile, and the card is good.
    expect(await document()).toMatchObject({ state: 'SIGNED', verified: true });
    expect(await world.ask(seller, `{ handoverCard(partyId: "${SELLER}") { id } }`)).toEqual({ handoverCard: { id } });
    const [mismatch] = node.mismatches;
    const resolve = () =>
      world.act(manager, 'resolveMismatch', { mismatchId: mismatch.id, resolution: '少的一件补送了' });
    expect(await resolve()).toMatchObject({ __typename: 'HandoverReconciliation' });
    expect(await resolve()).toMatchObject({ code: 'WRONG_STATE' });
    await world.subgraph.runOnce();
    expect(world.events('logistics.objection-cleared.v1')).toEqual([
      { ...told, sellerPartyId: SELLER, carrierName: '北达冷链' },
    ]);
    expect((await document()).byCard.objection).toMatchObject({ resolution: '少的一件补送了' });
    expect((await document(buyer)).byCard.objection).toBeNull();
  });

  it('of a card in wrong hands: said, it is refused from then on; two working days later it is too late', async () => {
    const { id } = await issue();
    await sign(codeOn(id));
    expect(await object({ nobodyOfOurs: true, text: '那天没有人在家' })).toMatchObject({ __typename: 'Handover' });
    await world.subgraph.runOnce();
    expect(world.events('logistics.handover-objected.v1')).toMatchObject([{ handoverId, nobodyOfOurs: true }]);
    expect((await document()).byCard.objection.text).toContain('不是他们的人交的货。那天没有人在家');
    const { id: second } = await issue();
    ({ handoverId } = await opened('2'));
    expect(await sign(codeOn(id))).toMatchObject({ code: 'CARD_WITHDRAWN' });
    await sign(codeOn(second));
    const { objectDueAt } = (await document()).byCard;
    world.clock.set(new Date(Date.parse(objectDueAt) - 1).toISOString());
    expect((await document()).byCard.canObject).toBe(true);
    world.clock.set(objectDueAt);
    expect((await document()).byCard.canObject).toBe(false);
    expect(await object()).toMatchObject({ code: 'OBJECT_TOO_LATE' });
    expect((await document()).byCard.objectedAt).toBeNull();
  });

  it('counts as a document that both signed and keep; an objection is no comparison of books [8.4.2.bj-bk] [8.4.2.bl]', async () => {
    const figures = async (clause: string) => {
      const { logisticsEvidence } = await world.ask(
        peer('trust'),
        'query($t: String!) { logisticsEvidence(fromMs: "0", toMs: $t) { clause figures { value unit verdict } } }',
        { t: String(world.clock.now() + 1) },
      );
      return logisticsEvidence.find((one: { clause: string }) => one.clause === clause).figures;
    };
    const { id } = await issue();
    await sign(codeOn(id));
    await bySelf();
    expect(await figures('8.4.2.bj-bk')).toEqual(Array(2).fill({ value: 1, unit: '张', verdict: 'MET' }));
    world.clock.advance(DAY_MS);
    await object();
    world.clock.advance(30.5 * DAY_MS);
    expect((await figures('8.4.2.bl'))[0]).toMatchObject({ value: 0, unit: '对', verdict: 'ABSENT' });
    const from = new Date(world.clock.now() - 40 * DAY_MS).toISOString();
    const to = new Date(world.clock.now()).toISOString();
    const pair = { carrierPartyId: CARRIER, sellerPartyId: SELLER };
    await world.act(manager, 'reconcileHandovers', { ...pair, from, to });
    expect((await figures('8.4.2.bl'))[0]).toMatchObject({ value: 1, unit: '对', verdict: 'MET' });
  });

  it('shows when name or ink were changed since, and holds without the ink when that is gone', async () => {
    const { id } = await issue();
    await sign(codeOn(id));
    await bySelf();
    const change = (values: object) =>
      world.rows.updateTable('CardSignature').set(values).where('id', '=', handoverId).execute();
    const { signedHash } = await world.rows.selectFrom('CardSignature').selectAll().executeTakeFirstOrThrow();
    await change({ signedHash: 'f'.repeat(64) });
    expect((await document()).verified).toBe(false);
    await change({ signedHash });
    expect((await document()).verified).toBe(true);
    await change({ inkSealed: null, photosSealed: null });
    expect(await document()).toMatchObject({ verified: true, byCard: { ink: null, photos: [] } });
  });

  it('is printed by the seller’s own people while it is in force, without a name on it', async () => {
    const { id } = await issue();
    const edge = (who: Actor) =>
      world.subgraph.edge(
        { method: 'GET', path: `/handover-cards/${id}`, query: {}, headers: {}, body: Buffer.alloc(0) },
        who,
        'print',
      );
    const printed = await edge(seller);
    expect(printed).toMatchObject({ status: 200, headers: { 'content-type': 'application/pdf' } });
    const text = String(printed.body);
    expect(text.startsWith('%PDF-')).toBe(true);
    const inPdf = (said: string) => Buffer.from(said, 'utf16le').swap16().toString('hex');
    for (const name of ['稻香合作社', '李大山', '13900000000', '五常市龙凤山镇'])
      expect(text).not.toContain(inPdf(name));
    expect(text).toContain(inPdf('交货卡'));
    for (const who of [otherSeller, manager, courier, buyer, stranger, peer('trust')])
      expect((await edge(who)).status).toBe(404);
    await world.act(seller, 'withdrawHandoverCard', { cardId: id });
    expect((await edge(seller)).status).toBe(404);
  });

  it('looks on for whoever looks after all, and gives them no card of a seller to make', async () => {
    const { id } = await issue();
    for (const role of OVERSEERS.platform)
      expect(await world.ask(account('acc-over', { role }), `{ handoverCard(partyId: "${SELLER}") { id } }`)).toEqual({
        handoverCard: { id },
      });
    await expect(issue(admin)).rejects.toThrow('FORBIDDEN');
    expect(await issue(otherSeller)).toMatchObject({ code: 'NOT_FOUND' });
    expect(codeIn(' heitu:card:abcd-efgh ilo0 ')).toBe('ABCDEFGH1100');
  });
});
