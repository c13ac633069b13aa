import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS, peerActor, type Actor } from '@heitu/kit/rules/actor';
import { chinaDate, startOfChinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { nodesOf } from '@heitu/kit/serving/testing';
import { openDisclosure, type DisclosureRoom } from '../testing/disclosure.fixture.ts';
import { SELLER, staff, type TrustRoom } from '../testing/trust-room.fixture.ts';
import { BINDS_AT_ONCE_MS, OFFER_VALID_MS, OFFER_WRITTEN_MS, PLATFORM_FEE_RULE } from '@heitu/standard';
import { changesBetween } from './document.policy.ts';

const admin = staff('operator-admin');
const OLD = '下单后15分钟内付款。不付就取消。';
const NEW = '下单后30分钟内付款。不付就取消。';

// 25 November 2026, ten o'clock in China.
describe('a rule that changes', () => {
  let room: TrustRoom;
  let run: DisclosureRoom['run'];
  let buyer: Actor;
  beforeEach(async () => {
    ({ room, run } = await openDisclosure());
    ({ actor: buyer } = await room.signIn('alice'));
    await publish(OLD);
    await run(buyer, 'confirmAgreement', { kind: 'MEMBER_AGREEMENT', version: 1 }, 'AgreementConfirmed { version }');
  });
  afterEach(() => room.close());

  let requests = 0;
  const publish = (text: string, more: object = {}) =>
    run(admin, 'publishDocument', {
      requestId: `p${(requests += 1)}`,
      kind: 'MEMBER_AGREEMENT',
      title: '用户协议',
      text,
      ...more,
    });
  const adopt = (draftId: string, effectiveOn: string) =>
    run(admin, 'adoptDocument', { draftId, effectiveOn }, 'PublicDocument { state effectiveAt }');
  const confirm = (version: number) =>
    run(buyer, 'confirmAgreement', { kind: 'MEMBER_AGREEMENT', version }, 'AgreementConfirmed { version }');
  const page = async (who: Actor = ANONYMOUS) =>
    (
      await room.graph<any>(
        who,
        '{ publicServicePage { documents { version text atOnceBecause } ahead { version state changes { kind text } availableActions } } }',
      )
    ).publicServicePage;
  const told = async (who: Actor) => {
    await room.subgraph.runOnce();
    const { messages } = await room.graph<any>(who, '{ messages { edges { node { kind title body } } } }');
    return nodesOf(messages).filter(({ kind }: any) => kind === 'RULES_CHANGE');
  };

  it('is a draft for seven days, is told ahead, and binds from the day that was set, not before [10.5.cu]', async () => {
    const { id } = await publish(NEW);
    expect(await page()).toEqual({
      documents: [{ version: 1, text: OLD, atOnceBecause: '平台第一次公布' }],
      ahead: [
        {
          version: 2,
          state: 'DRAFT',
          availableActions: [],
          changes: [
            { kind: 'REMOVED', text: '下单后15分钟内付款。' },
            { kind: 'ADDED', text: '下单后30分钟内付款。' },
            { kind: 'KEPT', text: '不付就取消。' },
          ],
        },
      ],
    });
    expect(await told(buyer)).toMatchObject([
      { title: '规则要变：用户协议', body: expect.stringContaining('可以提意见') },
    ]);
    expect(await confirm(2)).toMatchObject({ code: 'NEWER_VERSION' });
    room.clock.advance(7 * DAY_MS - 1);
    expect(await adopt(id, '2026-12-10')).toMatchObject({ code: 'STILL_HEARD' });
    room.clock.advance(1);
    expect((await page(admin)).ahead).toMatchObject([{ availableActions: ['ADOPT', 'COMMENT'] }]);
    expect(await adopt(id, '2026-12-02')).toMatchObject({ code: 'EFFECTIVE_PAST' });
    expect(await adopt('NOSUCH', '2026-12-03')).toMatchObject({ code: 'NOT_FOUND' });
    expect(await adopt(id, '2026-12-03')).toMatchObject({
      state: 'ADOPTED',
      effectiveAt: '2026-12-02T16:00:00.000Z',
    });
    expect(await adopt(id, '2026-12-04')).toMatchObject({ code: 'WRONG_STATE' });
    expect((await told(buyer)).map(({ body }: any) => body)).toContainEqual(
      expect.stringContaining('起照新的办，在那以前照旧的办'),
    );
    // Who wants may say yes ahead.
    expect((await page()).documents).toMatchObject([{ version: 1 }]);
    expect((await page(buyer)).ahead).toMatchObject([{ version: 2, availableActions: ['CONFIRM'] }]);
    expect(await confirm(2)).toMatchObject({ version: 2 });
    room.clock.set('2026-12-02T15:59:59Z');
    expect((await page()).documents).toMatchObject([{ version: 1 }]);
    room.clock.set('2026-12-02T16:00:00Z');
    expect(await page()).toMatchObject({ documents: [{ version: 2, text: NEW, atOnceBecause: null }], ahead: [] });
    expect(await confirm(1)).toMatchObject({ code: 'NEWER_VERSION' });
    expect(await told(buyer)).toHaveLength(2);
  });

  it('is spoken about by anybody with an account, and adopted when each was answered', async () => {
    const { id } = await publish(NEW);
    const say = (who: Actor, text: string) => run(who, 'commentOnDocument', { draftId: id, text });
    const { actor: other } = await room.signIn('bob');
    const said = await say(buyer, '30分钟太长，货被占着');
    expect(await say(buyer, '再说一句')).toMatchObject({ code: 'ALREADY_SAID' });
    const heard = async (who: Actor) =>
      (await room.graph<any>(who, '{ publicServicePage { ahead { comments { text answer isTaken } } } }'))
        .publicServicePage.ahead[0].comments;
    const open = { text: '30分钟太长，货被占着', answer: null, isTaken: null };
    expect([await heard(buyer), await heard(other), await heard(admin)]).toEqual([[open], [], [open]]);
    room.clock.advance(7 * DAY_MS);
    expect(await adopt(id, '2026-12-10')).toMatchObject({ code: 'COMMENTS_OPEN' });
    const answer = (commentId: string) =>
      run(admin, 'answerComment', { commentId, isTaken: false, answer: '老人付款慢，先按30分钟' });
    expect(await answer('NOSUCH')).toMatchObject({ code: 'NOT_FOUND' });
    expect(await answer(said.id)).toMatchObject({ __typename: 'RecordSaved' });
    expect(await answer(said.id)).toMatchObject({ code: 'ALREADY_ANSWERED' });
    // What was asked is told by the answer; who said it, by nobody.
    expect(await heard(ANONYMOUS)).toEqual([{ text: null, answer: '老人付款慢，先按30分钟', isTaken: false }]);
    expect((await told(buyer)).map(({ title }: any) => title)).toContain('您的意见有答复：用户协议');
    expect(await adopt(id, '2026-12-10')).toMatchObject({ state: 'ADOPTED' });
    expect(await say(other, '晚了')).toMatchObject({ code: 'NO_DRAFT' });
  });

  it('is nothing when nobody adopts it in thirty days, or another draft takes its place', async () => {
    const first = await publish(NEW);
    const second = await publish('下单后20分钟内付款。');
    room.clock.advance(7 * DAY_MS);
    expect(await adopt(first.id, '2026-12-10')).toMatchObject({ code: 'WRONG_STATE' });
    const onDesk = async () => (await room.graph<any>(admin, '{ trustDue { kind id } }')).trustDue;
    expect(await onDesk()).toContainEqual({ kind: 'RULES_DRAFT', id: second.id });
    room.clock.advance(23 * DAY_MS - 1);
    await room.subgraph.runOnce();
    expect((await page()).ahead).toHaveLength(1);
    room.clock.advance(1);
    await room.subgraph.runOnce();
    expect(await page()).toMatchObject({ documents: [{ version: 1 }], ahead: [] });
    expect(await adopt(second.id, '2027-01-10')).toMatchObject({ code: 'WRONG_STATE' });
  });

  it('binds at once only where a law has it so, and says which; a phone number is no rule', async () => {
    await publish(NEW, { atOnceBecause: '《消费者权益保护法》第二十五条' });
    room.clock.advance(BINDS_AT_ONCE_MS);
    expect(await page()).toMatchObject({
      documents: [{ version: 2, atOnceBecause: '《消费者权益保护法》第二十五条' }],
      ahead: [],
    });
    for (const text of ['0451-11110000', '0451-22220000'])
      await publish(text, { kind: 'SERVICE_PHONE', title: '服务电话' });
    expect((await room.graph<any>(ANONYMOUS, '{ servicePhone }')).servicePhone).toBe('0451-22220000');
  });

  it('is told to those whom it concerns, each one time', async () => {
    const owner = await room.owner('seller', SELLER);
    await publish(OLD, { kind: 'COMPLAINT_TERMS', title: '投诉条款' });
    await publish(NEW, { kind: 'COMPLAINT_TERMS', title: '投诉条款' });
    expect(await told(owner)).toHaveLength(1);
    expect(await told(owner)).toHaveLength(1);
    expect(await told(buyer)).toEqual([]);
  });

  it('names no rate of the platform’s fee; one from before that does is told to whoever changes it [6.5.a]', async () => {
    let published = 0;
    const of = async (text: string) => {
      const input = { requestId: `fees-${published++}`, kind: 'FEES', title: '收费标准', text };
      return (await run(admin, 'publishDocument', input)).code;
    };
    expect(await of('平台服务费为成交额的1%，结算时从货款中扣除。')).toBe('FEE_NOT_STATED');
    expect(await of(`${PLATFORM_FEE_RULE}。平台服务费是1%。`)).toBe('FEE_NOT_STATED');
    expect(await of(`${PLATFORM_FEE_RULE}。支付机构收0.6%。`)).toBeUndefined();
    const stating = async () =>
      (await room.graph<any>(peerActor('payments'), '{ documentsStatingFee }')).documentsStatingFee;
    expect(await stating()).toEqual([]);
    await room.subgraph.orm.em
      .fork()
      .execute("update PublicDocument set text = '平台服务费为成交额的1%。' where kind = 'fees'");
    expect(await stating()).toEqual(['收费标准']);
  });

  it('is owed by whoever has not said yes to what is in force, buyers and owners of sellers [10.5.cu]', async () => {
    await run(admin, 'publishDocument', {
      requestId: 's',
      kind: 'SELLER_AGREEMENT',
      title: '入驻协议',
      text: `${PLATFORM_FEE_RULE}。`,
    });
    const owner = await room.owner('seller', SELLER);
    const owed = async (who: Actor) =>
      (
        await room.graph<any>(
          peerActor('orders'),
          'query($a: ID!, $p: [ID!]!) { agreementsOwed(accountId: $a, partyIds: $p) { agreement notice partyIds } }',
          { a: who.id, p: [SELLER] },
        )
      ).agreementsOwed;
    expect(await owed(buyer)).toEqual({ agreement: false, notice: false, partyIds: [SELLER] });
    expect(await owed(owner)).toMatchObject({ agreement: true });
    await run(owner, 'confirmAgreement', { kind: 'SELLER_AGREEMENT', version: 1 }, 'AgreementConfirmed { version }');
    expect(await owed(buyer)).toEqual({ agreement: false, notice: false, partyIds: [] });
  });

  it('binds, where a law demands it at once, when no offer of before is left to order under [10.5.cu]', async () => {
    const owed = async () =>
      (
        await room.graph<any>(
          peerActor('orders'),
          'query($a: ID!) { agreementsOwed(accountId: $a, partyIds: []) { agreement nextBindsAt } }',
          { a: buyer.id },
        )
      ).agreementsOwed;
    const bindsAtMs = room.clock.now() + OFFER_VALID_MS + OFFER_WRITTEN_MS;
    await publish(NEW, { atOnceBecause: '《电子商务法》第三十四条' });
    const nextBindsAt = new Date(bindsAtMs).toISOString();
    expect(await owed()).toEqual({ agreement: false, nextBindsAt });
    room.clock.set(new Date(bindsAtMs - 1).toISOString());
    expect(await owed()).toEqual({ agreement: false, nextBindsAt });
    room.clock.set(nextBindsAt);
    expect(await owed()).toEqual({ agreement: true, nextBindsAt: null });
  });

  it('tells from when on another version of what an order stands on binds, an agreement or the notice [10.5.cu]', async () => {
    const until = async () =>
      (await room.graph<any>(peerActor('orders'), '{ agreementsOwed(accountId: "a", partyIds: []) { nextBindsAt } }'))
        .agreementsOwed.nextBindsAt;
    expect(await until()).toBeNull();
    const { id } = await publish(NEW);
    room.clock.advance(8 * DAY_MS);
    expect(await until()).toBeNull();
    const effectiveOn = chinaDate(room.clock.now() + 12 * DAY_MS);
    const { effectiveAt } = await adopt(id, effectiveOn);
    expect(await until()).toBe(effectiveAt);
    const parts = Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f'].map((part) => [part, '说明文字说明']));
    for (const requestId of ['first', 'second'])
      await run(admin, 'publishNotice', { requestId, parts }, 'NoticeAccepted { version }');
    // The second notice comes before the agreement does.
    const noticeAt = new Date(startOfChinaDate(chinaDate(room.clock.now() + 8 * DAY_MS))).toISOString();
    expect(await until()).toBe(noticeAt);
    room.clock.set(noticeAt);
    expect(await until()).toBe(effectiveAt);
    room.clock.set(effectiveAt);
    expect(await until()).toBeNull();
  });

  it('is compared sentence by sentence', () => {
    expect(changesBetween('甲。乙。丙。', '甲。丙。丁')).toEqual([
      { kind: 'kept', text: '甲。' },
      { kind: 'removed', text: '乙。' },
      { kind: 'kept', text: '丙。' },
      { kind: 'added', text: '丁' },
    ]);
    expect(changesBetween('', '甲\n乙')).toEqual([{ kind: 'added', text: '甲\n乙' }]);
  });
});
