import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS, type Actor } from '@heitu/kit/rules/actor';
import { HOUR_MS } from '@heitu/kit/rules/clock';
import { account, PICTURE, testSubgraph, type TestSubgraph } from '@heitu/kit/serving/testing';
import { act, APPLICANT, approved, SHOP_TEXT, STRANGER } from '../testing.fixture.ts';
import { sellers } from '../index.ts';
import { GROWERS_PER_SHOP_MAX } from './grower.policy.ts';

const PACKER = 'account-packer';
const STORY = '种稻二十二年，夏天一天下三回田看水。';

describe('growers', () => {
  let room: TestSubgraph;
  let shopId: string;
  let partyId: string;
  /** Who lets their face be shown, as trust would say it. */
  let agreed: Set<string>;
  const packer = () => account(PACKER, { role: 'seller-staff', partyId, rights: ['orders'] });

  beforeEach(async () => {
    agreed = new Set([APPLICANT.id, PACKER]);
    room = await testSubgraph(sellers, {
      at: '2026-11-25T02:00:00Z',
      peers: {
        trust: (document, variables) =>
          document.includes('consentStates')
            ? {
                consentStates: (variables['purposes'] as string[]).map((purpose) => ({
                  purpose,
                  granted: agreed.has(String(variables['accountId'])),
                })),
              }
            : {
                accountBriefs: (variables['ids'] as string[]).map((accountId) => ({ accountId, active: true })),
              },
      },
    });
    ({ partyId } = await approved(room));
    ({ id: shopId } = await act(room, APPLICANT, 'openShop', { partyId, ...SHOP_TEXT }));
  });
  afterEach(() => room.close());

  const upload = async (actor: Actor, purpose = 'grower-picture') => {
    const request = { method: 'POST', path: '/files', query: { purpose }, headers: {}, body: PICTURE };
    return JSON.parse(String((await room.subgraph.edge(request, actor, 'r')).body)).id as string;
  };
  const statusOf = async (id: string) => {
    const request = { method: 'GET', path: `/files/${id}`, query: {}, headers: {}, body: Buffer.alloc(0) };
    return (await room.subgraph.edge(request, ANONYMOUS, 'r')).status;
  };
  const shown = async (actor: Actor = ANONYMOUS) =>
    (
      await room.graph<any>(
        actor,
        'query($id: ID!) { shop(id: $id) { growers { name story pictureId pictureAlt availableActions } } }',
        { id: shopId },
      )
    ).shop.growers;
  const introduce = (actor: Actor, more: Record<string, unknown> = {}) =>
    act(room, actor, 'introduceGrower', { shopId, name: '田有粮', story: STORY, ...more });

  it('show themselves with name, story and face to everybody, and say it anew', async () => {
    const pictureId = await upload(APPLICANT);
    expect(await statusOf(pictureId)).toBe(404);
    const { id } = await introduce(APPLICANT, { pictureId });
    const face = { name: '田有粮', story: STORY, pictureId, pictureAlt: '田有粮的照片', availableActions: [] };
    expect([await shown(), await statusOf(pictureId)]).toEqual([[face], 200]);
    expect(await shown(APPLICANT)).toMatchObject([{ availableActions: ['INTRODUCE', 'REMOVE'] }]);
    const next = await upload(APPLICANT);
    const said = { name: '老田', story: null, pictureId: next, pictureAlt: '老田站在稻田边' };
    expect(await introduce(APPLICANT, said)).toEqual({ id });
    expect([await shown(), await statusOf(pictureId), await statusOf(next)]).toEqual([
      [{ ...said, availableActions: [] }],
      404,
      200,
    ]);
    const [row] = await room.subgraph
      .contextFor(ANONYMOUS, 'test')
      .rows.selectFrom('Grower' as never)
      .selectAll()
      .execute();
    expect(JSON.stringify(row)).not.toMatch(/老田|稻田/);
  });

  it('are whoever works for the shop, whatever their rights, and nobody else; only their own upload is taken', async () => {
    const theirs = await upload(packer());
    expect(await upload(STRANGER)).toBeUndefined();
    for (const actor of [STRANGER, account('account-other', { role: 'seller-owner', partyId: 'party-other' })])
      expect(await introduce(actor)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await introduce(APPLICANT, { pictureId: theirs })).toMatchObject({ code: 'FILE_UNKNOWN' });
    expect(await introduce(APPLICANT, { story: '长'.repeat(301) })).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await shown()).toEqual([]);
    await introduce(packer(), { name: '石磊', pictureId: theirs });
    expect(await shown()).toMatchObject([{ name: '石磊', pictureId: theirs }]);
  });

  it('show no face without their consent, and none from the moment it is withdrawn [10.3.a]', async () => {
    agreed.clear();
    const pictureId = await upload(APPLICANT);
    expect(await introduce(APPLICANT, { pictureId })).toMatchObject({ code: 'CONSENT_MISSING', clause: '10.3.a' });
    expect(await shown()).toEqual([]);
    await introduce(APPLICANT);
    expect(await shown()).toMatchObject([{ pictureId: null, story: STORY }]);
    agreed.add(APPLICANT.id);
    await introduce(APPLICANT, { pictureId });
    const tell = (payload: object) =>
      room.receive('trust', 'trust.consent-changed.v1', { accountId: APPLICANT.id, purpose: 'portrait', ...payload });
    await tell({ granted: false, purpose: 'marketing' });
    await tell({ granted: true });
    expect(await statusOf(pictureId)).toBe(200);
    agreed.add(PACKER);
    const others = await upload(packer());
    await introduce(packer(), { name: '石磊', pictureId: others });
    await tell({ granted: false });
    await tell({ granted: false });
    expect([await shown(), await statusOf(pictureId)]).toMatchObject([
      [{ pictureId: null, story: STORY }, { pictureId: others }],
      404,
    ]);
    // A colleague's face is theirs alone to take down.
    expect(await statusOf(others)).toBe(200);
  });

  it('lose their face where consent ended without a word: a newer notice asks anew [10.3.a]', async () => {
    const pictureId = await upload(APPLICANT);
    await introduce(APPLICANT, { pictureId });
    await room.subgraph.runOnce('hide-faces');
    expect(await statusOf(pictureId)).toBe(200);
    agreed.clear();
    room.clock.advance(2 * HOUR_MS);
    await room.subgraph.runOnce('hide-faces');
    expect([await shown(), await statusOf(pictureId)]).toMatchObject([[{ pictureId: null }], 404]);
  });

  it('are taken off by themselves or by who looks after the shop, and go with their post or account', async () => {
    const removal = (actor: Actor, growerId: string) => act(room, actor, 'removeGrower', { growerId });
    const staff = { partyId, accountId: PACKER, name: '石磊', role: 'SELLER_STAFF', rights: ['ORDERS'] };
    const { id: staffId } = await act(room, APPLICANT, 'addStaff', staff);
    const own = await introduce(APPLICANT);
    const pictureId = await upload(packer());
    const other = await introduce(packer(), { name: '石磊', pictureId });
    expect(await shown(packer())).toMatchObject([
      { availableActions: [] },
      { availableActions: ['INTRODUCE', 'REMOVE'] },
    ]);
    expect(await shown(APPLICANT)).toMatchObject([{}, { availableActions: ['REMOVE'] }]);
    for (const actor of [STRANGER, packer()]) expect(await removal(actor, own.id)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await removal(APPLICANT, other.id)).toEqual({ id: other.id });
    expect([await shown(), await statusOf(pictureId)]).toMatchObject([[{ name: '田有粮' }], 404]);
    await introduce(packer(), { name: '石磊' });
    await act(room, APPLICANT, 'removeStaff', { staffId });
    expect(await shown()).toMatchObject([{ name: '田有粮' }]);
    await room.receive('trust', 'trust.account-erased.v1', { accountId: APPLICANT.id });
    expect(await shown()).toEqual([]);
  });

  it('are twelve in a shop at most', async () => {
    for (let i = 0; i < GROWERS_PER_SHOP_MAX; i++)
      await introduce(account(`account-hand-${i}`, { role: 'seller-staff', partyId, rights: [] }), {
        name: `社员${i}`,
      });
    expect(await introduce(packer())).toMatchObject({ code: 'TOO_MANY_GROWERS' });
    expect(await shown()).toHaveLength(GROWERS_PER_SHOP_MAX);
    const { id: second } = await act(room, APPLICANT, 'openShop', { partyId, ...SHOP_TEXT, name: '香屯二店' });
    expect(await introduce(packer(), { shopId: second, name: '石磊' })).toMatchObject({ id: expect.any(String) });
  });
});
