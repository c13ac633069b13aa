import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import { sha256Hex } from '@heitu/kit/rules/canonical';
import { account, nodesOf } from '@heitu/kit/serving/testing';
import { GrantRow } from '../identity/account.entity.ts';
import { openDisclosure, type DisclosureRoom } from '../testing/disclosure.fixture.ts';
import { SELLER, staff } from '../testing/trust-room.fixture.ts';

const [admin, mediator] = [staff('operator-admin'), staff('mediator')];
const official = (id: string): Actor => account(id, { role: 'regulator' });
const [li, wang, zhao] = [official('LI'), official('WANG'), official('ZHAO')];
const GROUND = '电子商务法第二十五条';

describe('what authorities ask and order [12.1]', () => {
  let opened: DisclosureRoom;
  beforeEach(async () => {
    opened = await openDisclosure();
    await opened.room.owner('seller', SELLER);
    const em = opened.room.subgraph.orm.em.fork();
    for (const { id } of [li, wang, zhao])
      await em.insert(GrantRow, {
        id: `G-${id}`,
        accountId: id,
        role: 'regulator',
        partyId: '',
        rights: null,
        active: true,
        factAtMs: 1,
      });
  });
  afterEach(() => opened.room.close());

  const save = (memberIds: readonly string[], more: object = {}) =>
    opened.run(admin, 'saveAuthority', {
      kind: 'REGULATOR',
      name: '五常市市场监督管理局',
      jurisdiction: '五常市；网络交易',
      memberIds,
      ...more,
    });
  const ask = (more: object = {}, actor = li) =>
    opened.run(actor, 'askOversight', {
      requestId: `o${Math.random()}`,
      subject: '核查大米',
      text: '请提供这一单的材料',
      ground: GROUND,
      ...more,
    });
  const seen = async (actor: Actor): Promise<any[]> =>
    nodesOf(
      (
        await opened.room.graph<any>(
          actor,
          '{ oversightRequests { edges { node { id kind subject ground orders actedAt dueAt authority { name } scope { orderNumbers } answer answers { id version text reason packageCode packageDigest orderCount } availableActions } } } }',
        )
      ).oversightRequests,
    );
  const file = (id: string, actor: Actor) =>
    opened.room.subgraph.edge(
      { method: 'GET', path: `/files/${id}`, query: {}, headers: {}, body: Buffer.alloc(0) },
      actor,
      'r',
    );

  it('is seen by colleagues and successors, and by nobody who is out', async () => {
    expect(await save(['NOBODY'])).toMatchObject({ code: 'NO_OFFICIAL' });
    const { id } = await save(['LI', 'WANG']);
    expect(await save(['LI'], { name: '五常市农业农村局' })).toMatchObject({ code: 'ELSEWHERE' });
    expect(await ask({ ground: null })).toMatchObject({ code: 'GROUND_MISSING' });
    expect(await ask({ dueOn: '2026-11-24' })).toMatchObject({ code: 'DUE_PAST' });
    await ask({ dueOn: '2026-11-26' });
    expect(await seen(wang)).toMatchObject([
      { authority: { name: '五常市市场监督管理局' }, ground: GROUND, dueAt: '2026-11-26T15:59:59.999Z' },
    ]);
    expect(await seen(zhao)).toEqual([]);
    await save(['WANG', 'ZHAO'], { id });
    expect(await seen(zhao)).toHaveLength(1);
    expect(await seen(li)).toEqual([]);
  });

  it('brings a signed package of what was named and nothing else, and can be corrected', async () => {
    const { room, run } = opened;
    await save(['LI', 'WANG']);
    room.named.push({ id: 'O1', partyId: SELLER });
    room.parties.push({ partyId: SELLER, kind: 'cooperative', name: '乡屯合作社', shops: [] } as never);
    room.cases['orders'] = [{ title: '订单', rows: [{ 订单号: 'NO-1' }] }];
    room.cases['payments'] = [{ title: '付款', rows: [{ 订单号: 'NO-1' }] }];
    await ask({ scope: { orderNumbers: ['NO-1'] } });
    const [{ id }] = (await seen(li)) as [any];
    room.down.add('payments');
    expect(await run(admin, 'answerOversight', { oversightId: id, answer: '见附件' })).toMatchObject({
      code: 'SOURCE_SILENT',
    });
    room.down.delete('payments');
    expect(
      await run(admin, 'correctOversight', { requestId: 'c0', oversightId: id, answer: '更正', reason: '漏了' }),
    ).toMatchObject({ code: 'NOT_ANSWERED' });
    await run(admin, 'answerOversight', { oversightId: id, answer: '见证据包' });
    const [{ answers }] = (await seen(wang)) as [any];
    expect(answers).toMatchObject([{ version: 1, text: '见证据包', orderCount: 1 }]);
    const pdf = await file(answers[0].id, wang);
    expect([pdf.status, sha256Hex(pdf.body as Buffer)]).toEqual([200, answers[0].packageDigest]);
    expect((await file(answers[0].id, zhao)).status).toBe(404);
    expect(room.told).toMatchObject([{ ids: [SELLER], requestedBy: admin.id }]);

    await run(admin, 'correctOversight', { requestId: 'c1', oversightId: id, answer: '补上一张', reason: '漏了一张' });
    const [corrected] = (await seen(li)) as [any];
    expect(corrected.answer).toBe('补上一张');
    expect(corrected.answers.map(({ version, reason }: any) => [version, reason])).toEqual([
      [2, '漏了一张'],
      [1, null],
    ]);
    expect(corrected.availableActions).toEqual([]);
  });

  it('orders: a shop is suspended at once, nobody here lifts it, and it ends by the authority', async () => {
    const { room, run } = opened;
    await save(['LI', 'WANG']);
    expect(await ask({ orders: 'SUSPEND' })).toMatchObject({ code: 'WHAT_MISSING' });
    expect(await ask({ orders: 'WITHDRAW', scope: { productId: 'P1' } }, staff('industry-body'))).toMatchObject({
      code: 'AUTHORITY_ONLY',
    });
    await ask({ orders: 'SUSPEND', scope: { partyId: SELLER } });
    const measures = async () =>
      nodesOf(
        (
          await room.graph<any>(
            mediator,
            `{ measures(partyId: "${SELLER}") { edges { node { step state availableActions } } } }`,
          )
        ).measures,
      );
    expect(await measures()).toMatchObject([{ step: 'SUSPENSION', state: 'IN_FORCE' }]);
    const lift = { partyId: SELLER, step: 'LIFTED', reason: '已整改', clause: '12.1' };
    expect(await run(mediator, 'takeMeasure', lift, 'Measure { id }')).toMatchObject({ code: 'NOTHING_TO_LIFT' });
    expect(await ask({ orders: 'LIFT', scope: { partyId: SELLER } }, zhao)).toMatchObject({ code: 'NOTHING_TO_LIFT' });
    await ask({ orders: 'LIFT', scope: { partyId: SELLER } }, wang);
    expect(await measures()).toMatchObject([{ step: 'SUSPENSION', state: 'LIFTED' }]);
  });

  it('orders: goods go off sale in the catalog, and it reports when', async () => {
    const { room } = opened;
    await ask({ orders: 'WITHDRAW', scope: { productId: 'P1' } });
    const [{ id, actedAt }] = (await seen(li)) as [any];
    expect(actedAt).toBeNull();
    expect((await room.events()).filter(({ type }) => type.startsWith('trust.withdrawal'))).toMatchObject([
      { payload: { cause: 'oversight', causeId: id, productId: 'P1' } },
    ]);
    await room.tell('catalog', 'catalog.withdrawal-done.v1', { cause: 'oversight', causeId: id, found: true });
    expect((await seen(li))[0].actedAt).not.toBeNull();
  });

  it('an authority hears of a leak in the act that records it, and of no other incident [10.4]', async () => {
    const { room, run } = opened;
    const told = async () =>
      Number(
        (await room.subgraph.orm.em.fork().execute("select count(*) as n from `Message` where `accountId` = 'LI'"))[0]![
          'n'
        ],
      );
    const at = new Date(room.clock.now() - 1000).toISOString();
    const record = (kind: string) =>
      run(admin, 'recordIncident', { requestId: kind, kind, unit: '订单', summary: '一份清单外传', startedAt: at });
    await record('SOFTWARE');
    expect(await told()).toBe(0);
    await record('LEAK');
    expect(await told()).toBe(1);
  });
});
