import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ANONYMOUS } from '@heitu/kit/rules/actor';
import { account, type TestSubgraph } from '@heitu/kit/serving/testing';
import { uscc } from './numbers.fixture.ts';
import {
  act,
  approved,
  eventsOf,
  LICENCE,
  openRoom,
  openScans,
  REVIEWER,
  SHOP_TEXT,
  submitted,
} from './testing.fixture.ts';

const PARTIES = 21;

describe('lists and races', () => {
  let room: TestSubgraph;
  beforeAll(async () => {
    room = await openRoom();
    for (let i = 0; i < PARTIES; i++) {
      const applicant = account(`applicant-${i}`);
      const { partyId } = await approved(room, { uscc: uscc(i), name: `第${i}家` }, [LICENCE], applicant);
      await act(room, applicant, 'openShop', { partyId, ...SHOP_TEXT });
      await act(room, applicant, 'addDocument', { partyId, ...LICENCE, type: 'PREMISES' });
      await act(room, applicant, 'submitFiling', { partyId });
    }
  });
  afterAll(() => room.close());

  const counted = async (actor: typeof REVIEWER, query: string) => {
    await room.graph(actor, query);
    room.statements.reset();
    const data = await room.graph<any>(actor, query);
    return { data, count: room.statements.count() };
  };

  it.each([
    [
      'the public register',
      ANONYMOUS,
      '{ publicRegister { edges { node { name licences { number } } } pageInfo { hasNextPage } } }',
      'publicRegister',
      2,
    ],
    [
      'parties with papers and shops',
      REVIEWER,
      '{ parties { edges { node { name identity { contactPhone } documents { type } licences { valid } shops { name } } } pageInfo { hasNextPage } } }',
      'parties',
      3,
    ],
    [
      'shops with their licence',
      ANONYMOUS,
      '{ shops { edges { node { name onSale party { name licences { number } } } } pageInfo { hasNextPage } } }',
      'shops',
      3,
    ],
    [
      'filings with party and papers',
      REVIEWER,
      '{ filings(state: UNDER_REVIEW) { edges { node { availableActions party { name documents { type } } } } pageInfo { hasNextPage } } }',
      'filings',
      3,
    ],
  ])('shows 20 of %s in few statements', async (_title, actor, query, field, most) => {
    const { data, count } = await counted(actor, query);
    expect(data[field].edges).toHaveLength(20);
    expect(data[field].pageInfo.hasNextPage).toBe(true);
    expect(count).toBeLessThanOrEqual(most);
  });

  it('reads the party of a shop that others refer to in the same statement, and only where it is asked for', async () => {
    const { shops } = await room.graph<any>(ANONYMOUS, '{ shops(first: 3) { edges { node { id party { name } } } } }');
    const representations = shops.edges.map(({ node }: any) => ({ __typename: 'Shop', id: node.id }));
    const read = async (fields: string) => {
      room.statements.reset();
      const { _entities } = await room.graph<any>(
        ANONYMOUS,
        `query($r: [_Any!]!) { _entities(representations: $r) { ... on Shop { ${fields} } } }`,
        { r: representations },
      );
      return { shops: _entities, statements: room.statements.list() };
    };
    const [alone, both, spread] = [
      await read('id'),
      await read('party { name }'),
      await read('...More } } } fragment More on Shop { who: party { name } ... on Shop { ... on Shop { id'),
    ];
    expect(alone.shops).toEqual(shops.edges.map(({ node }: any) => ({ id: node.id })));
    expect(both.shops).toEqual(shops.edges.map(({ node }: any) => ({ party: node.party })));
    expect(spread.shops).toEqual(shops.edges.map(({ node }: any) => ({ id: node.id, who: node.party })));
    expect(
      [alone, both, spread].map(({ statements }) => [statements.length, statements[0]!.includes('"Party".*')]),
    ).toEqual([
      [1, false],
      [1, true],
      [1, true],
    ]);
  });

  it('pages through all of them once', async () => {
    const query =
      'query($after: String) { publicRegister(first: 8, after: $after) { edges { node { partyId } } pageInfo { hasNextPage endCursor } } }';
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { publicRegister }: any = await room.graph<any>(ANONYMOUS, query, { after });
      seen.push(...publicRegister.edges.map((edge: any) => edge.node.partyId));
      after = publicRegister.pageInfo.hasNextPage ? publicRegister.pageInfo.endCursor : null;
    } while (after);
    expect(new Set(seen).size).toBe(PARTIES);
    expect(seen).toHaveLength(PARTIES);
    expect(
      (await room.graphWithErrors(ANONYMOUS, '{ publicRegister(first: 101) { edges { cursor } } }')).errors![0]!
        .extensions!['code'],
    ).toBe('BAD_USER_INPUT');
  });

  it('decides a filing once, whoever asks at the same moment', async () => {
    const { filingId } = await submitted(room, { uscc: uscc(100) }, [LICENCE], account('racer'));
    const before = (await eventsOf(room, 'sellers.filing-approved.v1')).length;
    const reviewers = ['a', 'b', 'c'].map((name) => account(`reviewer-${name}`, { role: 'reviewer' }));
    for (const reviewer of reviewers) await openScans(room, filingId, reviewer);
    const answers = await Promise.all(
      reviewers.map((reviewer) => act(room, reviewer, 'decideFiling', { filingId, decision: 'APPROVE' })),
    );
    expect(answers.filter((answer) => answer.id === filingId)).toHaveLength(1);
    expect(answers.filter((answer) => answer.code === 'WRONG_STATE')).toHaveLength(2);
    expect(await eventsOf(room, 'sellers.filing-approved.v1')).toHaveLength(before + 1);
  });

  it('keeps one filing under review, however often it is submitted', async () => {
    const applicant = account('hasty');
    const { id: partyId } = await act(room, applicant, 'registerParty', {
      kind: 'SELLER',
      name: '快手',
      uscc: uscc(101),
      legalRepresentative: '张三',
      contactName: '张三',
      contactPhone: '13800000001',
      divisionCode: '230184',
      address: '五常市',
    });
    await act(room, applicant, 'addDocument', { partyId, ...LICENCE });
    const answers = await Promise.all([1, 2, 3].map(() => act(room, applicant, 'submitFiling', { partyId })));
    expect(answers.map((answer) => answer.code ?? 'done').toSorted()).toEqual([
      'ALREADY_UNDER_REVIEW',
      'ALREADY_UNDER_REVIEW',
      'done',
    ]);
  });

  it('approves one of two applicants with the same credit code', async () => {
    const pair = [account('twin-1'), account('twin-2')];
    const filings = [];
    for (const applicant of pair) filings.push(await submitted(room, { uscc: uscc(102) }, [LICENCE], applicant));
    for (const { filingId } of filings) await openScans(room, filingId);
    const answers = await Promise.all(
      filings.map(({ filingId }) => act(room, REVIEWER, 'decideFiling', { filingId, decision: 'APPROVE' })),
    );
    expect(answers.map((answer) => answer.code ?? 'done').toSorted()).toEqual(['ALREADY_FILED', 'done']);
  });
});
