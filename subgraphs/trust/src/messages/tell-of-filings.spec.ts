import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { peerActor, type Actor } from '@heitu/kit/rules/actor';
import { account, nodesOf } from '@heitu/kit/serving/testing';
import { openTrust, type TrustRoom } from '../testing/trust-room.fixture.ts';

const STATION = 'PARTY0STATION';
const WHO = { phone: '13904510007', name: '赵老根', divisionCode: '230184103', address: '辉煌村三组' };

describe('a filing that came back [6.4]', () => {
  let room: TrustRoom;
  let farmer: Actor;
  let agent: Actor;
  beforeEach(async () => {
    room = await openTrust();
    agent = await room.owner('keeper', STATION, 'station');
    ({ actor: farmer } = await room.signIn('farmer'));
    room.returned['F1'] = { partyName: '赵**', submittedOn: '2026-11-25', reason: '身份证背面看不清' };
  });
  afterEach(() => room.close());

  const tell = (more: object = {}, id = 'E1') =>
    room.tell(
      'sellers',
      'sellers.filing-returned.v1',
      { filingId: 'F1', partyId: 'P1', accountId: farmer.id, isRefused: false, station: null, ...more },
      id,
    );
  const atStation = () => ({ station: { partyId: STATION, name: '辉煌村服务站', agentAccountId: agent.id } });
  const told = async (actor: Actor, of = 'FILING_RETURNED') =>
    nodesOf((await room.graph<any>(actor, '{ messages { edges { node { kind title body page } } } }')).messages)
      .filter(({ kind }: any) => kind === of)
      .map(({ title, body, page }: any) => [title, body, page]);

  /** A farmer who has read out the code at the station: an account by the phone alone. */
  async function withoutWechat(): Promise<string> {
    const { askErrand } = await room.graph<any>(
      agent,
      'mutation($input: AskErrandInput!) { askErrand(input: $input) { ... on DelegationAsked { delegationId } } }',
      { input: { requestId: 'errand', errand: 'FILE', ...WHO } },
    );
    await room.subgraph.runOnce();
    const id = askErrand.delegationId;
    await room.graph(
      agent,
      'mutation($id: ID!, $code: String!) { confirmDelegation(input: { delegationId: $id, code: $code }) { __typename } }',
      { id, code: room.sms.sent.at(-1)?.params['code'] },
    );
    const { errandUnderWay } = await room.graph<any>(
      peerActor('sellers'),
      'query($id: ID!, $agent: ID!) { errandUnderWay(errandId: $id, agentAccountId: $agent, errand: FILE) { accountId } }',
      { id, agent: agent.id },
    );
    return errandUnderWay.accountId;
  }

  it('is told once to whoever applied, with the reason and where it goes on', async () => {
    await tell();
    await tell();
    expect(await told(farmer)).toEqual([
      ['备案要补材料，请改好再交', '要补的：身份证背面看不清。到“我的主体”里改好，再提交一次', null],
    ]);
    expect(await told(agent)).toEqual([]);
    await tell({ isRefused: true }, 'E2');
    expect((await told(farmer)).map(([title]) => title)).toContain('备案没有通过');
  });

  it('is told to the agent of the station, too, and by SMS to a farmer who has no WeChat here', async () => {
    const accountId = await withoutWechat();
    room.sms.sent.length = 0;
    await tell({ accountId, ...atStation() });
    await room.subgraph.runOnce();
    expect(await told(agent)).toEqual([
      [
        '代办的备案要补材料',
        '2026-11-25替赵**办的备案：身份证背面看不清。请他带身份证来，重新报验证码，再办一次',
        'seller/pages/station/index',
      ],
    ]);
    expect(room.sms.sent).toMatchObject([
      { phone: WHO.phone, template: 'order-step', params: { what: '备案要补材料，请去服务站' } },
    ]);
  });

  it('sends whoever filed there back to the station with the card that ends, and tells its agent', async () => {
    const accountId = await withoutWechat();
    room.sms.sent.length = 0;
    const station = { ...atStation().station, farmerName: '赵**' };
    const event = { partyId: 'P1', accountId, documentTitle: '居民身份证', validUntil: '2026-12-20', station };
    await room.tell('sellers', 'sellers.paper-expiring.v1', event, 'E1');
    await room.subgraph.runOnce();
    expect(await told(agent, 'PAPER_EXPIRING')).toEqual([
      [
        '代办过的证件快到期',
        '赵**的居民身份证有效期到2026-12-20。请告诉他：换了新证带来，报一次验证码，再办一次农户备案',
        'seller/pages/station/index',
      ],
    ]);
    expect(room.sms.sent).toMatchObject([{ phone: WHO.phone, template: 'paper-ends', params: { what: '证照快到期' } }]);
    // A card that ends takes no farmer out of business.
    expect(await told(account(accountId, { role: 'consumer' }), 'PAPER_EXPIRING')).toEqual([
      ['证照快到期', '居民身份证有效期到2026-12-20。换了新证，带到辉煌村服务站，他们替您交上去', expect.any(String)],
    ]);
  });

  it('says nothing of one that was decided otherwise meanwhile', async () => {
    await tell({ filingId: 'F2', ...atStation() });
    expect([await told(farmer), await told(agent)]).toEqual([[], []]);
  });
});
