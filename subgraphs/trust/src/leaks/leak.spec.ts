import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS, type Actor } from '@heitu/kit/rules/actor';
import { HOUR_MS } from '@heitu/kit/rules/clock';
import { nodesOf } from '@heitu/kit/serving/testing';
import { openTrust, SELLER, staff, type TrustRoom } from '../testing/trust-room.fixture.ts';

const admin = staff('operator-admin');
const WORDS = {
  whatLeaked: '收货姓名、电话；账号被盗',
  harm: '冒充客服',
  measures: '账号已停用',
  contact: '400-000-0000',
};

describe('those whose data leaked (PIPL 57) [10.4]', () => {
  let room: TrustRoom;
  let [alice, bob, owner]: Actor[] = [];
  beforeEach(async () => {
    room = await openTrust();
    [alice, bob] = [(await room.signIn('alice')).actor, (await room.signIn('bob')).actor];
    owner = await room.owner('seller', SELLER);
  });
  afterEach(() => room.close());

  const run = async (name: string, input: object, select: string): Promise<any> => {
    const Name = `${name[0]!.toUpperCase()}${name.slice(1)}`;
    return (
      await room.graph<any>(
        admin,
        `mutation($input: ${Name}Input!) { ${name}(input: $input) { ... on ${select} ... on ${Name}Refused { refused: code } } }`,
        { input: { requestId: `r${Math.random()}`, ...input } },
      )
    )[name];
  };
  const at = (ms: number) => new Date(room.clock.now() + ms).toISOString();
  const leaked = async (kind = 'LEAK') =>
    (
      await run(
        'recordIncident',
        { kind, unit: 'trust', summary: '名单外传', startedAt: at(-1), recoveredAt: at(0) },
        'RecordSaved { id }',
      )
    ).id;
  const tell = (incidentId: string, more: object = {}) =>
    run(
      'tellOfLeak',
      { incidentId, readerId: 'THIEF', from: at(-HOUR_MS), to: at(0), ...WORDS, ...more },
      'LeakNotice { id }',
    );
  const look = (subjectId: string, more: object = {}) =>
    room.subgraph.orm.em.fork().execute(
      `insert into \`PersonalDataRead\` (id, entryId, subjectId, sender, operation, fields, readerKind, readerId, readerRoles, readerParties, refused, atMs)
       values (?, ?, ?, 'orders', 'o', 'name', 'account', ?, '', '', ?, ?)`,
      [
        ...['look', 'entry'].map((of) => `${of}-${subjectId}`.slice(0, 26)),
        subjectId,
        ...Object.values({ readerId: 'THIEF', refused: 0, atMs: room.clock.now() - 1, ...more }),
      ],
    );
  const told = async (actor: Actor) =>
    nodesOf((await room.graph<any>(actor, '{ messages { edges { node { kind } } } }')).messages).filter(
      ({ kind }: any) => kind === 'LEAK_TOLD',
    ).length;
  const notice = async () =>
    nodesOf(
      (
        await room.graph<any>(
          admin,
          '{ incidents { edges { node { availableActions leakNotice { state affectedCount toldCount reachedCount lostCount } } } } }',
        )
      ).incidents,
    )[0];
  const due = async () =>
    (await room.graph<any>(admin, '{ trustDue { kind dueAt } }')).trustDue.filter(
      ({ kind }: any) => kind === 'LEAK_UNTOLD',
    );

  it('are found by who looked at what, told once each, those of a party by its owners; who is gone is counted', async () => {
    const incidentId = await leaked();
    expect(await due()).toEqual([{ kind: 'LEAK_UNTOLD', dueAt: at(72 * HOUR_MS - 1) }]);
    expect((await notice()).availableActions).toEqual(['TELL_PEOPLE']);
    await look(alice!.id);
    await look(SELLER);
    await look('GONE');
    await look(bob!.id, { refused: 1 });
    expect(await tell(await leaked('SOFTWARE'))).toEqual({ refused: 'NOT_FOUND' });
    expect(await tell(incidentId, { to: at(HOUR_MS) })).toEqual({ refused: 'IN_THE_FUTURE' });
    await tell(incidentId);
    expect(await tell(incidentId, { harm: '又一次' })).toEqual({ refused: 'ALREADY_TOLD' });
    await room.subgraph.runOnce('tell-of-leaks');
    await room.subgraph.runOnce('tell-of-leaks');
    expect([await told(alice!), await told(owner!), await told(bob!)]).toEqual([1, 1, 0]);
    const rows = nodesOf(
      (
        await room.graph<any>(
          admin,
          '{ incidents(kind: LEAK) { edges { node { availableActions leakNotice { state affectedCount toldCount reachedCount lostCount } } } } }',
        )
      ).incidents,
    );
    expect(rows).toEqual([
      {
        availableActions: [],
        leakNotice: { state: 'TOLD', affectedCount: 3, toldCount: 2, reachedCount: 0, lostCount: 1 },
      },
    ]);
    expect(await due()).toEqual([]);
    const { publicLeaks } = await room.graph<any>(ANONYMOUS, '{ publicLeaks { whatLeaked harm measures contact } }');
    expect(publicLeaks).toEqual([WORDS]);
  });

  it('are everybody where nobody knows whose data it was: in batches, each once', async () => {
    for (let i = 0; i < 120; i++) await room.signIn(`one-${i}`);
    await tell(await leaked(), { readerId: null });
    for (let i = 0; i < 3; i++) await room.subgraph.runOnce('tell-of-leaks');
    const [{ accounts, once }] = (await room.subgraph.orm.em
      .fork()
      .execute(
        "select (select count(*) from `Account`) as accounts, (select count(*) from `Message` where kind = 'leak-told') as once",
      )) as any;
    expect([accounts >= 123, once]).toEqual([true, accounts]);
  }, 60_000);
});
