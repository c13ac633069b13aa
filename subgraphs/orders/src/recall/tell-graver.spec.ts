import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import { HOUR_MS } from '@heitu/kit/rules/clock';
import { account, freshDatabase, toldAtOnce } from '@heitu/kit/serving/testing';
import { buyer, deliverOne, openOrders, riceSeller, type Room } from '../orders.fixture.ts';

const admin = account('admin', { role: 'operator-admin' });
const second = account('second', { role: 'reviewer' });
const CASE = 'recall-1';

/** One buyer has rice of a lot in two orders; it is called back as level three, which the buyer confirms. */
describe.each(['SQLite', 'MariaDB'])('buyers of a recall whose level rises, on %s [7.3.6.a-c]', (database) => {
  let room: Room;
  beforeEach(async () => {
    const isMaria = database === 'MariaDB';
    const url = isMaria ? await freshDatabase(process.env['TEST_DATABASE_URL'], 'orders_graver') : undefined;
    room = await openOrders(undefined, url);
    await room.release('rice', 'lot-1', 20, '2026-12-10');
    for (let i = 0; i < 2; i += 1) await deliverOne(room, [['rice', 1]]);
    const recall = {
      caseId: CASE,
      rootLotId: 'lot-1',
      rootLotCode: 'L-lot-1',
      goods: '五常大米',
      level: 'three',
      hazard: 'label',
      caller: 'seller',
      orderNumber: null,
      atMs: room.clock.now(),
    };
    const lot = { lotId: 'lot-1', lotCode: 'L-lot-1', skuId: 'rice', partyId: 'party-rice', cause: 'recalled' };
    await room.tell('catalog.lot-blocked.v1', { ...lot, reason: '召回', recallId: CASE, recall });
    const [first] = await tellings();
    for (const by of ['message', 'sms']) await hear(first.tellingId, by);
    for (const { id } of await rows()) await confirm(id);
  }, 60_000);
  afterEach(() => room.close());

  const tellings = (): Promise<any[]> => room.published('orders.buyer-affected.v1');
  const hear = (tellingId: string, by: string) =>
    room.tell('trust.buyer-told.v1', { tellingId, by, atMs: room.clock.now() });
  const rows = () =>
    room.context().rows.selectFrom('RecallRow').selectAll().where('buyerAccountId', 'is not', null).execute();
  const confirm = async (rowId: string, level?: string): Promise<any> =>
    (
      await room.graph<any>(
        buyer,
        `mutation($input: ConfirmRecallReadInput!) { confirmRecallRead(input: $input) {
          ... on RecallRow { seenAt } ... on ConfirmRecallReadRefused { code } } }`,
        { input: { rowId, level } },
      )
    ).confirmRecallRead;
  const answer = async (rowId: string, level?: string): Promise<any> =>
    (
      await room.graph<any>(
        buyer,
        `mutation($input: AnswerRecallInput!) { answerRecall(input: $input) {
          ... on RecallRow { answer } ... on AnswerRecallRefused { code details { path text } } } }`,
        { input: { rowId, answer: 'EATEN', level } },
      )
    ).answerRecall;
  let request = 0;
  const regrade = async (as: Actor, level: string, hazard: string): Promise<any> => {
    const input = { requestId: `graver-${++request}`, caseId: CASE, level, hazard, reason: '有人吃了不舒服' };
    const text = `mutation($input: RegradeRecallInput!) { regradeRecall(input: $input) {
      ... on RecallCase { level } ... on RegradeRecallRefused { code } } }`;
    return (await room.graph<any>(as, text, { input })).regradeRecall;
  };
  const figures = async () =>
    (await room.graph<any>(admin, `{ recallCase(id: "${CASE}") { figures { buyers told texted seen } } }`)).recallCase
      .figures;

  it('are told of the new level once for all their orders, and confirm it again', async () => {
    expect(await figures()).toEqual({ buyers: 1, told: 1, texted: 1, seen: 1 });
    room.clock.advance(HOUR_MS);
    await regrade(riceSeller, 'ONE', 'ALLERGEN');
    const [before, graver, ...more] = await tellings();
    expect(more).toEqual([]);
    expect(before.graver).toBeUndefined();
    expect(graver).toMatchObject({
      buyerAccountId: buyer.id,
      orders: 2,
      delivered: 2,
      lots: 1,
      lotCode: 'L-lot-1',
      graver: { level: 'one', hazard: 'allergen' },
    });
    expect(graver.tellingId).not.toBe(before.tellingId);
    // Until it has come to them nobody was told of this level, and what was confirmed was another.
    expect(await figures()).toEqual({ buyers: 1, told: 0, texted: 0, seen: 0 });
    // What comes late of the telling before is of the level before.
    await hear(before.tellingId, 'sms');
    expect(await figures()).toMatchObject({ texted: 0 });
    for (const by of ['message', 'message', 'sms']) await hear(graver.tellingId, by);
    for (const { id, seenAtMs } of await rows()) {
      expect(seenAtMs).toBeNull();
      await confirm(id, 'ONE');
    }
    expect(await figures()).toEqual({ buyers: 1, told: 1, texted: 1, seen: 1 });
    expect((await rows()).map(({ seenAtMs }) => seenAtMs)).toEqual([room.clock.now(), room.clock.now()]);
  });

  it('are told once per rise, also of two at once, and of none that is milder or no rise', async () => {
    await toldAtOnce([() => regrade(admin, 'TWO', 'SPOILED'), () => regrade(second, 'TWO', 'SPOILED')]);
    expect((await tellings()).map(({ graver }) => graver?.level)).toEqual([undefined, 'two']);
    // Another reason of the same level is no rise, nor is a milder one that two people agree to.
    await regrade(admin, 'TWO', 'MICROBE');
    await regrade(admin, 'THREE', 'LABEL');
    await room.graph<any>(
      second,
      'mutation($input: DecideRecallRegradeInput!) { decideRecallRegrade(input: $input) { __typename } }',
      { input: { caseId: CASE, accepted: true } },
    );
    expect(await tellings()).toHaveLength(2);
    await regrade(admin, 'ONE', 'ALLERGEN');
    expect((await tellings()).map(({ graver }) => graver?.level)).toEqual([undefined, 'two', 'one']);
  });

  it('who has answered where the goods are counts as told of the level before only', async () => {
    const [row] = await rows();
    expect(await answer(row!.id)).toEqual({ answer: 'EATEN' });
    room.clock.advance(HOUR_MS);
    await regrade(admin, 'ONE', 'ALLERGEN');
    expect(await figures()).toMatchObject({ seen: 0 });
    await confirm(row!.id, 'ONE');
    expect(await figures()).toMatchObject({ seen: 1 });
  });

  it('confirm what they were shown: who looked at a milder level looks again', async () => {
    await regrade(admin, 'TWO', 'SPOILED');
    const [row] = await rows();
    // The page was open since before: of level three, or of a phone that does not say which.
    expect(await confirm(row!.id, 'THREE')).toEqual({ code: 'LEVEL_ROSE' });
    expect(await confirm(row!.id)).toEqual({ code: 'LEVEL_ROSE' });
    expect(await figures()).toMatchObject({ seen: 0 });
    // Whichever comes first: nobody has confirmed level one by what was shown of level two.
    await Promise.all([confirm(row!.id, 'TWO'), regrade(riceSeller, 'ONE', 'ALLERGEN')]);
    expect((await rows()).map(({ seenAtMs }) => seenAtMs)).toEqual([null, null]);
    expect(await confirm(row!.id, 'ONE')).toEqual({ seenAt: expect.any(String) });
    expect(await figures()).toMatchObject({ seen: 1 });
  });

  it('answer what they were shown: an answer from a page of a milder level is of another recall', async () => {
    await regrade(admin, 'TWO', 'SPOILED');
    const [row, other] = await rows();
    const rose = (text: string) => ({ code: 'LEVEL_ROSE', details: [{ path: ['level'], text }] });
    for (const shown of ['THREE', undefined])
      expect(await answer(row!.id, shown)).toEqual(rose('现在是二级召回，要紧的：吃了可能不舒服'));
    const unsaid = { state: 'at-buyer', answer: null, reachedAtMs: null, goneUnits: 0 };
    expect(await rows()).toMatchObject([unsaid, unsaid]);
    expect(await figures()).toMatchObject({ seen: 0 });
    expect(await answer(row!.id, 'TWO')).toEqual({ answer: 'EATEN' });
    expect(await figures()).toMatchObject({ seen: 1 });
    // Whichever comes first: what was said of level two is no answer to level one.
    room.clock.advance(HOUR_MS);
    await Promise.all([answer(other!.id, 'TWO'), regrade(riceSeller, 'ONE', 'ALLERGEN')]);
    expect(await figures()).toMatchObject({ seen: 0 });
    expect(await answer(other!.id, 'TWO')).not.toHaveProperty('answer');
  });
});
