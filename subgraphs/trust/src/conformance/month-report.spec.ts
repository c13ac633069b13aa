import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS, type Actor } from '@heitu/kit/rules/actor';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { measured } from '@heitu/kit/rules/evidence';
import { nodesOf } from '@heitu/kit/serving/testing';
import { CLAUSES } from '@heitu/standard';
import { asTold } from '../testing/told.fixture.ts';
import { openTrust, SELLER, staff, type TrustRoom } from '../testing/trust-room.fixture.ts';

const admin = staff('operator-admin');
const regulator = staff('regulator');
const MONTH = '2026-11';

describe('the report of a month that is over [12.1]', () => {
  let room: TrustRoom;
  beforeEach(async () => {
    room = await openTrust();
    await room.owner('seller', SELLER);
    room.evidence['orders'] = [
      {
        clause: '7.5.w',
        figures: [
          asTold(
            measured.noneOf('没有按时确认的订单', ['N1'], '单', (id) => ({ ref: `Order:${id}`, text: `订单 ${id}` })),
          ),
        ],
      },
    ];
    room.clock.set('2026-12-01T02:00:00Z');
  });
  afterEach(() => room.close());

  const run = async (actor: Actor, name: string, input: object, shown: string): Promise<any> => {
    const type = `${name[0]!.toUpperCase()}${name.slice(1)}`;
    return (
      await room.graph<any>(
        actor,
        `mutation($input: ${type}Input!) { ${name}(input: $input) { __typename ... on ${shown} ... on ${type}Refused { refusal: code } } }`,
        { input },
      )
    )[name];
  };
  const issue = (month = MONTH, actor = admin) =>
    run(actor, 'issueMonthReport', { month }, 'MonthReport { id month code digest }');
  const link = async (days = 7) =>
    run(
      admin,
      'makeInspectionLink',
      {
        requestId: `l-${days}`,
        month: MONTH,
        organisation: '五常市市场监督管理局',
        person: '李检查',
        reason: '年度检查',
        days,
      },
      'InspectionLinkMade { id fragment }',
    );
  const open = (token: string, actor: Actor = ANONYMOUS) =>
    run(
      actor,
      'openInspectionLink',
      { token },
      'InspectedReport { organisation file report { month code digest } clauses { clause standing figures { label missed { ref text } } } }',
    );
  const links = async (actor = admin) =>
    nodesOf(
      (
        await room.graph<any>(
          actor,
          '{ inspectionLinks { edges { node { state organisation person reason openedAt endedAt availableActions } } } }',
        )
      ).inspectionLinks,
    );
  const file = (id: string, actor: Actor) =>
    room.subgraph.edge(
      { method: 'GET', path: `/files/${id}`, query: {}, headers: {}, body: Buffer.alloc(0) },
      actor,
      'r',
    );

  it('is issued once, whole, kept byte for byte, told to be signed, and stands in the audit chain with its digest', async () => {
    expect(await issue('2026-12')).toMatchObject({ refusal: 'MONTH_NOT_OVER' });
    room.down.add('catalog');
    expect(await issue()).toMatchObject({ refusal: 'SOURCE_SILENT' });
    expect(await room.count('MonthReport')).toBe(0);
    room.down.clear();
    const { id, code, digest } = await issue();
    expect(await issue()).toMatchObject({ refusal: 'ALREADY_ISSUED' });
    await room.subgraph.runOnce();
    const [told, ...more] = room.sent.flatMap(({ event }) =>
      event.type === 'trust.paper-issued.v1' ? [event.payload as Record<string, unknown>] : [],
    );
    expect(more).toEqual([]);
    expect(told).toMatchObject({ code, digest, kind: 'conformance-month', subject: MONTH });
    const facts = told!['facts'] as { name: string; value: string }[];
    expect(facts).toHaveLength(CLAUSES.length + 5);
    expect(facts).toContainEqual({ name: expect.stringMatching(/^7\.5\.w /), value: '不符合' });
    // No row is told to everybody.
    expect(JSON.stringify(facts)).not.toContain('N1');
    const { body } = await file(id, regulator);
    expect(createHash('sha256').update(body!).digest('hex')).toBe(digest);
    expect((await file(id, staff('mediator'))).status).toBe(404);
    await room.hearOwnActs();
    const entries: { subject: string }[] = await room.subgraph.orm.em
      .fork()
      .execute("select subject from AuditEntry where operation = 'issueMonthReport' and outcome = 'done'");
    expect(entries.map(({ subject }) => JSON.parse(subject)[0].id)).toEqual([`${MONTH} ${digest}`]);
  });

  it('is issued by the clock a day after its month, and not while a subgraph is silent', async () => {
    const made = async () => {
      await room.subgraph.runOnce('keep-month-reports');
      return nodesOf((await room.graph<any>(regulator, '{ monthReports { edges { node { month } } } }')).monthReports);
    };
    room.clock.set('2026-12-01T10:00:00Z');
    expect(await made()).toEqual([]);
    room.clock.set('2026-12-01T20:00:00Z');
    expect(await made()).toEqual([{ month: MONTH }]);
    room.clock.set('2027-01-02T02:00:00Z');
    room.down.add('orders');
    expect(await made()).toHaveLength(1);
    room.down.clear();
    expect(await made()).toEqual([{ month: '2026-12' }, { month: MONTH }]);
    expect(await made()).toHaveLength(2);
  });

  it('is read by a link, as it was issued, with the rows that it missed and nothing else', async () => {
    const { code, digest } = await issue();
    const { fragment: token } = await link();
    // Later figures are no part of what was issued.
    room.evidence['orders'] = [];
    const told = await open(token);
    expect(told).toMatchObject({ organisation: '五常市市场监督管理局', report: { month: MONTH, code, digest } });
    expect(createHash('sha256').update(Buffer.from(told.file, 'base64')).digest('hex')).toBe(digest);
    expect(told.clauses).toHaveLength(CLAUSES.length);
    expect(told.clauses.find(({ clause }: any) => clause === '7.5.w')).toMatchObject({
      standing: 'BREACHED',
      figures: [{ label: '没有按时确认的订单', missed: [{ ref: 'Order:N1', text: '订单 N1' }] }],
    });
    // It is no session: nobody is signed in by it, by any way in.
    expect(await room.subgraph.authenticate(token)).toBeNull();
    expect(await room.subgraph.authenticate(token.replace(/^hi/, 'hs'))).toBeNull();
    for (const wrong of ['', 'hi.x', token.slice(0, -1), `${token}A`, token.replace(/^hi/, 'hs')])
      expect((await open(wrong.padEnd(2, 'x'))).refusal).toMatch(/LINK_ENDED|INVALID_INPUT/);
  });

  it('opens nothing after its time, nor when it was taken back; each opening is on record', async () => {
    await issue();
    const [week, day] = [await link(7), await link(1)];
    await open(day.fragment);
    await open(day.fragment);
    room.clock.advance(DAY_MS);
    expect(await open(day.fragment)).toMatchObject({ refusal: 'LINK_ENDED' });
    expect((await open(week.fragment)).__typename).toBe('InspectedReport');
    await room.subgraph.runOnce('expire-inspections');
    expect(await run(admin, 'revokeInspectionLink', { linkId: day.id }, 'InspectionLink { id }')).toMatchObject({
      refusal: 'WRONG_STATE',
    });
    await run(admin, 'revokeInspectionLink', { linkId: week.id }, 'InspectionLink { id }');
    expect(await open(week.fragment)).toMatchObject({ refusal: 'LINK_ENDED' });
    expect(await links()).toMatchObject([
      { state: 'ENDED', openedAt: [expect.any(String), expect.any(String)], availableActions: [] },
      { state: 'ENDED', person: '李检查', reason: '年度检查', openedAt: [expect.any(String)], availableActions: [] },
    ]);
    await room.hearOwnActs();
    const entries = await room.subgraph.orm.em
      .fork()
      .execute("select outcome from AuditEntry where operation = 'openInspectionLink' order by id");
    expect(entries.map(({ outcome }: any) => outcome).sort()).toEqual(['done', 'done', 'done']);
  });

  it("is nobody else's to issue, to link or to list", async () => {
    for (const actor of [regulator, staff('finance'), ANONYMOUS]) {
      await expect(issue(MONTH, actor)).rejects.toThrow(/FORBIDDEN|UNAUTHENTICATED/);
      await expect(run(actor, 'revokeInspectionLink', { linkId: 'x' }, 'InspectionLink { id }')).rejects.toThrow(
        /FORBIDDEN|UNAUTHENTICATED/,
      );
    }
    await expect(links(staff('finance'))).rejects.toThrow('FORBIDDEN');
    expect(await links(regulator)).toEqual([]);
  });
});
