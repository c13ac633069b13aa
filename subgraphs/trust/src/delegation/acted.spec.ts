import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import { openTrust, SELLER, type TrustRoom } from '../testing/trust-room.fixture.ts';
import { DELEGATED_ACTS, TELL_ACTS_AFTER_MS } from './acted.policy.ts';

const STATION = 'PARTY0STATION';
const PHONE = '13904510001';

describe('what is done for an owner at a station [11.5.de]', () => {
  let room: TrustRoom;
  let farmer: Actor;
  let agent: Actor;
  let delegationId: string;
  beforeEach(async () => {
    room = await openTrust();
    farmer = await room.owner('farmer', SELLER, 'farmer');
    agent = await room.owner('keeper', STATION, 'station');
    await room.graph(farmer, `mutation($c: String!) { bindPhoneWithWechat(input: { code: $c }) { __typename } }`, {
      c: `phone-${PHONE}`,
    });
    const { grantDelegation } = await room.graph<any>(
      farmer,
      `mutation($input: GrantDelegationInput!) { grantDelegation(input: $input) { ... on DelegationSaved { delegationId } } }`,
      {
        input: {
          requestId: 'd',
          partyId: SELLER,
          agentAccountId: agent.id,
          rights: ['ORDERS'],
          until: '2026-12-24',
        },
      },
    );
    delegationId = grantDelegation.delegationId;
    await room.subgraph.runOnce();
  });
  afterEach(() => room.close());

  const done = (operation: string, id: string, more: object = {}) =>
    room.tell(
      'orders',
      'orders.act-recorded.v1',
      {
        kind: 'act',
        outcome: 'done',
        operation,
        requestId: id,
        actorKind: 'account',
        actorId: agent.id,
        roles: ['seller-staff'],
        parties: [SELLER],
        delegation: { id: delegationId, delegatorId: farmer.id },
        subject: [],
        ...more,
      },
      id,
    );
  const told = async () =>
    (await room.graph<any>(farmer, '{ messages { edges { node { kind title body page } } } }')).messages.edges
      .map(({ node }: any) => node)
      .filter(({ title }: any) => title === '服务站替您办了事');
  const texts = () => room.sms.sent.filter(({ template }) => template === 'acted-for-you');
  const turn = () => room.subgraph.runOnce();

  it('is told to them in one message for a visit, and by SMS, once', async () => {
    await done('confirmOrder', 'A1');
    await done('confirmOrder', 'A1');
    await done('confirmOrder', 'A2');
    await done('pickOrder', 'A3');
    room.clock.advance(TELL_ACTS_AFTER_MS - 1);
    await turn();
    expect(await told()).toEqual([]);
    room.clock.advance(1);
    await turn();
    await turn();
    expect(await told()).toEqual([
      {
        kind: 'DELEGATION',
        title: '服务站替您办了事',
        body: expect.stringMatching(/^keeper的station2026-11-25 10:00起替您：确认订单2次、装货1次。/),
        page: 'seller/pages/station/index',
      },
    ]);
    expect(texts()).toEqual([{ phone: PHONE, template: 'acted-for-you', params: { what: '服务站替您办了事' } }]);
    expect(await room.count('DelegatedAct')).toBe(0);
  });

  it('is no word where nothing was done: a refusal, a look, an act of one’s own', async () => {
    await done('confirmOrder', 'A1', { outcome: 'refused', code: 'WRONG_STATE' });
    await done('seeOrders', 'A2');
    await done('confirmOrder', 'A3', { delegation: undefined, actorId: farmer.id });
    await done('order', 'A4', { kind: 'read' });
    room.clock.advance(TELL_ACTS_AFTER_MS);
    await turn();
    expect(await told()).toEqual([]);
  });

  describe('and they write back', () => {
    const reply = async (text: string, phone = PHONE) => {
      const body = Buffer.from(JSON.stringify({ phone, text }));
      const request = { method: 'POST' as const, path: '/sms/reply', query: {}, headers: {}, body };
      return (await room.subgraph.edge(request, { kind: 'anonymous', id: '', grants: [] }, 'r')).status;
    };
    const stateOf = async () =>
      (await room.graph<any>(farmer, '{ delegations { id state } }')).delegations.map(({ state }: any) => state);
    const actFor = () =>
      room.graph<any>(
        agent,
        `mutation($id: ID!) { actFor(input: { delegationId: $id }) { __typename ... on ActingFor { token } ... on Refusal { reason } } }`,
        { id: delegationId },
      );

    it('停: nobody acts for them any longer, sessions end, and both are told', async () => {
      const { token } = (await actFor()).actFor;
      expect(await room.subgraph.authenticate(token)).not.toBeNull();
      expect(await reply(' 停。')).toBe(200);
      expect(await stateOf()).toEqual(['ENDED']);
      expect(await room.subgraph.authenticate(token)).toBeNull();
      expect((await actFor()).actFor.reason).toBe('DELEGATION_ENDED');
      await turn();
      expect(texts()).toEqual([{ phone: PHONE, template: 'acted-for-you', params: { what: '代办停了' } }]);
      const { messages } = await room.graph<any>(agent, '{ messages { edges { node { title } } } }');
      expect(messages.edges.map(({ node }: any) => node.title)).toContain('代办已结束');
      // Written twice, it ends nothing more and tells nobody again.
      expect(await reply('停')).toBe(200);
      await turn();
      expect(texts()).toHaveLength(1);
    });

    it('anything else, or from another phone: nothing ends, and the gateway is told the same', async () => {
      for (const [text, phone] of [
        ['不要停', PHONE],
        ['谢谢', PHONE],
        ['停', '13904519999'],
      ] as const)
        expect(await reply(text, phone)).toBe(200);
      expect(await stateOf()).toEqual(['ACTIVE']);
    });
  });

  it('names acts that the API has', () => {
    const api = readFileSync(new URL('../../../../schema/api.graphql', import.meta.url), 'utf8');
    expect(Object.keys(DELEGATED_ACTS).filter((act) => !api.includes(`\n  ${act}(`))).toEqual([]);
  });
});
