import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFrontSettings } from '@heitu/gateway/front/front.config';
import { readTrustedDocuments } from '@heitu/gateway/front/trusted-documents';
import { CLIENT } from '@heitu/sandbox/seed';
import { startTestPlatform, type Platform, type Reply } from '../contract/platform.fixture.ts';

/** What no document of ours is answered with: it was not found, is not valid, or could not be run. */
const BROKEN = /PERSISTED_QUERY_NOT_FOUND|GRAPHQL_|OPERATION_RESOLUTION_FAILURE|INTERNAL|NULL_WITHOUT_REASON/;
const DOCUMENTS = readTrustedDocuments(readFrontSettings({}, false).trustedDocuments);

/** The most important of the platform, by GATEWAY=apollo; the whole journey is `GATEWAY=apollo ./run journey`. */
describe("the platform behind Apollo's gateway", () => {
  let platform: Platform;
  beforeAll(
    async () => void (platform = await startTestPlatform({ engine: 'apollo', orders: 20, knowsClients: true })),
    120_000,
  );
  afterAll(() => platform.close());

  const tokenOf = (role: string) => platform.callers.find((caller) => caller.role === role)!.token;
  const byHash = async (name: string, token: string | null, variables: object = {}): Promise<Reply> => {
    const [hash] = [...DOCUMENTS].find(([, text]) => new RegExp(`^(query|mutation) ${name}\\b`).test(text))!;
    return askByHash(hash, token, variables);
  };
  async function askByHash(hash: string, token: string | null, variables: object): Promise<Reply> {
    const response = await fetch(`${platform.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ documentId: `sha256:${hash}`, variables }),
    });
    return { status: response.status, ...((await response.json()) as object) };
  }
  const codes = ({ errors = [] }: Reply) => errors.map(({ extensions }) => extensions?.['code']);

  it('signs in everybody of the demo county, and knows each by the token', async () => {
    expect(platform.callers.length).toBeGreaterThan(10);
    for (const { token } of platform.callers.filter(({ role }) => !['anonymous', 'partner'].includes(role)))
      expect(await platform.post(token, '{ me { id } }')).toMatchObject({
        status: 200,
        data: { me: { id: expect.any(String) } },
      });
    expect((await platform.post(null, '{ me { id } }')).data).not.toMatchObject({ me: { id: expect.any(String) } });
  });

  it('answers a page by its hash, across subgraphs', async () => {
    const { status, data, errors } = await byHash('Register', null, { first: 3 });
    expect([status, errors]).toEqual([200, undefined]);
    expect(data).toMatchObject({ publicRegister: { edges: expect.arrayContaining([expect.anything()]) } });
    const shelf =
      '{ products(first: 2) { edges { node { shop { name } skus { label { retailFen } stock { free } } } } } }';
    expect(await platform.post(null, shelf)).toMatchObject({
      data: { products: { edges: [{ node: { shop: { name: expect.any(String) } } }, expect.anything()] } },
    });
  });

  it('finds every question of the clients by its hash, and none that is not valid or fails', async () => {
    const broken: string[] = [];
    for (const [hash, text] of DOCUMENTS) {
      if (text.startsWith('mutation')) continue;
      const answer = await askByHash(hash, tokenOf('operator-admin'), {});
      for (const code of codes(answer)) if (BROKEN.test(String(code))) broken.push(`${text.slice(0, 40)}: ${code}`);
    }
    expect(broken).toEqual([]);
    expect(platform.takeErrors()).toEqual([]);
  }, 120_000);

  it('brings a mutation to its owner, and the refusal back', async () => {
    const mutation =
      'mutation($input: SignInWithPasswordInput!) { signInWithPassword(input: $input) { __typename ... on Refusal { message } } }';
    const { data, errors } = await platform.post(null, mutation, { input: { login: 'nobody', password: 'nothing' } });
    expect([data, errors]).toEqual([
      { signInWithPassword: { __typename: 'SignInWithPasswordRefused', message: expect.any(String) } },
      undefined,
    ]);
  });

  it('denies what a role may not touch, and a token that nobody holds', async () => {
    const accounts = '{ apiClients(first: 1) { edges { node { id } } } }';
    expect(codes(await platform.post(null, accounts))).toEqual(['UNAUTHENTICATED']);
    expect(codes(await platform.post(tokenOf('consumer'), accounts))).toEqual(['FORBIDDEN']);
    expect(await platform.post('nobody-holds-this', accounts)).toMatchObject({
      status: 401,
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
  });

  it('passes edges through, and gives programs their token', async () => {
    const { data } = await platform.post(null, '{ products(first: 20) { edges { node { lots { lotCode } } } } }');
    const lotCode = /"lotCode":"([^"]+)"/.exec(JSON.stringify(data))?.[1];
    const epcis = await fetch(`${platform.url}/edges/catalog/epcis/${lotCode}`);
    expect([epcis.status, await epcis.json()]).toEqual([200, expect.objectContaining({ type: 'EPCISDocument' })]);
    const response = await fetch(`${platform.url}/oauth/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${CLIENT.clientId}:${CLIENT.secret}`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'stock' }),
    });
    const { access_token: token } = (await response.json()) as { access_token: string };
    expect(await platform.post(token, '{ stockLevels { edges { node { free } } } }')).toMatchObject({
      status: 200,
      data: { stockLevels: { edges: expect.any(Array) } },
    });
  });

  it('tells of a subgraph that fails nothing but a code and the request id', async () => {
    // A table that is away is a fault of ours.
    await platform.rows('catalog', 'alter table "Product" rename to "ProductAway"');
    try {
      const answer = await platform.post(null, '{ products(first: 1) { edges { node { id } } } }');
      expect(answer.errors).toEqual([
        {
          message: '系统出了问题，请稍后再试',
          path: ['products'],
          extensions: { code: 'INTERNAL', requestId: expect.any(String) },
        },
      ]);
      expect(platform.takeErrors().length).toBeGreaterThan(0);
    } finally {
      await platform.rows('catalog', 'alter table "ProductAway" rename to "Product"');
    }
  });
});
