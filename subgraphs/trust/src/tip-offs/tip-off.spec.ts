import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS, type Actor } from '@heitu/kit/rules/actor';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { nodesOf, PICTURE } from '@heitu/kit/serving/testing';
import { openTrust, staff, type TrustRoom } from '../testing/trust-room.fixture.ts';
import { TIP_OFFS_A_DAY_MAX } from './tip-off.policy.ts';

const from = (address: string): Actor => ({ ...ANONYMOUS, from: address });
const stranger = from('203.0.113.7');
const [reviewer, regulator] = [staff('reviewer'), staff('regulator')];
const PHONE = '13904510001';

describe('a report of unlawful goods [6.5.b] [6.6]', () => {
  let room: TrustRoom;
  beforeEach(async () => {
    room = await openTrust();
  });
  afterEach(() => room.close());

  const file = async (more: object = {}, actor = stranger): Promise<any> =>
    (
      await room.graph<any>(
        actor,
        `mutation($input: FileTipOffInput!) { fileTipOff(input: $input) { __typename ... on TipOffFiled { queryCode dueAt } ... on FileTipOffRefused { refused: code } } }`,
        { input: { kind: 'UNSAFE', what: '黑土香米店的五常大米', text: '米里有霉味', productId: 'P1', ...more } },
      )
    ).fileTipOff;
  const answer = async (code: string): Promise<any> =>
    (
      await room.graph<any>(
        stranger,
        `query($c: String!) { tipOff(code: $c) { state stateLabel answer authority withdrawnAt decidedAt } }`,
        {
          c: code,
        },
      )
    ).tipOff;
  const list = async (actor = reviewer): Promise<any[]> =>
    nodesOf(
      (
        await room.graph<any>(
          actor,
          '{ tipOffs { edges { node { id code what text photoIds product { id } availableActions } } } }',
        )
      ).tipOffs,
    );
  const decide = async (input: object, actor = reviewer): Promise<any> =>
    (
      await room.graph<any>(
        actor,
        `mutation($input: DecideTipOffInput!) { decideTipOff(input: $input) { __typename ... on TipOff { state } ... on DecideTipOffRefused { refused: code } } }`,
        { input },
      )
    ).decideTipOff;
  const edge = (method: string, path: string, actor: Actor, body = Buffer.alloc(0), purpose = 'tip-off-photo') =>
    room.subgraph.edge({ method, path, query: { purpose }, headers: {}, body }, actor, 'r');

  it('comes from anybody, with a photo, is found true and acts; the reporter alone reads it by the code', async () => {
    const { id: photo } = JSON.parse(String((await edge('POST', '/files', stranger, PICTURE)).body));
    expect((await edge('POST', '/files', stranger, PICTURE, 'complaint-photo')).status).toBe(401);
    // Another's photo is nobody else's to use.
    expect(await file({ photoIds: [photo] }, from('198.51.100.9'))).toMatchObject({ refused: 'PHOTO_UNKNOWN' });
    const { queryCode: code, dueAt } = await file({ phone: PHONE, photoIds: [photo] });
    expect(dueAt).toBe('2026-12-02T02:00:00.000Z');
    expect(await answer(code)).toMatchObject({ state: 'FILED', answer: null });
    expect(await answer('0000000000')).toBeNull();

    const [row] = await list();
    expect(row).toMatchObject({ code, what: '黑土香米店的五常大米', photoIds: [photo], product: { id: 'P1' } });
    expect(row.availableActions).toEqual(['UPHOLD', 'DISMISS', 'HAND_OVER']);
    expect((await list(regulator))[0].availableActions).toEqual([]);
    expect((await edge('GET', `/files/${photo}`, regulator)).status).toBe(200);
    expect((await edge('GET', `/files/${photo}`, from('198.51.100.9'))).status).toBe(404);

    const said = { tipOffId: row.id, finding: 'FOUNDED', answer: '抽检发霉，已撤下，并处罚了商家' };
    expect(await decide(said)).toMatchObject({ refused: 'ACT_NEEDED' });
    expect(await decide({ ...said, finding: 'UNFOUNDED', productId: 'P1' })).toMatchObject({ refused: 'NOT_TRUE' });
    expect(await decide({ ...said, finding: 'HANDED_OVER' })).toMatchObject({ refused: 'AUTHORITY_NEEDED' });
    expect(await decide({ ...said, productId: 'P1' })).toMatchObject({ state: 'FOUNDED' });
    expect(await decide({ ...said, productId: 'P1' })).toMatchObject({ refused: 'WRONG_STATE' });
    const [ordered] = (await room.events()).filter(({ type }) => type === 'trust.withdrawal-ordered.v1');
    expect(ordered?.payload).toMatchObject({ cause: 'tip-off', causeId: row.id, productId: 'P1' });

    expect(await answer(code)).toMatchObject({ state: 'FOUNDED', answer: said.answer, withdrawnAt: null });
    await room.tell('catalog', 'catalog.withdrawal-done.v1', { cause: 'tip-off', causeId: row.id, found: true });
    expect((await answer(code)).withdrawnAt).not.toBeNull();
    await room.subgraph.runOnce();
    await room.subgraph.runOnce();
    expect(room.sms.sent).toEqual([{ phone: PHONE, template: 'tip-off-answered', params: { code } }]);
  });

  it('that nobody looks at goes to the authority, and not a moment before [12.1]', async () => {
    const { queryCode: code } = await file();
    const due = async (actor: Actor) =>
      (await room.graph<any>(actor, '{ trustDue { kind title } }')).trustDue.filter(
        (one: any) => one.kind === 'TIP_OFF',
      );
    expect(await due(reviewer)).toEqual([{ kind: 'TIP_OFF', title: code }]);
    room.clock.set('2026-12-16T01:59:00Z');
    await room.subgraph.runOnce();
    expect(await answer(code)).toMatchObject({ state: 'FILED' });
    room.clock.advance(2 * 60_000);
    await room.subgraph.runOnce();
    expect(await answer(code)).toMatchObject({ state: 'HANDED_OVER', authority: '市场监督管理部门' });
    expect(await due(reviewer)).toEqual([]);
  });

  it('takes so many from one network in a day, and forgets the network', async () => {
    const tried = await Promise.all(Array.from({ length: TIP_OFFS_A_DAY_MAX + 2 }, () => file()));
    expect(tried.filter(({ refused }) => refused === 'TOO_MANY')).toHaveLength(2);
    expect((await file({}, from('198.51.100.9'))).queryCode).toHaveLength(10);
    room.clock.advance(3 * DAY_MS);
    await room.subgraph.runOnce();
    const kept = await room.subgraph.orm.em
      .fork()
      .execute('select count(*) as n from `TipOff` where `fromKey` is not null');
    expect(Number(kept[0]!.n)).toBe(0);
  });
});
