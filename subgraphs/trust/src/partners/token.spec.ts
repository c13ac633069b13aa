import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  exportJWK,
  exportPKCS8,
  generateKeyPair,
  importPKCS8,
  SignJWT,
  UnsecuredJWT,
  type CryptoKey,
  type JWTPayload,
} from 'jose';
import { ANONYMOUS, type Actor } from '@heitu/kit/rules/actor';
import { HOUR_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import { openTrust, staff, type TrustRoom } from '../testing/trust-room.fixture.ts';
import { JWT_BEARER } from './issue-token.ts';

const ISSUER = 'https://heitu.example';

describe('POST /oauth/token', () => {
  let room: TrustRoom;
  const admin = staff('operator-admin');
  let clientId: string;
  let secret: string;
  beforeAll(async () => {
    room = await openTrust();
    await room.owner('openid-P9', 'P9', 'service-provider');
  });
  afterAll(() => room.close());
  beforeEach(async () => {
    const made = await room.graph<any>(
      admin,
      `mutation { createApiClient(input: { name: "县供销社", partyId: "P9", scopes: [STOCK, PAYMENT] }) { ... on ApiClientCreated { clientId secret } } }`,
    );
    ({ clientId, secret } = made.createApiClient);
  });

  const basic = (id: string, password: string) => ({
    authorization: `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(password)}`).toString('base64')}`,
  });
  async function ask(form: Record<string, string> | string, headers: Record<string, string> = {}) {
    const body = Buffer.from(typeof form === 'string' ? form : new URLSearchParams(form).toString());
    const answer = await room.subgraph.edge(
      {
        method: 'POST',
        path: '/oauth/token',
        query: {},
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        body,
      },
      ANONYMOUS,
      randomUUID(),
    );
    return { status: answer.status, headers: answer.headers!, body: JSON.parse(String(answer.body)) };
  }
  const grant = { grant_type: 'client_credentials' };
  const asSecret = (more: Record<string, string> = {}) =>
    ask({ ...grant, client_id: clientId, client_secret: secret, ...more });

  it('gives a token of one hour with the scopes that were asked for, to a secret in the header or in the form [11.5.dd]', async () => {
    for (const answer of [
      await ask({ ...grant, scope: 'stock' }, basic(clientId, secret)),
      await asSecret({ scope: 'stock' }),
    ]) {
      expect(answer).toMatchObject({
        status: 200,
        headers: { 'cache-control': 'no-store' },
        body: { token_type: 'Bearer', expires_in: 3600, scope: 'stock' },
      });
      expect(await room.subgraph.authenticate(answer.body.access_token)).toMatchObject({
        kind: 'client',
        id: clientId,
        grants: [{ role: 'partner', partyId: 'P9', rights: ['stock'] }],
      });
    }
    const all = await asSecret();
    expect(all.body.scope).toBe('stock payment program');
    room.clock.advance(HOUR_MS - MINUTE_MS);
    expect(await room.subgraph.authenticate(all.body.access_token)).not.toBeNull();
    // However busy it was.
    room.clock.advance(MINUTE_MS);
    expect(await room.subgraph.authenticate(all.body.access_token)).toBeNull();
  });

  it.each([
    ['a wrong secret', () => ask(grant, basic(clientId, 'wrong'))],
    ['a wrong secret in the form', () => asSecret({ client_secret: 'wrong' })],
    ['an unknown client', () => ask(grant, basic('nobody', secret))],
    ['no proof', () => ask({ ...grant, client_id: clientId })],
    ['an unreadable header', () => ask(grant, { authorization: 'Basic ***' })],
    ['a bearer token', () => ask(grant, { authorization: 'Bearer hs.x' })],
    [
      'another client in the form than in the header',
      () => ask({ ...grant, client_id: 'other' }, basic(clientId, secret)),
    ],
  ])('answers invalid_client to %s', async (_what, call) => {
    const before = await room.count('Session');
    const answer = await call();
    expect(answer).toMatchObject({
      status: 401,
      headers: { 'cache-control': 'no-store', 'www-authenticate': 'Basic realm="heitu"' },
      body: { error: 'invalid_client' },
    });
    expect(await room.count('Session')).toBe(before);
  });

  it.each([
    ['invalid_scope', () => asSecret({ scope: 'stock bank' })],
    ['invalid_scope', () => asSecret({ scope: 'lots' })],
    ['unsupported_grant_type', () => asSecret({ grant_type: 'password' })],
    ['invalid_request', () => ask({ client_id: clientId, client_secret: secret })],
    ['invalid_request', () => ask({ ...grant, client_id: clientId, client_secret: secret }, basic(clientId, secret))],
    [
      'invalid_request',
      () =>
        ask(
          `grant_type=client_credentials&grant_type=client_credentials&client_id=${clientId}&client_secret=${secret}`,
        ),
    ],
    ['invalid_request', () => ask('{}', { 'content-type': 'application/json' })],
  ])('answers %s with 400 and opens nothing', async (error, call) => {
    const before = await room.count('Session');
    expect(await call()).toMatchObject({ status: 400, headers: { 'cache-control': 'no-store' }, body: { error } });
    expect(await room.count('Session')).toBe(before);
  });

  it('says where to ask and how (RFC 8414)', async () => {
    const answer = await room.subgraph.edge(
      { method: 'GET', path: '/.well-known/oauth-authorization-server', query: {}, headers: {}, body: Buffer.alloc(0) },
      ANONYMOUS,
      randomUUID(),
    );
    expect(JSON.parse(String(answer.body))).toMatchObject({
      issuer: ISSUER,
      token_endpoint: `${ISSUER}/oauth/token`,
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
    });
  });

  describe('by a signed assertion', () => {
    let key: CryptoKey;
    let jwk: string;
    beforeEach(async () => ({ key, jwk } = await newKey('EdDSA')));
    async function newKey(alg: string) {
      const pair = await generateKeyPair(alg, { extractable: true });
      return { key: pair.privateKey, jwk: JSON.stringify(await exportJWK(pair.publicKey)) };
    }
    const add = async (text: string, actor: Actor = admin) =>
      (
        await room.graph<any>(
          actor,
          `mutation($i: AddClientKeyInput!) { addClientKey(input: $i) { ... on ClientKey { id } ... on AddClientKeyRefused { code } } }`,
          { i: { clientId, jwk: text } },
        )
      ).addClientKey;
    const end = async (keyId: string, actor: Actor = admin) =>
      (
        await room.graph<any>(
          actor,
          `mutation($i: EndClientKeyInput!) { endClientKey(input: $i) { __typename ... on EndClientKeyRefused { code } } }`,
          { i: { clientId, keyId } },
        )
      ).endClientKey;
    const claims = (more: JWTPayload = {}): JWTPayload => ({
      iss: clientId,
      sub: clientId,
      aud: `${ISSUER}/oauth/token`,
      exp: Math.floor(Date.now() / 1000) + 60,
      jti: randomUUID(),
      ...more,
    });
    const sign = (payload: JWTPayload, by = key, alg = 'EdDSA') =>
      new SignJWT(payload).setProtectedHeader({ alg }).sign(by);
    const prove = (assertion: string, more: Record<string, string> = {}) =>
      ask({ ...grant, client_assertion_type: JWT_BEARER, client_assertion: assertion, ...more });

    it.each(['Ed25519', 'EdDSA', 'ES256', 'PS256', 'RS256'])(
      'takes a good one once, signed with %s [11.5.dd]',
      async (alg) => {
        const pair = await newKey(alg);
        await add(pair.jwk);
        const assertion = await sign(claims(), pair.key, alg);
        expect(await prove(assertion)).toMatchObject({ status: 200, body: { scope: 'stock payment program' } });
        expect(await prove(assertion)).toMatchObject({
          status: 400,
          body: { error: 'invalid_client', error_description: 'jti: was used before' },
        });
      },
    );

    it('takes one of two that come at once with the same jti', async () => {
      await add(jwk);
      const assertion = await sign(claims());
      const answers = await Promise.all([prove(assertion), prove(assertion), prove(assertion)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
    });

    it.each<[string, string, () => Promise<string>]>([
      ['for another audience', 'aud: ', () => sign(claims({ aud: 'https://elsewhere.example' }))],
      ['without an audience', 'aud: is missing', () => sign({ ...claims(), aud: undefined })],
      ['that has expired', 'exp: has passed', () => sign(claims({ exp: Math.floor(Date.now() / 1000) - 1 }))],
      [
        'that would last too long',
        'exp: at most 5 minutes ahead',
        () => sign(claims({ exp: Math.floor(Date.now() / 1000) + 3600 })),
      ],
      ['without an end', 'exp: is missing', () => sign({ ...claims(), exp: undefined })],
      ['that is not good yet', 'nbf: ', () => sign(claims({ nbf: Math.floor(Date.now() / 1000) + 600 }))],
      ['without a jti', 'jti: is missing', () => sign({ ...claims(), jti: undefined })],
      ['with an empty jti', 'jti: must be', () => sign(claims({ jti: '' }))],
      ['of another issuer', 'iss: must be the client id', () => sign(claims({ iss: 'other' }))],
      ['of nobody', 'sub: must be the client id', () => sign({ ...claims(), sub: undefined })],
      [
        'of another client',
        'the client is unknown, or none of its registered keys',
        () => sign(claims({ iss: 'other', sub: 'other' })),
      ],
      [
        'by a strange key',
        'the client is unknown, or none of its registered keys',
        async () => sign(claims(), (await newKey('EdDSA')).key),
      ],
      [
        'by a strange key, for another audience',
        'the client is unknown, or none of its registered keys',
        async () => sign(claims({ aud: 'https://elsewhere.example' }), (await newKey('EdDSA')).key),
      ],
      [
        'that nobody signed',
        'alg: Ed25519, EdDSA, ES256, PS256, RS256 are taken',
        async () => new UnsecuredJWT(claims()).encode(),
      ],
      [
        'signed with the public key as a shared secret',
        'alg: ',
        async () => new SignJWT(claims()).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.from(jwk)),
      ],
      ['that is none', 'the assertion cannot be read', async () => 'x.y.z'],
    ])('refuses one %s, and says what is wrong', async (_what, reason, make) => {
      await add(jwk);
      const before = await room.count('Session');
      const answer = await prove(await make());
      expect(answer).toMatchObject({
        status: 400,
        headers: { 'cache-control': 'no-store' },
        body: { error: 'invalid_client', error_description: expect.stringContaining(reason) },
      });
      // No HTTP authentication was tried: a client would take a challenge for the whole answer.
      expect(answer.headers).not.toHaveProperty('www-authenticate');
      expect(await room.count('Session')).toBe(before);
    });

    it('takes an RSA signature of either padding by one key, and no other kind of signature by a key', async () => {
      const rsa = await generateKeyPair('RS256', { extractable: true });
      await add(JSON.stringify({ ...(await exportJWK(rsa.publicKey)), alg: 'PS256' }));
      const pss = await importPKCS8(await exportPKCS8(rsa.privateKey), 'PS256');
      for (const [by, alg] of [
        [rsa.privateKey, 'RS256'],
        [pss, 'PS256'],
      ] as const)
        expect(await prove(await sign(claims(), by, alg))).toMatchObject({ status: 200 });
      const { kty, n, e } = await exportJWK((await generateKeyPair('RS256', { extractable: true })).publicKey);
      expect(await add(JSON.stringify({ kty, n, e, alg: 'RSA-OAEP' }))).toEqual({ code: 'KEY_UNFIT' });
    });

    it('is refused beside a secret, and where the form names another client', async () => {
      await add(jwk);
      expect(await prove(await sign(claims()), { client_secret: secret, client_id: clientId })).toMatchObject({
        status: 400,
        body: { error: 'invalid_request' },
      });
      expect(await prove(await sign(claims()), { client_id: 'other' })).toMatchObject({
        status: 400,
        body: { error: 'invalid_client', error_description: 'sub: is not the client_id of the form' },
      });
    });

    it('changes keys without a gap: two at once, never three; each ends by program or administrator [11.5.dd]', async () => {
      const first = await add(jwk);
      const token = (await asSecret()).body.access_token;
      const itself = (await room.subgraph.authenticate(token))!;
      const next = await newKey('ES256');
      const second = await add(next.jwk, itself);
      for (const [by, alg] of [
        [key, 'EdDSA'],
        [next.key, 'ES256'],
      ] as const)
        expect(await prove(await sign(claims(), by, alg))).toMatchObject({ status: 200 });
      expect(await add((await newKey('ES256')).jwk)).toEqual({ code: 'TOO_MANY_KEYS' });
      expect(await end(first.id, itself)).toEqual({ __typename: 'ApiClientChanged' });
      expect(await prove(await sign(claims()))).toMatchObject({ status: 400, body: { error: 'invalid_client' } });
      expect(await add(jwk)).toEqual({ code: 'KEY_KNOWN' });
      expect(await room.graph<any>(itself, '{ ownClient { id keys { id } } }')).toEqual({
        ownClient: { id: clientId, keys: [{ id: second.id }] },
      });
      const stranger: Actor = { kind: 'client', id: 'other', grants: [{ role: 'partner', partyId: 'P1' }] };
      expect(await add((await newKey('ES256')).jwk, stranger)).toEqual({ code: 'NOT_FOUND' });
      expect(await end(second.id, stranger)).toMatchObject({ code: 'NOT_FOUND' });
    });

    it('registers no private, short or unknown key', async () => {
      const pair = await generateKeyPair('ES256', { extractable: true });
      const modulus = Buffer.alloc(128, 0xc3).toString('base64url');
      const before = await room.count('ClientKey');
      for (const text of [
        JSON.stringify(await exportJWK(pair.privateKey)),
        JSON.stringify({ kty: 'RSA', n: modulus, e: 'AQAB' }),
        JSON.stringify({ kty: 'oct', k: 'c2VjcmV0' }),
        '{}',
        'null',
        'no json',
      ])
        expect(await add(text)).toEqual({ code: 'KEY_UNFIT' });
      expect(await room.count('ClientKey')).toBe(before);
    });
  });

  it('lets a program change its own secret without a gap, and end the former', async () => {
    const itself = (await room.subgraph.authenticate((await asSecret()).body.access_token))!;
    const rotated = await room.graph<any>(
      itself,
      `mutation($id: ID!) { rotateClientSecret(input: { clientId: $id }) { ... on ApiClientCreated { secret } } }`,
      { id: clientId },
    );
    for (const one of [secret, rotated.rotateClientSecret.secret])
      expect(await asSecret({ client_secret: one })).toMatchObject({ status: 200 });
    const endFormer = async () =>
      (
        await room.graph<any>(
          itself,
          `mutation($id: ID!) { endFormerSecret(input: { clientId: $id }) { __typename } }`,
          { id: clientId },
        )
      ).endFormerSecret.__typename;
    expect(await endFormer()).toBe('ApiClientChanged');
    expect(await asSecret()).toMatchObject({ status: 401 });
    expect(await asSecret({ client_secret: rotated.rotateClientSecret.secret })).toMatchObject({ status: 200 });
    expect(await endFormer()).toBe('EndFormerSecretRefused');
  });
});
