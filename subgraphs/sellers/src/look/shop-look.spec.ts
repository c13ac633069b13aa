import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS, systemActor } from '@heitu/kit/rules/actor';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import { account, type TestSubgraph } from '@heitu/kit/serving/testing';
import { WORD_RULES_VERSION } from '@heitu/standard';
import type { SellersContext } from '../context.ts';
import { shopsFoundUnlawful } from './shop-look.evidence.ts';
import { act, APPLICANT, approved, eventsOf, openRoom, REVIEWER, SHOP_TEXT, STRANGER } from '../testing.fixture.ts';

const ADMIN = account('account-admin', { role: 'operator-admin' });
const LOOKS = `{ shopLooks { edges { node { id cause state stateLabel openedAt dueAt rule law reason appeal answer
  availableActions words { word rule refuses } stories pictures { id } wording { name introduction } } } } }`;

describe('the queue of shops that a person looks at [6.5.b]', () => {
  let room: TestSubgraph;
  let shopId: string;
  beforeEach(async () => {
    room = await openRoom();
    const { partyId } = await approved(room);
    ({ id: shopId } = await act(room, APPLICANT, 'openShop', { partyId, ...SHOP_TEXT }));
  });
  afterEach(() => room.close());

  const looksOf = async (actor = REVIEWER) =>
    (await room.graph<any>(actor, LOOKS)).shopLooks.edges.map(({ node }: any) => node);
  const only = async (actor = REVIEWER) => {
    const found = await looksOf(actor);
    expect(found).toHaveLength(1);
    return found[0];
  };
  const shop = async (actor = ANONYMOUS) =>
    (
      await room.graph<any>(
        actor,
        'query($id: ID!) { shop(id: $id) { name introduction serviceHours state onSale saleReason look { id } } }',
        { id: shopId },
      )
    ).shop;
  const review = (finding: string, actor = REVIEWER) =>
    act(room, actor, 'reviewShop', {
      shopId,
      finding,
      reason: '店名像药',
      rule: finding === 'LAWFUL' ? null : 'MEDICINAL',
    });
  const revise = (introduction: string) => act(room, APPLICANT, 'reviseShop', { shopId, ...SHOP_TEXT, introduction });
  const appealed = async () => {
    await review('UNLAWFUL');
    await act(room, APPLICANT, 'appealShopLook', { lookId: (await only()).id, text: '这是我们村的名字' });
    return (await only()).id as string;
  };

  it('holds a shop from its opening, within the promised day, once however often it changes, for its people and overseers alone', async () => {
    const { dueAt, ...look } = await only();
    expect(look).toMatchObject({ cause: 'NEW', state: 'WAITING', words: [], wording: { name: '香屯直营店' } });
    expect(Date.parse(dueAt) - Date.parse(look.openedAt)).toBe(24 * HOUR_MS);
    room.clock.advance(HOUR_MS);
    await revise('独家院落里的小店。');
    await act(room, APPLICANT, 'introduceGrower', { shopId, name: '田婶', story: '适合养生。' });
    expect(await only(APPLICANT)).toMatchObject({
      dueAt,
      stories: ['田婶：适合养生。'],
      words: [
        { word: '独家', rule: 'ABSOLUTE', refuses: false },
        { word: '养生', rule: 'MEDICINAL', refuses: false },
      ],
    });
    expect(await looksOf(STRANGER)).toEqual([]);
    expect((await shop()).look).toBeNull();
    await expect(room.graph(ANONYMOUS, LOOKS)).rejects.toThrow();
    expect((await room.graph<any>(REVIEWER, '{ sellersDue { kind title } }')).sellersDue).toContainEqual({
      kind: 'SHOP_LOOK',
      title: '香屯直营店',
    });
  });
  it('turns what shops must not say, in the period in which it was found, unless the appeal holds [7.3.7.l]', async () => {
    const verdict = async (fromMs = room.clock.now() - DAY_MS) => {
      const context = room.subgraph.contextFor(ADMIN, 'evidence') as unknown as SellersContext;
      const figures = await shopsFoundUnlawful(context, { fromMs, toMs: room.clock.now() + 1 });
      return figures.map(({ value }) => value);
    };
    expect(await verdict()).toEqual([0]);
    const lookId = await appealed();
    expect(await verdict()).toEqual([1]);
    room.clock.advance(HOUR_MS);
    // It is down: the next period has nothing to say of it.
    expect(await verdict(room.clock.now() - 1)).toEqual([0]);
    expect(await verdict()).toEqual([1]);
    await act(room, ADMIN, 'decideShopLookAppeal', { lookId, decision: 'LIFT', answer: '店名没有问题' });
    expect(await verdict()).toEqual([0]);
  });
  it('lets go what was looked at, and holds it again only when it changes', async () => {
    await review('LAWFUL');
    expect(await only()).toMatchObject({ state: 'PASSED', availableActions: [] });
    await act(room, APPLICANT, 'reviseShop', { shopId, ...SHOP_TEXT, paysAtDoor: true });
    expect(await only()).toMatchObject({ state: 'PASSED' });
    expect(await review('LAWFUL')).toMatchObject({ code: 'WRONG_STATE' });
    await revise('换了一句话的介绍。');
    expect((await looksOf()).map(({ state, cause }: any) => [state, cause])).toEqual([
      ['PASSED', 'NEW'],
      ['WAITING', 'CHANGED'],
    ]);
  });
  it('is not looked at by whoever works for it [6.4]', async () => {
    const own = account(APPLICANT.id, { role: 'reviewer' });
    expect((await only(own)).availableActions).toEqual([]);
    expect(await review('LAWFUL', own)).toMatchObject({ code: 'OWN_SHOP' });
    expect(await only()).toMatchObject({ state: 'WAITING' });
  });

  it('takes down what is unlawful: nobody reads it, nothing is sold, and its people hear by which law', async () => {
    await review('UNLAWFUL');
    const down = { state: 'REMOVED', onSale: false, saleReason: '店铺资料被平台撤下，等店主改正' };
    expect(await shop()).toMatchObject({ ...down, name: '店名已撤下', introduction: null, serviceHours: '' });
    expect(await only(APPLICANT)).toMatchObject({
      state: 'BLOCKED',
      stateLabel: '等您改或申诉',
      law: expect.stringContaining('广告法第十七条'),
      reason: '店名像药',
      wording: { name: '香屯直营店' },
      availableActions: ['APPEAL'],
    });
    expect(await eventsOf(room, 'sellers.shop-removed.v1')).toHaveLength(1);
    expect((await eventsOf(room, 'sellers.shop-sale-changed.v1')).at(-1)).toMatchObject({
      onSale: false,
      reason: down.saleReason,
    });
    // What was corrected is looked at again, and its people open it.
    await revise('我们村的小店。');
    expect(await shop()).toMatchObject({ state: 'CLOSED', name: '香屯直营店' });
    expect((await looksOf()).map(({ state }: any) => state)).toEqual(['BLOCKED', 'WAITING']);
    await act(room, APPLICANT, 'reopenShop', { shopId });
    expect(await shop()).toMatchObject({ state: 'OPEN', onSale: true });
  });
  it('lifts a block that another person finds wrong, and says so; the same one may not answer [7.3.8.m]', async () => {
    const lookId = await appealed();
    const decision = { lookId, decision: 'LIFT', answer: '看错了' };
    expect(await act(room, REVIEWER, 'decideShopLookAppeal', decision)).toMatchObject({ code: 'SAME_PERSON' });
    expect(await only()).toMatchObject({ state: 'APPEALED', availableActions: [] });
    expect((await only(ADMIN)).availableActions).toEqual(['UPHOLD', 'LIFT']);
    await act(room, ADMIN, 'decideShopLookAppeal', decision);
    expect(await only(APPLICANT)).toMatchObject({ state: 'LIFTED', answer: '看错了' });
    expect(await shop()).toMatchObject({ state: 'CLOSED', name: '香屯直营店' });
    expect(await eventsOf(room, 'sellers.shop-look-decided.v1')).toMatchObject([
      { lookId, decision: 'lift', bySilence: false, name: '香屯直营店' },
    ]);
  });
  it('keeps down what another person finds unlawful too, and hears no second appeal, nor a stranger', async () => {
    const lookId = await appealed();
    await act(room, ADMIN, 'decideShopLookAppeal', { lookId, decision: 'UPHOLD', answer: '店名确实像药' });
    expect(await shop()).toMatchObject({ state: 'REMOVED' });
    expect(await eventsOf(room, 'sellers.shop-look-decided.v1')).toMatchObject([{ decision: 'uphold' }]);
    const again = { lookId, text: '还是不服' };
    expect(await act(room, APPLICANT, 'appealShopLook', again)).toMatchObject({ code: 'WRONG_STATE' });
    expect(await act(room, STRANGER, 'appealShopLook', again)).toMatchObject({ code: 'NOT_FOUND' });
  });

  describe('where everybody is silent', () => {
    const later = async (atMs: number) => {
      room.clock.advance(atMs - room.clock.now());
      await room.subgraph.runOnce('end-silent-looks');
    };
    it('leaves a shop open that nobody looked at', async () => {
      const endMs = addWorkingDays(Date.parse((await only()).dueAt), 5);
      await later(endMs - 1);
      expect(await only()).toMatchObject({ state: 'WAITING' });
      await later(endMs);
      expect(await only()).toMatchObject({ state: 'LEFT' });
      expect(await shop()).toMatchObject({ state: 'OPEN' });
      // Open, and seen by nobody: that is said for as long as it is so.
      const trust = { kind: 'peer', id: 'trust', grants: [] } as const;
      const asked =
        '{ sellersEvidence(fromMs: "0", toMs: "4102444800000") { clause figures { label value verdict } } }';
      const { sellersEvidence } = await room.graph<any>(trust, asked);
      const { figures } = sellersEvidence.find(({ clause }: any) => clause === '6.5.b');
      expect(figures).toMatchObject([{ value: 1, verdict: 'BREACHED' }]);
    });
    it('settles a block that nobody contests', async () => {
      await review('UNLAWFUL');
      await later(addWorkingDays(room.clock.now(), 10));
      expect(await only()).toMatchObject({ state: 'SETTLED' });
      expect(await shop()).toMatchObject({ state: 'REMOVED' });
    });
    it('lifts a block whose appeal nobody answers', async () => {
      await appealed();
      await later(addWorkingDays(room.clock.now(), 3));
      expect(await only()).toMatchObject({ state: 'LIFTED' });
      expect(await shop()).toMatchObject({ state: 'CLOSED' });
      expect(await eventsOf(room, 'sellers.shop-look-decided.v1')).toMatchObject([{ bySilence: true }]);
    });
  });

  it('holds what was open before, and what older rules judged, once, while it stays open', async () => {
    const { rows } = room.subgraph.contextFor(systemActor('test'), 'test');
    await rows.deleteFrom('ShopLook' as never).execute();
    const again = () => room.subgraph.runOnce('look-again');
    await again();
    await again();
    expect(await only()).toMatchObject({ cause: 'NEW', state: 'WAITING' });
    await review('LAWFUL');
    await rows
      .updateTable('ShopLook' as never)
      .set({ rulesVersion: WORD_RULES_VERSION - 1 } as never)
      .execute();
    await again();
    await again();
    expect((await looksOf()).map(({ cause }: any) => cause)).toEqual(['NEW', 'RULES_CHANGED']);
    expect(await shop()).toMatchObject({ state: 'OPEN', onSale: true });
  });
});
