import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemActor, type Actor } from '@heitu/kit/rules/actor';
import type { TestSubgraph } from '@heitu/kit/serving/testing';
import type { CatalogContext } from '../../context.ts';
import { openRoom, rowCount } from '../../testing.fixture.ts';
import { tracedLot } from '../../trace/traced-lot.fixture.ts';
import { schemaFault } from '../capture/epcis-schema.ts';
import { forgetQueries } from './named-query.edges.ts';
import { NAMED_QUERIES_KEPT_MS, NAMED_QUERIES_MAX } from './named-query.policy.ts';

const program = (id: string): Actor => ({
  kind: 'client',
  id,
  partyId: 'party-1',
  grants: [{ role: 'partner', partyId: 'party-1', rights: ['stock'] }],
});

describe('named queries of EPCIS [11.8.eb]', () => {
  let room: TestSubgraph;
  beforeAll(async () => {
    room = await openRoom();
    await tracedLot(room);
  });
  afterAll(() => room.close());

  async function call(method: string, path: string, body: unknown = null, as = program('erp'), headers = {}) {
    const { pathname, searchParams } = new URL(`http://x/epcis-rest${path}`);
    const answer = await room.subgraph.edge(
      {
        method,
        path: pathname,
        query: Object.fromEntries(searchParams),
        headers: { 'content-type': 'application/json', ...headers },
        body: Buffer.from(body === null ? '' : JSON.stringify(body)),
      },
      as,
      'r',
    );
    return {
      status: answer.status,
      headers: { ...answer.headers },
      body: answer.body ? JSON.parse(String(answer.body)) : null,
    };
  }
  const packings = { name: 'packings', query: { EQ_bizStep: ['packing', 'stocking'], eventType: ['ObjectEvent'] } };

  it('keeps a query for its program, runs it by pages as it was asked, and forgets it', async () => {
    const kept = await call('POST', '/queries', packings);
    expect([kept.status, kept.headers['location']]).toEqual([201, 'http://heitu.test/epcis/queries/packings']);
    expect((await call('GET', '/queries/packings')).body).toEqual(packings);
    expect((await call('GET', '/queries')).body).toEqual([packings]);
    expect((await call('POST', '/queries', packings)).body).toMatchObject({
      type: 'epcisException:ResourceAlreadyExistsException',
    });
    const { body, headers } = await call('GET', '/queries/packings/events?perPage=1');
    expect(body.epcisBody.queryResults).toMatchObject({
      queryName: 'packings',
      resultsBody: { eventList: [{ bizStep: 'packing' }] },
    });
    expect(schemaFault(body)).toBeNull();
    const next = new URL(/<(.*)>/.exec(headers['link']!)![1]!);
    expect([...next.searchParams.keys()]).toEqual(['perPage', 'nextPageToken']);
    const { body: second } = await call('GET', next.pathname.slice('/epcis'.length) + next.search);
    expect(second.epcisBody.queryResults.resultsBody.eventList).toMatchObject([{ bizStep: 'stocking' }]);
    for (const [method, path] of [
      ['GET', '/queries/packings'],
      ['GET', '/queries/packings/events'],
      ['DELETE', '/queries/packings'],
    ] as const)
      expect((await call(method, path, null, program('other'))).body).toMatchObject({
        type: 'epcisException:NoSuchNameException',
        status: 404,
      });
    expect((await call('DELETE', '/queries/packings')).status).toBe(204);
    expect(await rowCount(room, 'NamedQuery')).toBe(0);
  });

  it.each<[object, number, string]>([
    [{ name: 'with blanks', query: {} }, 400, 'QueryValidationException'],
    [{ name: 'q' }, 400, 'QueryValidationException'],
    [{ name: 'q', query: { EQ_colour: ['red'] } }, 400, 'QueryValidationException'],
    [{ name: 'q', query: { GE_eventTime: 'yesterday' } }, 400, 'QueryValidationException'],
    [{ name: 'q', query: { perPage: 5 } }, 400, 'QueryValidationException'],
    [{ name: 'q', query: { eventCountLimit: 5 } }, 400, 'QueryValidationException'],
    [
      { name: 'q', query: Object.fromEntries(Array.from({ length: 31 }, (_, i) => [`EQ_source_t${i}`, 'x'])) },
      413,
      'QueryTooComplexException',
    ],
  ])('refuses %j and keeps nothing', async (body, status, name) => {
    expect(await call('POST', '/queries', body)).toMatchObject({ status, body: { type: `epcisException:${name}` } });
    expect(await rowCount(room, 'NamedQuery')).toBe(0);
  });

  it('says by 501 what it has not, and refuses other parameters of a run', async () => {
    await call('POST', '/queries', packings);
    for (const [method, path, headers] of [
      ['POST', '/queries/packings/subscriptions', {}],
      ['GET', '/queries/packings/events?stream=true', {}],
      ['GET', '/queries/packings/events', { upgrade: 'websocket' }],
      ['DELETE', '/nextPageToken/abc', {}],
    ] as const)
      expect(await call(method, path, method === 'POST' ? {} : null, program('erp'), headers)).toMatchObject({
        status: 501,
        headers: { 'content-type': expect.stringContaining('problem+json') },
        body: { type: 'epcisException:ImplementationException', status: 501 },
      });
    expect((await call('GET', '/queries/packings/events?EQ_action=ADD')).body).toMatchObject({
      type: 'epcisException:QueryParameterException',
    });
  });

  it('keeps so many of one program, and none that nobody has run for a year', async () => {
    for (let i = await rowCount(room, 'NamedQuery'); i < NAMED_QUERIES_MAX; i++)
      await call('POST', '/queries', { name: `q${i}`, query: {} });
    expect((await call('POST', '/queries', { name: 'more', query: {} })).status).toBe(413);
    room.clock.advance(NAMED_QUERIES_KEPT_MS);
    await call('GET', '/queries/q5/events');
    room.clock.advance(1);
    await forgetQueries(room.subgraph.contextFor(systemActor('job'), 'job') as CatalogContext);
    expect((await call('GET', '/queries')).body).toEqual([{ name: 'q5', query: {} }]);
  });
});
