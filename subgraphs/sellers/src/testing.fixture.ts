import { isNonNullType, type GraphQLInputObjectType, type GraphQLUnionType } from 'graphql';
import { account, PICTURE, testSubgraph, type TestSubgraph } from '@heitu/kit/serving/testing';
import type { Actor } from '@heitu/kit/rules/actor';
import { sellers } from './index.ts';

/** What the specs of this subgraph share: a room, people, and mutations in one line. */
export const APPLICANT = account('account-tian');
export const STRANGER = account('account-stranger');
export const AGENT = account('account-keeper', { role: 'station-agent', partyId: 'party-station' });
/** Who has agreed by their code, as trust says. */
export const FARMER_THERE = {
  accountId: 'account-farmer',
  name: '赵老根',
  phone: '13904510007',
  address: '辉煌村三组',
  divisionCode: '230184103',
  stationPartyId: 'party-station',
  stationName: '辉煌村服务站',
};
export const REVIEWER = account('account-reviewer', { role: 'reviewer' });
export const peer = (id: string): Actor => ({ kind: 'peer', id, grants: [] });
export const CREDIT_CODE = '91440300708461136T';
export const ID_NUMBER = '11010519491231002X';

export const openRoom = (url?: string): Promise<TestSubgraph> =>
  testSubgraph(sellers, {
    url,
    at: '2026-11-25T02:00:00Z',
    peers: {
      catalog: () => ({ produceFigures: { plots: 3, goods: 2, growers: 3, skus: 5, skusWithOrigin: 4 } }),
      trust: (_document, { ids, errandId, agentAccountId }) => ({
        errandUnderWay: errandId === 'errand' && agentAccountId === AGENT.id ? FARMER_THERE : null,
        accountBriefs: ((ids ?? []) as string[])
          .filter((id) => id !== 'account-nobody')
          .map((accountId) => ({ accountId, displayName: '', active: true })),
      }),
    },
  });

/** The id of a picture that somebody uploads. */
export async function upload(room: TestSubgraph, actor: Actor, purpose: string): Promise<string> {
  const request = { method: 'POST', path: '/files', query: { purpose }, headers: {}, body: PICTURE } as const;
  const { body } = await room.subgraph.edge(request, actor, 'r');
  return (JSON.parse(String(body)) as { id: string }).id;
}
export const openFile = (room: TestSubgraph, actor: Actor, id: string) =>
  room.subgraph.edge(
    { method: 'GET', path: `/files/${id}`, query: {}, headers: {}, body: Buffer.alloc(0) },
    actor,
    'r',
  );
/** A reviewer looks at every scan of a filing. */
export async function openScans(room: TestSubgraph, filingId: string, reviewer: Actor = REVIEWER): Promise<void> {
  const scans = await room.subgraph
    .contextFor({ kind: 'system', id: 'test', grants: [] }, 'test')
    .rows.withTables<{ Document: { fileId: string; filingId: string } }>()
    .selectFrom('Document')
    .select('fileId')
    .where('filingId', '=', filingId)
    .execute();
  for (const { fileId } of scans) await openFile(room, reviewer, fileId);
}

let requests = 0;
/**
 * Runs a mutation: the answer's fields, with `code` where it was refused. A paper comes with its scan unless the input
 * says otherwise.
 */
export async function act(
  room: TestSubgraph,
  actor: Actor,
  mutation: string,
  input: Record<string, unknown>,
  select = 'id',
): Promise<any> {
  const name = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}`;
  const { schema } = room.subgraph.built;
  const { requestId } = (schema.getType(`${name}Input`) as GraphQLInputObjectType).getFields();
  if (mutation === 'addDocument' && !('fileId' in input))
    input = { ...input, fileId: await upload(room, actor, 'licence') };
  const full = isNonNullType(requestId!.type) ? { requestId: `request-${(requests += 1)}`, ...input } : input;
  const [success] = (schema.getType(`${name}Result`) as GraphQLUnionType).getTypes();
  const data = await room.graph<Record<string, unknown>>(
    actor,
    `mutation($input: ${name}Input!) { ${mutation}(input: $input) { ... on ${success!.name} { ${select} } ... on ${name}Refused { code message clause details { path about text } } } }`,
    { input: full },
  );
  return data[mutation];
}

export const COOPERATIVE = {
  kind: 'COOPERATIVE',
  name: '香屯种植专业合作社',
  uscc: CREDIT_CODE,
  legalRepresentative: '田有粮',
  contactName: '田晓禾',
  contactPhone: '13800000001',
  divisionCode: '230184',
  address: '五常市龙凤山镇乐园村',
};
export const SHOP_TEXT = {
  name: '香屯直营店',
  serviceHours: '周一至周五8:30—17:30',
  confirmWithinText: '1个工作日内确认',
  responseText: '1个工作日内答复',
};
export const LICENCE = {
  type: 'BUSINESS_LICENCE',
  number: CREDIT_CODE,
  issuer: '五常市市场监督管理局',
  validFromOn: '2020-01-01',
};

/** A cooperative with these papers, under review: `{ partyId, filingId }`. */
export async function submitted(
  room: TestSubgraph,
  party: Record<string, unknown> = {},
  papers: Record<string, unknown>[] = [LICENCE],
  applicant: Actor = APPLICANT,
) {
  const { id: partyId } = await act(room, applicant, 'registerParty', { ...COOPERATIVE, ...party });
  for (const paper of papers) await act(room, applicant, 'addDocument', { partyId, ...paper });
  const { id: filingId } = await act(room, applicant, 'submitFiling', { partyId });
  return { partyId: partyId as string, filingId: filingId as string };
}

export async function approved(
  room: TestSubgraph,
  party: Record<string, unknown> = {},
  papers?: Record<string, unknown>[],
  applicant: Actor = APPLICANT,
) {
  const ids = await submitted(room, party, papers, applicant);
  await openScans(room, ids.filingId);
  await act(room, REVIEWER, 'decideFiling', { filingId: ids.filingId, decision: 'APPROVE' });
  return ids;
}

/** Event types sent so far, with payloads; waits for nothing. */
export async function eventsOf(room: TestSubgraph, type: string): Promise<any[]> {
  const rows = await room.subgraph
    .contextFor({ kind: 'system', id: 'test', grants: [] }, 'test')
    .rows.selectFrom('Outbox')
    .select(['type', 'payload'])
    .orderBy('id')
    .execute();
  return rows.filter((row) => row.type === type).map((row) => JSON.parse(row.payload) as unknown);
}

/** Counts rows and events, to see that nothing changed. */
export async function everything(room: TestSubgraph): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  const context = room.subgraph.contextFor({ kind: 'system', id: 'test', grants: [] }, 'test');
  for (const table of [
    'Party',
    'Document',
    'Filing',
    'Supplier',
    'Shop',
    'Staff',
    'Training',
    'Contract',
    'Outbox',
  ] as const) {
    const rows = context.rows.selectFrom(table as 'Outbox').select(({ fn }) => fn.countAll<number>().as('n'));
    // That something was refused is on record too.
    const { n } = await (
      table === 'Outbox' ? rows.where('payload', 'not like', '%"outcome":"refused"%') : rows
    ).executeTakeFirstOrThrow();
    counts[table] = Number(n);
  }
  return counts;
}
