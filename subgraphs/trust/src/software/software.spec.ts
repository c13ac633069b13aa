import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS, type Actor } from '@heitu/kit/rules/actor';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { gatherFigures } from '@heitu/kit/rules/evidence';
import { SOFTWARE_RELEASES } from '@heitu/standard';
import { reportOf } from '../conformance/conformance.report.ts';
import type { TrustContext } from '../context.ts';
import { openTrust, staff, type TrustRoom } from '../testing/trust-room.fixture.ts';
import { COUNTED_A_DAY_MAX } from './software.policy.ts';
import { softwareEvidence } from './software.evidence.ts';

const from = (i: number): Actor => ({ ...ANONYMOUS, from: `203.0.${Math.floor(i / 250)}.${i % 250}` });
const release = SOFTWARE_RELEASES.at(-1)!;

describe('what our software tells of itself [10.5.cv] [10.5.cw]', () => {
  let room: TrustRoom;
  beforeEach(async () => {
    room = await openTrust();
  });
  afterEach(() => room.close());

  const send = async (body: string, actor: Actor): Promise<number> =>
    (
      await room.subgraph.edge(
        { method: 'POST', path: '/app-health', query: {}, headers: {}, body: Buffer.from(body) },
        actor,
        'health',
      )
    ).status;
  const tell = (more: object = {}, actor = from(1)): Promise<number> =>
    send(JSON.stringify({ client: 'wechat', release, ...more }), actor);
  const used = async (count: number, after = 0): Promise<void> => {
    for (let i = 0; i < count; i++) expect(await tell({}, from(after + i))).toBe(204);
  };
  const days = async () =>
    (
      await room.graph<any>(
        staff('regulator'),
        '{ softwareDays { client release started crashed frozen strayed strayedTo } }',
      )
    ).softwareDays;
  const entry = async (clause: '10.5.cv' | '10.5.cw') => {
    const context = room.subgraph.contextFor(staff('operator-admin'), 'evidence') as unknown as TrustContext;
    const nowMs = room.clock.now();
    const figures = await gatherFigures(softwareEvidence, context, { fromMs: nowMs - 45 * DAY_MS, toMs: nowMs + 1 });
    return reportOf(new Map([['trust', figures]])).find((one) => one.clause === clause)!;
  };
  const verdicts = async () => [(await entry('10.5.cv')).standing, (await entry('10.5.cw')).standing];
  const state = (text: string) =>
    room.graph<any>(
      staff('operator-admin'),
      'mutation($input: PublishDocumentInput!) { publishDocument(input: $input) { __typename } }',
      {
        input: {
          requestId: `state-${text.length}`,
          kind: 'SOFTWARE_STATEMENT',
          title: '用途与权限',
          text,
          atOnceBecause: '个人信息保护法第十七条',
        },
      },
    );
  const STATED = '扫码时用相机，照片只取选中的，点了才读收货地址，同意了才发订阅消息';

  it('counts whoever uses a release one time a day, and what went wrong for them one time', async () => {
    const nobodyActed = await room.events();
    expect(await tell()).toBe(204);
    expect(await tell({ crashed: true })).toBe(204);
    expect(await tell({ crashed: true, frozen: true })).toBe(204);
    expect(await tell({ client: 'browser', strayedTo: 'ads.example' }, from(2))).toBe(204);
    const someone = { ...from(1), kind: 'account' as const, id: 'SOMEONE' };
    expect(await tell({ frozen: true }, someone)).toBe(204);
    expect(await tell({}, { ...someone, from: '198.51.100.7' })).toBe(204);
    expect(await days()).toEqual([
      { client: 'BROWSER', release, started: 1, crashed: 0, frozen: 0, strayed: 1, strayedTo: 'ads.example' },
      { client: 'WECHAT', release, started: 2, crashed: 1, frozen: 2, strayed: 0, strayedTo: null },
    ]);
    expect([nobodyActed, await room.events()]).toEqual([[], []]);
    // Who told it is gone with the day, and the next day counts anew.
    const stored = JSON.stringify(await room.subgraph.orm.em.fork().execute('select * from `SoftwareTeller`'));
    for (const secret of ['SOMEONE', '203.0']) expect(stored).not.toContain(secret);
    room.clock.advance(DAY_MS);
    await room.subgraph.runOnce('forget-tellers');
    expect(await room.count('SoftwareTeller')).toBe(0);
    expect(await tell()).toBe(204);
    expect((await days())[0]).toMatchObject({ client: 'WECHAT', started: 1, crashed: 0 });
  });

  it('takes many at once from one teller for one', async () => {
    await Promise.all(Array.from({ length: 6 }, () => tell({ crashed: true })));
    await Promise.all(Array.from({ length: 6 }, (_, i) => tell({}, from(10 + i))));
    expect(await days()).toMatchObject([{ started: 7, crashed: 1 }]);
  });

  it('refuses what no release of ours says, and stops when a day is full', async () => {
    for (const wrong of [
      '',
      '[]',
      'null',
      JSON.stringify({ client: 'wechat', release: '9.9.9' }),
      JSON.stringify({ client: 'desktop', release }),
      JSON.stringify({ client: 'wechat', release, crashed: 5 }),
      JSON.stringify({ client: 'wechat', release, strayedTo: 'https://ads.example/?phone=13800000000' }),
      JSON.stringify({ client: 'wechat', release, note: '我' }),
      JSON.stringify({ client: 'wechat', release, strayedTo: 'a'.repeat(600) }),
    ])
      expect([wrong, await send(wrong, from(1))]).toEqual([wrong, 400]);
    expect([await room.count('SoftwareDay'), await room.count('SoftwareTeller')]).toEqual([0, 0]);
    await tell();
    await room.subgraph.orm.em.fork().execute('update `SoftwareDay` set `started` = ?', [COUNTED_A_DAY_MAX]);
    expect([await tell({ crashed: true }, from(2)), await room.count('SoftwareTeller')]).toEqual([204, 1]);
    expect(await days()).toMatchObject([{ started: COUNTED_A_DAY_MAX, crashed: 0 }]);
    // Whoever was counted before still tells what went wrong.
    await tell({ crashed: true });
    expect(await days()).toMatchObject([{ started: COUNTED_A_DAY_MAX, crashed: 1 }]);
  });

  it('is judged when a hundred have used it: by who saw it crash, stand still or call elsewhere', async () => {
    expect(await verdicts()).toEqual(['absent', 'absent']);
    await state(STATED);
    expect(await verdicts()).toEqual(['few', 'few']);
    await used(99);
    expect(await verdicts()).toEqual(['few', 'few']);
    await used(1, 99);
    expect(await verdicts()).toEqual(['met', 'met']);
    await tell({ crashed: true }, from(1));
    expect(await verdicts()).toEqual(['met', 'met']);
    await tell({ crashed: true }, from(2));
    expect(await verdicts()).toEqual(['breached', 'met']);
    const { figures } = await entry('10.5.cv');
    expect(figures[0]).toMatchObject({ label: `微信小程序${release}版没有崩溃的使用`, value: 98, outOf: 100 });
    expect(figures[0]!.missed).toMatchObject([
      { ref: expect.stringMatching(/^SoftwareDay:/), text: expect.stringContaining('崩溃2人次') },
    ]);
    // A hundred more without one are half of it, and the next hundred bring it below one in a hundred.
    await used(100, 100);
    expect(await verdicts()).toEqual(['met', 'met']);
    await tell({ frozen: true }, from(5));
    expect(await verdicts()).toEqual(['met', 'met']);
    await tell({ frozen: true }, from(6));
    expect(await verdicts()).toEqual(['breached', 'met']);
  });

  it('does not believe one or two that it called elsewhere, and three it does', async () => {
    await state(STATED);
    await used(100);
    for (const i of [1, 1, 1, 2]) await tell({ strayedTo: 'ads.example' }, from(i));
    expect(await verdicts()).toEqual(['met', 'met']);
    expect((await entry('10.5.cw')).figures.at(-1)).toMatchObject({ value: 1 });
    await tell({ strayedTo: 'ads.example' }, from(3));
    expect(await verdicts()).toEqual(['met', 'breached']);
    expect((await entry('10.5.cw')).figures[0]!.missed[0]!.text).toContain('3人次访问ads.example');
  });

  it('is breached while the statement leaves out what it asks a phone for', async () => {
    await state('只用来买东西');
    expect((await entry('10.5.cv')).standing).toBe('breached');
    expect((await entry('10.5.cv')).figures.at(-1)!.missed.map(({ text }) => text)).toEqual([
      '相机',
      '照片',
      '收货地址',
      '订阅消息',
    ]);
    await used(100);
    await state(STATED);
    expect((await entry('10.5.cv')).standing).toBe('met');
  });
});
