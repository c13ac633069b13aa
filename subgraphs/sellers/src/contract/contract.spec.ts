import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import type { TestSubgraph } from '@heitu/kit/serving/testing';
import { plant } from '@heitu/kit/serving/any-row';
import { act, APPLICANT, approved, eventsOf, openRoom, REVIEWER, STRANGER } from '../testing.fixture.ts';
import { SIGN_WORKING_DAYS } from './contract.policy.ts';

const AGREED = [
  { term: 'TAKE_OVER_HOURS', number: 12 },
  { term: 'REMIT_WORKING_DAYS', number: 2 },
  { term: 'RETURN_PLACE', text: '龙凤山镇香屯合作社院内' },
];

describe('a contract and what is agreed in it', () => {
  let room: TestSubgraph;
  let partyId: string;
  beforeEach(async () => {
    room = await openRoom();
    partyId = (await approved(room)).partyId;
    await plant(
      room,
      'Party',
      ...(['carrier', 'operator'] as const).map((kind) => ({
        id: kind,
        kind,
        name: kind,
        standing: 'good',
        applicantAccountId: 'account-stranger',
        applicantIdentity: kind,
        approvedIdentity: kind,
        approvedAtMs: 1,
      })),
    );
  });
  afterEach(() => room.close());

  const offered = (change: object = {}, select = 'id') =>
    act(
      room,
      APPLICANT,
      'signContract',
      {
        partyId,
        withPartyId: 'carrier',
        kind: 'DELIVERY',
        number: 'HT-1',
        validFromOn: '2026-11-01',
        validUntilOn: '2027-10-31',
        terms: AGREED,
        ...change,
      },
      select,
    );
  const answer = (actor: typeof APPLICANT, contractId: string, decision: string, select = 'state') =>
    act(room, actor, 'answerContract', { contractId, decision }, select);
  const told = () => eventsOf(room, 'sellers.contract-signed.v1');
  const moved = async (): Promise<string[]> =>
    (await eventsOf(room, 'sellers.contract-moved.v1')).map(({ number, to }: any) => `${number} ${to}`);

  it('binds when both have signed, and only then is told to the rooms that decide by it [8.5.1.bs] [8.5.3.ca]', async () => {
    const { id, ...contract } = await offered({}, 'id state valid terms { term shown clause }');
    expect(contract).toEqual({
      state: 'OFFERED',
      valid: false,
      terms: [
        { term: 'TAKE_OVER_HOURS', shown: '12小时', clause: '8.5.1.bs' },
        { term: 'REMIT_WORKING_DAYS', shown: '2个工作日', clause: '8.5.3.ca' },
        { term: 'RETURN_PLACE', shown: '龙凤山镇香屯合作社院内', clause: '8.6.ci' },
      ],
    });
    expect(await told()).toEqual([]);
    expect(await answer(APPLICANT, id, 'SIGN')).toMatchObject({ code: 'NOT_FOUND' });
    expect(await answer(REVIEWER, id, 'SIGN')).toMatchObject({ code: 'WRONG_STATE' });
    expect(await answer(STRANGER, id, 'SIGN', 'state valid availableActions')).toEqual({
      state: 'SIGNED',
      valid: true,
      availableActions: [],
    });
    expect(await told()).toEqual([
      {
        contractId: id,
        number: 'HT-1',
        partyId,
        withPartyId: 'carrier',
        validFromOn: '2026-11-01',
        validUntilOn: '2027-10-31',
        signedAtMs: room.clock.now(),
        terms: { kind: 'delivery', takeOverHours: 12, remitWorkingDays: 2, returnPlace: '龙凤山镇香屯合作社院内' },
      },
    ]);
    // What was signed is neither taken back nor signed again.
    expect(await answer(APPLICANT, id, 'WITHDRAW')).toMatchObject({ code: 'WRONG_STATE' });
    expect(await answer(STRANGER, id, 'SIGN')).toMatchObject({ code: 'WRONG_STATE' });
    expect(await told()).toHaveLength(1);
  });

  it.each([
    ['a term of another kind of contract', [{ term: 'FEE_PERMILLE', number: 10 }], '平台服务费：这类合同没有这一条'],
    [
      'a number out of its bounds',
      [{ term: 'REMIT_WORKING_DAYS', number: 31 }],
      '代收货款多久交回：应在1到30个工作日之间',
    ],
    ['a term without its number', [{ term: 'TAKE_OVER_HOURS', text: '一天' }], '备好货多久来取：请填写数字'],
    ['a term twice', [AGREED[0], AGREED[0]], '备好货多久来取：写了两次'],
    [
      'one end of a range alone',
      [{ term: 'CHILLED_CELSIUS_MIN', number: 0 }],
      '冷藏最低和冷藏最高要一起写，前一个小于后一个',
    ],
  ])('puts %s nowhere', async (_what, terms, text) => {
    const refused = await offered({ terms });
    expect(refused).toMatchObject({ code: 'INVALID_INPUT' });
    expect(refused.details.map((detail: { text: string }) => detail.text)).toEqual([text]);
    const { party } = await room.graph<any>(APPLICANT, 'query($id: ID!) { party(id: $id) { contracts { id } } }', {
      id: partyId,
    });
    expect(party.contracts).toEqual([]);
  });

  it('promises buyers no less than the platform does [7.5.w] [7.6.aa]', async () => {
    const service = { kind: 'PLATFORM_SERVICE', withPartyId: 'operator' };
    for (const [terms, text] of [
      [[{ term: 'REFUND_WORKING_DAYS', number: 4 }], '退款多久到账：应在1到3个工作日之间'],
      [[{ term: 'CONFIRM_HOURS', number: 25 }], '下单后多久确认：应在1到24小时（只算工作日）之间'],
      [[{ term: 'DEPOSIT_FEN', number: -1 }], '保证金：应在0.00到1000000.00元之间'],
    ] as const)
      expect(await offered({ ...service, terms })).toMatchObject({ code: 'INVALID_INPUT', details: [{ text }] });
  });

  it('is void where the other side does not sign in time, and not a moment before', async () => {
    const { id } = await offered();
    const state = async () => {
      await room.subgraph.runOnce('end-contracts');
      const { party } = await room.graph<any>(APPLICANT, 'query($id: ID!) { party(id: $id) { contracts { state } } }', {
        id: partyId,
      });
      return party.contracts[0].state;
    };
    const dueAtMs = addWorkingDays(room.clock.now(), SIGN_WORKING_DAYS);
    room.clock.set(new Date(dueAtMs - 1).toISOString());
    expect(await state()).toBe('OFFERED');
    room.clock.set(new Date(dueAtMs).toISOString());
    expect(await state()).toBe('LAPSED');
    expect(await answer(STRANGER, id, 'SIGN')).toMatchObject({ code: 'WRONG_STATE' });
    expect(await told()).toEqual([]);
    expect(await moved()).toEqual(['HT-1 offered', 'HT-1 lapsed']);
  });

  it('ends with its last day; the other side may refuse it, its own side take it back', async () => {
    const { id } = await offered({ validUntilOn: '2026-12-10' });
    await answer(STRANGER, id, 'SIGN');
    const { id: other } = await offered({ number: 'HT-2' });
    expect(await answer(STRANGER, other, 'DECLINE')).toEqual({ state: 'DECLINED' });
    const { id: third } = await offered({ number: 'HT-3' });
    expect(await answer(APPLICANT, third, 'WITHDRAW')).toEqual({ state: 'WITHDRAWN' });
    room.clock.set('2026-12-10T15:59:00Z');
    await room.subgraph.runOnce('end-contracts');
    const states = async () => {
      const { party } = await room.graph<any>(
        APPLICANT,
        'query($id: ID!) { party(id: $id) { contracts { number state valid } } }',
        { id: partyId },
      );
      return Object.fromEntries(party.contracts.map((one: any) => [one.number, [one.state, one.valid]]));
    };
    expect(await states()).toEqual({
      'HT-1': ['SIGNED', true],
      'HT-2': ['DECLINED', false],
      'HT-3': ['WITHDRAWN', false],
    });
    room.clock.advance(DAY_MS);
    await room.subgraph.runOnce('end-contracts');
    expect((await states())['HT-1']).toEqual(['EXPIRED', false]);
    await room.subgraph.runOnce('end-contracts');
    expect(await moved()).toEqual([
      'HT-1 offered',
      'HT-1 signed',
      'HT-2 offered',
      'HT-2 declined',
      'HT-3 offered',
      'HT-3 withdrawn',
      'HT-1 expired',
    ]);
  });

  it('is asked for term by term, each with its bounds and its clause', async () => {
    const { contractForms } = await room.graph<any>(
      STRANGER,
      '{ contractForms { kind terms { term form unit min max options clause } } }',
    );
    const terms = (kind: string) => contractForms.find((form: any) => form.kind === kind).terms;
    expect(terms('DELIVERY')).toContainEqual({
      term: 'REMIT_WORKING_DAYS',
      form: 'NUMBER',
      unit: '个工作日',
      min: 1,
      max: 30,
      options: [],
      clause: '8.5.3.ca',
    });
    expect(terms('PLATFORM_SERVICE')).toContainEqual({
      term: 'FEE_ON',
      form: 'CHOICE',
      unit: null,
      min: null,
      max: null,
      options: ['GOODS', 'GOODS_AND_DELIVERY'],
      clause: '6.5.a',
    });
  });
});
