import { CHECKLISTS } from '@heitu/standard';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { apiName } from '@heitu/kit/rules/enums';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { toJson } from '@heitu/kit/rules/typed-json';
import { DUTIES, type DutyKind } from '@heitu/standard';
import { AuditEntry } from '../audit/audit.entity.ts';
import type { TrustContext } from '../context.ts';
import { NOW, openTrust, SELLER, staff, type TrustRoom } from '../testing/trust-room.fixture.ts';
import { escalateDuties } from './escalate-duties.ts';

const admin = staff('operator-admin');
const regulator = staff('regulator');
const CALENDAR = `query($from: DateTime!, $to: DateTime!, $desk: Desk, $kind: DutyKind, $state: DutyState) {
  dutyCalendar(from: $from, to: $to, desk: $desk, kind: $kind, state: $state) {
    silent
    counts { kind desk ahead missed late done }
    items { kind title period desk clause law consequence party { id } dueAt doneAt state mark { id headToldAt authorityToldAt excuse } }
  }
}`;

/**
 * Opened on Wednesday 2026-11-25 at ten, looked at 200 days later, on Sunday 2027-06-13 at ten: what fell due meanwhile
 * and nobody did, counted by hand.
 */
const MISSED_IN_200_DAYS: readonly [DutyKind, number, string][] = [
  ['return-month', 6, 'November, in which it opened, to April; May is due on 30 June'],
  ['return-identity', 1, 'the second half of 2026, due on 31 January'],
  ['return-income', 2, 'the last quarter of 2026, due on 31 January, and the first of 2027, due on 30 April'],
  ['assessment', 7, 'November to May: each by the tenth of the next month'],
  ['backup-incremental', 199, 'each whole day from 26 November to 12 June'],
  ['backup-full', 199, 'the same days'],
  ['backup-off-site', 199, 'the same days'],
  ['chain-check', 199, 'the same days'],
  ['backup-differential', 27, 'whole weeks from Monday 30 November to Sunday 6 June: 189 days'],
  ['backup-check', 6, 'December to May'],
  ['drill-recall', 6, 'December to May'],
  ['goods-check', 6, 'December to May'],
  ['delivery-check', 6, 'December to May'],
  ['drill-ordinary', 1, 'the first quarter of 2027; the second ends on 30 June'],
];
const ALL_MISSED = MISSED_IN_200_DAYS.reduce((sum, [, count]) => sum + count, 0);

describe('duties that fall due by themselves', () => {
  let room: TrustRoom;
  beforeEach(async () => {
    room = await openTrust();
  });
  afterEach(() => room.close());
  const open = () => room.owner('coop', SELLER);
  const context = () => room.subgraph.contextFor(admin, 'escalate-duties') as unknown as TrustContext;
  const iso = (ms: number) => new Date(ms).toISOString();
  const calendar = async (actor = admin, more: object = {}, days = 400) =>
    (
      await room.graph<any>(actor, CALENDAR, {
        from: iso(room.clock.now() - days * DAY_MS),
        to: iso(room.clock.now()),
        ...more,
      })
    ).dutyCalendar;
  const run = (actor: typeof admin, name: string, input: object) => {
    const type = `${name[0]!.toUpperCase()}${name.slice(1)}`;
    return room
      .graph<any>(
        actor,
        `mutation($input: ${type}Input!) { ${name}(input: $input) { __typename ... on ${type}Refused { code } } }`,
        { input },
      )
      .then((data) => data[name]);
  };

  it('are owed from the day on which the first business was filed', async () => {
    room.clock.advance(200 * DAY_MS);
    expect(await calendar()).toMatchObject({ counts: [], items: [] });
  });

  it('lists every one that nobody did in 200 days, whether or not there is a row of it', async () => {
    await open();
    room.clock.advance(200 * DAY_MS);
    const { counts, items } = await calendar();
    expect(Object.fromEntries(counts.map(({ kind, missed }: any) => [kind, missed]))).toEqual(
      Object.fromEntries(MISSED_IN_200_DAYS.map(([kind, count]) => [apiName(kind), count])),
    );
    expect(counts.every(({ ahead, late, done }: any) => ahead + late + done === 0)).toBe(true);
    // The oldest first, each with what comes of it.
    expect(items[0]).toMatchObject({
      kind: 'BACKUP_INCREMENTAL',
      period: '2026-11-26',
      state: 'MISSED',
      doneAt: null,
      clause: '11.6.3',
      consequence: DUTIES['backup-incremental'].consequence,
    });
    expect(items).toHaveLength(500);
    // What is asked for alone is told, however much else is owed before it.
    expect((await calendar(admin, { kind: 'DRILL_ORDINARY' })).items).toHaveLength(1);
    const identity = await calendar(admin, { kind: 'RETURN_IDENTITY' }, 140);
    expect(identity.items).toMatchObject([{ period: '2026-H2', dueAt: '2027-01-31T16:00:00.000Z' }]);
    expect(identity.items[0].law).toContain('电子商务法');
  });

  it('turn the evidence of their entries, and turn it back when they are done [11.6.3] [11.3.3.db] [6.5] [6.1.f]', async () => {
    await open();
    room.clock.advance(200 * DAY_MS);
    const standing = async (clause: string, month: string) =>
      (
        await room.graph<any>(
          admin,
          'query($m: String) { conformanceReport(month: $m) { clause standing figures { label value verdict missed { ref text } } } }',
          { m: month },
        )
      ).conformanceReport.find((row: any) => row.clause === clause);
    for (const clause of ['11.6.3', '11.3.3.db-dc', '11.6.5.du-dx', '11.5.dh', '6.5', '6.1.f', '13'])
      expect([clause, (await standing(clause, clause === '6.1.f' ? '2027-01' : '2027-03')).standing]).toEqual([
        clause,
        'ABSENT',
      ]);
    const looked = async (month: string, of: string) =>
      (await standing('6.5', month)).figures.find(({ label }: any) => label === `${of}监督检查：办了`);
    // Whoever opens the figure finds what it misses.
    expect((await looked('2027-05', '货物')).missed).toEqual([
      { ref: 'Duty:goods-check::2027-05', text: '货物监督检查 2027-05' },
    ]);
    room.clock.advance(20 * DAY_MS);
    expect(await looked('2027-07', '货物')).toBeUndefined();
    await run(admin, 'recordTradeCheck', {
      requestId: 'check',
      subject: 'GOODS',
      partyId: SELLER,
      items: CHECKLISTS.goods.map((item) => ({ item: apiName(item), passed: true })),
      finding: '货对得上',
    });
    room.clock.advance(30 * DAY_MS);
    expect(await looked('2027-07', '货物')).toMatchObject({ value: 1, verdict: 'MET' });
    expect(await looked('2027-07', '配送')).toMatchObject({ value: 0, verdict: 'ABSENT' });
  });

  it('are told to whoever runs the platform a day late, to the authority a week late, each once', async () => {
    await open();
    const person = async (name: string, role: string) => {
      const { actor } = await room.signIn(name);
      await room.subgraph.orm.em
        .fork()
        .execute(
          `insert into GrantRow (id, accountId, role, partyId, active, factAtMs) values ('G-${name}', '${actor.id}', '${role}', '', 1, 1)`,
        );
      return actor;
    };
    const [head, authority] = [await person('head', 'operator-admin'), await person('official', 'regulator')];
    const told = async (actor: typeof head) =>
      (await room.graph<any>(actor, '{ messages(first: 20) { edges { node { kind title body } } } }')).messages.edges
        .map(({ node }: any) => node)
        .filter(({ kind }: any) => kind === 'DUTY_MISSED');
    room.clock.advance(3 * DAY_MS);
    await escalateDuties(context());
    // 26 and 27 November were missed; the 27th ended ten hours ago.
    expect(await told(head)).toEqual([
      { kind: 'DUTY_MISSED', title: '4件事到期没办', body: expect.stringContaining('1次') },
    ]);
    expect(await told(authority)).toEqual([]);
    await escalateDuties(context());
    expect(await told(head)).toHaveLength(1);
    room.clock.advance(197 * DAY_MS);
    await escalateDuties(context());
    // What was due on the last evening is not a day late yet: four of each day.
    expect(await room.count('DutyMark')).toBe(ALL_MISSED - 4);
    expect((await told(head))[0]).toMatchObject({ title: `${ALL_MISSED - 8}件事到期没办` });
    // Not a week late: 6 to 12 June, four a day, and the assessment of May and the differential backup to 6 June.
    expect((await told(authority))[0]).toMatchObject({ title: `${ALL_MISSED - 28 - 2}件事到期没办` });
    await escalateDuties(context());
    expect(await told(authority)).toHaveLength(1);
  });

  it('are owed of passwords that open the money, each by ninety days from its last change [7.4.s]', async () => {
    await open();
    const { actor } = await room.signIn('finance');
    const sql = (text: string) => room.subgraph.orm.em.fork().execute(text);
    await sql(
      `insert into GrantRow (id, accountId, role, partyId, active, factAtMs) values ('G', '${actor.id}', 'finance', '', 1, 1)`,
    );
    const since = room.clock.now();
    await sql(`update Account set passwordChangedAtMs = ${since} where id = '${actor.id}'`);
    const passwords = async () => (await calendar(admin, { kind: 'STAFF_PASSWORD' }, 200)).items;
    room.clock.advance(91 * DAY_MS);
    expect(await passwords()).toMatchObject([{ state: 'MISSED', dueAt: iso(since + 90 * DAY_MS) }]);
    const changed = room.clock.now();
    await sql(
      `insert into UsedPassword (id, accountId, passwordHash, atMs) values ('U0', '${actor.id}', 'x', ${since})`,
    );
    await sql(`update Account set passwordChangedAtMs = ${changed} where id = '${actor.id}'`);
    expect(await passwords()).toMatchObject([{ state: 'LATE', doneAt: iso(changed) }]);
  });

  it('wait for a room that does not answer, and say that it is missing', async () => {
    await open();
    room.down.add('payments');
    room.clock.advance(30 * DAY_MS);
    expect((await calendar()).silent).toEqual(['SELLERS', 'LOGISTICS', 'PAYMENTS']);
    await escalateDuties(context());
    const watched = await room.subgraph.orm.em.fork().execute('select distinct room from DutyWatch');
    expect(watched).toEqual([{ room: 'trust' }]);
  });

  it('owe nothing of machines on which nobody had acted yet', async () => {
    await open();
    room.clock.advance(30 * DAY_MS);
    await context().em.insert(AuditEntry, {
      id: 'first',
      kind: 'act',
      sender: 'trust',
      operation: 'keepReturns',
      requestId: 'first',
      actorKind: 'system',
      actorId: '',
      roles: '',
      parties: '',
      outcome: 'done',
      subject: toJson([]),
      reads: toJson([]),
      salt: '',
      sealed: false,
      atMs: room.clock.now(),
    });
    room.clock.advance(3 * DAY_MS);
    const { counts } = await calendar();
    const missed = Object.fromEntries(counts.map(({ kind, missed }: any) => [kind, missed]));
    expect(missed).toMatchObject({ BACKUP_FULL: 2, CHAIN_CHECK: 2, ASSESSMENT: 1 });
    expect(missed).not.toHaveProperty('BACKUP_DIFFERENTIAL');
  });

  it('are excused by the authority, with a reason; they stay undone', async () => {
    await open();
    room.clock.advance(30 * DAY_MS);
    await escalateDuties(context());
    const [{ mark }] = (await calendar()).items;
    expect(mark).toMatchObject({ headToldAt: iso(room.clock.now()), authorityToldAt: iso(room.clock.now()) });
    const excuse = (markId: string) => run(regulator, 'excuseDuty', { markId, reason: '停电三天' });
    expect(await excuse('NOSUCH')).toMatchObject({ code: 'NOT_FOUND' });
    expect(await excuse(mark.id)).toEqual({ __typename: 'RecordSaved' });
    expect(await excuse(mark.id)).toMatchObject({ code: 'WRONG_STATE' });
    expect((await calendar()).items[0]).toMatchObject({ state: 'MISSED', mark: { excuse: '停电三天' } });
  });

  it('show each post its own desk, and an asker no more than 400 days', async () => {
    await open();
    room.clock.advance(60 * DAY_MS);
    const kinds = async (role: string) => (await calendar(staff(role))).counts.map(({ kind }: any) => kind).toSorted();
    expect(await kinds('reviewer')).toEqual(['GOODS_CHECK']);
    expect(await kinds('mediator')).toEqual(['DELIVERY_CHECK']);
    expect(await kinds('regulator')).toEqual(await kinds('operator-admin'));
    const { errors } = await room.graphWithErrors(admin, CALENDAR, {
      from: iso(room.clock.now() - 401 * DAY_MS),
      to: iso(room.clock.now()),
    });
    expect(errors![0]!.extensions!['code']).toBe('BAD_USER_INPUT');
    const due = (await room.graph<any>(staff('reviewer'), '{ trustDue { kind id title overdue clause } }')).trustDue;
    expect(due).toContainEqual({
      kind: 'DUTY',
      id: 'goods-check:',
      title: expect.stringContaining('货物监督检查 2027-01'),
      overdue: false,
      clause: '6.5',
    });
    expect(NOW).toContain('2026-11-25');
  });
});
