import type { webcrypto } from 'node:crypto';
import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as oauth from 'oauth4webapi';
import * as openid from 'openid-client';
import { Webhook } from 'standardwebhooks';
import { CLIENT } from '@heitu/sandbox/seed';
import { freePort } from '@heitu/tools/free-port';
import { startTestPlatform, type Platform } from '../contract/platform.fixture.ts';

/** Foreign libraries as they are: whoever integrates uses these, and reads nothing of ours. */
const INSECURE = { [oauth.allowInsecureRequests]: true };
const ALGORITHMS = ['Ed25519', 'EdDSA', 'PS256', 'RS256', 'ES256'] as const;
type Algorithm = (typeof ALGORITHMS)[number];
const KEY_PARAMETERS: Readonly<
  Record<Algorithm, webcrypto.Algorithm | webcrypto.RsaHashedKeyGenParams | webcrypto.EcKeyGenParams>
> = {
  Ed25519: { name: 'Ed25519' },
  EdDSA: { name: 'Ed25519' },
  ES256: { name: 'ECDSA', namedCurve: 'P-256' },
  PS256: { name: 'RSA-PSS', hash: 'SHA-256', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) },
  RS256: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) },
};

describe("a stranger's library", () => {
  let platform: Platform;
  let issuer: URL;
  let server: oauth.AuthorizationServer;
  const client: oauth.Client = { client_id: CLIENT.clientId };
  beforeAll(async () => {
    platform = await startTestPlatform({ port: await freePort() });
    issuer = new URL(
      ((await (await fetch(`${platform.url}/.well-known/oauth-authorization-server`)).json()) as { issuer: string })
        .issuer,
    );
    server = await oauth.processDiscoveryResponse(
      issuer,
      await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...INSECURE }),
    );
  });
  afterAll(() => platform.close());

  const admin = () => platform.callers.find(({ role }) => role === 'operator-admin')!.token;
  /** A key that the program has registered with the platform, and no other. */
  async function registeredKey(algorithm: Algorithm): Promise<webcrypto.CryptoKey> {
    const pair = (await crypto.subtle.generateKey(KEY_PARAMETERS[algorithm], true, [
      'sign',
      'verify',
    ])) as webcrypto.CryptoKeyPair;
    await platform.rows('trust', 'delete from "ClientKey"');
    const jwk = JSON.stringify(
      Object.fromEntries(
        Object.entries(await crypto.subtle.exportKey('jwk', pair.publicKey)).filter(([name]) =>
          ['kty', 'crv', 'x', 'y', 'n', 'e'].includes(name),
        ),
      ),
    );
    const { data } = await platform.post(
      admin(),
      'mutation($i: AddClientKeyInput!) { addClientKey(input: $i) { __typename } }',
      { i: { clientId: CLIENT.clientId, jwk } },
    );
    expect(data).toEqual({ addClientKey: { __typename: 'ClientKey' } });
    return pair.privateKey;
  }
  const changed = (
    change: (
      header: Record<string, oauth.JsonValue | undefined>,
      payload: Record<string, oauth.JsonValue | undefined>,
    ) => void,
  ): oauth.ModifyAssertionOptions => ({ [oauth.modifyAssertion]: change });
  const named = (algorithm: Algorithm) => changed((header) => void (header['alg'] = algorithm));
  const ask = async (authentication: oauth.ClientAuth, parameters: Record<string, string> = {}) =>
    oauth.clientCredentialsGrantRequest(server, client, authentication, parameters, INSECURE);
  const token = async (authentication: oauth.ClientAuth, parameters: Record<string, string> = {}) =>
    oauth.processClientCredentialsResponse(server, client, await ask(authentication, parameters));

  it('finds what there is (RFC 8414)', () => {
    expect(server).toMatchObject({
      issuer: issuer.href.replace(/\/$/, ''),
      grant_types_supported: ['client_credentials'],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
    });
    expect([...server.token_endpoint_auth_signing_alg_values_supported!].sort()).toEqual([...ALGORITHMS].sort());
    expect(server.scopes_supported).toContain('program');
  });

  describe('oauth4webapi', () => {
    it.each([
      ['client_secret_basic', () => oauth.ClientSecretBasic(CLIENT.secret)],
      ['client_secret_post', () => oauth.ClientSecretPost(CLIENT.secret)],
    ])('gets a token by %s that opens the API [11.5.dd]', async (_way, authentication) => {
      const {
        access_token: accessToken,
        expires_in: expiresIn,
        scope,
      } = await token(authentication(), { scope: 'stock' });
      expect([expiresIn, scope]).toEqual([3600, 'stock']);
      const response = await oauth.protectedResourceRequest(
        accessToken,
        'POST',
        new URL('/graphql', issuer),
        new Headers({ 'content-type': 'application/json' }),
        '{"query":"{ ownClient { id } }"}',
        INSECURE,
      );
      expect(await response.json()).toEqual({ data: { ownClient: { id: CLIENT.clientId } } });
    });

    it.each(ALGORITHMS)('gets a token by private_key_jwt with %s [11.5.dd]', async (algorithm) => {
      const key = await registeredKey(algorithm);
      expect(await token(oauth.PrivateKeyJwt(key, named(algorithm)))).toMatchObject({
        token_type: 'bearer',
        expires_in: 3600,
      });
      // As the library signs when nobody tells it how.
      if (algorithm !== 'EdDSA') expect(await token(oauth.PrivateKeyJwt(key))).toMatchObject({ token_type: 'bearer' });
    });

    it.each<[string, (payload: Record<string, oauth.JsonValue | undefined>) => void]>([
      ['aud', (payload) => void (payload['aud'] = 'https://elsewhere.example')],
      ['exp', (payload) => void (payload['exp'] = 1)],
      ['exp', (payload) => void (payload['exp'] = Number(payload['exp']) + 3600)],
      ['jti', (payload) => void delete payload['jti']],
      ['iss', (payload) => void (payload['iss'] = 'somebody')],
    ])('is told which claim is wrong: %s', async (claim, change) => {
      const key = await registeredKey('Ed25519');
      const sessions = await platform.rows('trust', 'select id from "Session"');
      const refused = await token(
        oauth.PrivateKeyJwt(
          key,
          changed((_header, payload) => change(payload)),
        ),
      ).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(oauth.ResponseBodyError);
      expect(refused).toMatchObject({
        status: 400,
        error: 'invalid_client',
        error_description: expect.stringMatching(new RegExp(`^${claim}: `)),
      });
      expect(await platform.rows('trust', 'select id from "Session"')).toEqual(sessions);
    });

    it('is told when an assertion comes twice', async () => {
      const key = await registeredKey('Ed25519');
      const again = oauth.PrivateKeyJwt(
        key,
        changed((_header, payload) => void (payload['jti'] = 'the-same')),
      );
      await token(again);
      await expect(token(again)).rejects.toMatchObject({
        error: 'invalid_client',
        error_description: 'jti: was used before',
      });
    });

    it('is challenged by the scheme that it tried, and by none for an assertion', async () => {
      const basic = await ask(oauth.ClientSecretBasic('wrong'));
      expect([basic.status, basic.headers.get('www-authenticate')]).toEqual([401, 'Basic realm="heitu"']);
      await expect(oauth.processClientCredentialsResponse(server, client, basic)).rejects.toBeInstanceOf(
        oauth.WWWAuthenticateChallengeError,
      );
      await registeredKey('Ed25519');
      const { privateKey } = (await crypto.subtle.generateKey(KEY_PARAMETERS.Ed25519, true, [
        'sign',
        'verify',
      ])) as webcrypto.CryptoKeyPair;
      const assertion = await ask(oauth.PrivateKeyJwt(privateKey));
      expect([assertion.status, assertion.headers.get('www-authenticate')]).toEqual([400, null]);
    });

    it('is told of a token that is no good by its scheme (RFC 6750): at the API and at an edge', async () => {
      for (const [method, path, body] of [
        ['POST', '/graphql', '{"query":"{ __typename }"}'],
        ['GET', '/edges/trust/export/trade?partyId=x', null],
      ] as const) {
        const refused = await oauth
          .protectedResourceRequest(
            'not-a-token',
            method,
            new URL(path, issuer),
            new Headers({ 'content-type': 'application/json' }),
            body,
            INSECURE,
          )
          .catch((error: unknown) => error);
        expect(refused).toBeInstanceOf(oauth.WWWAuthenticateChallengeError);
        expect((refused as oauth.WWWAuthenticateChallengeError).cause).toEqual([
          { scheme: 'bearer', parameters: { error: 'invalid_token' } },
        ]);
        expect((refused as oauth.WWWAuthenticateChallengeError).status).toBe(401);
      }
      const narrow = await token(oauth.ClientSecretBasic(CLIENT.secret), { scope: 'stock' });
      const refused = await oauth
        .protectedResourceRequest(
          narrow.access_token,
          'GET',
          new URL('/edges/trust/export/trade?partyId=x', issuer),
          undefined,
          undefined,
          INSECURE,
        )
        .catch((error: unknown) => error);
      expect((refused as oauth.WWWAuthenticateChallengeError).cause).toEqual([
        { scheme: 'bearer', parameters: { error: 'insufficient_scope', scope: 'analysis' } },
      ]);
      // Nothing was tried: only the scheme is named.
      const strange = await fetch(new URL('/edges/trust/export/trade?partyId=x', issuer));
      expect([strange.status, strange.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    });
  });

  describe('openid-client', () => {
    const discovered = (authentication: openid.ClientAuth) =>
      openid.discovery(issuer, CLIENT.clientId, undefined, authentication, {
        algorithm: 'oauth2',
        execute: [openid.allowInsecureRequests],
      });

    it.each([
      ['client_secret_basic', () => openid.ClientSecretBasic(CLIENT.secret)],
      ['client_secret_post', () => openid.ClientSecretPost(CLIENT.secret)],
    ])('discovers, gets a token by %s and asks with it', async (_way, authentication) => {
      const config = await discovered(authentication());
      const { access_token: accessToken, scope } = await openid.clientCredentialsGrant(config, {
        scope: 'stock payment',
      });
      expect(scope).toBe('stock payment');
      const response = await openid.fetchProtectedResource(
        config,
        accessToken,
        new URL('/graphql', issuer),
        'POST',
        '{"query":"{ ownClient { id } }"}',
        new Headers({ 'content-type': 'application/json' }),
      );
      expect(await response.json()).toEqual({ data: { ownClient: { id: CLIENT.clientId } } });
    });

    it.each(ALGORITHMS)('gets a token by private_key_jwt with %s', async (algorithm) => {
      const key = await registeredKey(algorithm);
      const config = await discovered(
        openid.PrivateKeyJwt(key, { [openid.modifyAssertion]: (header) => void (header['alg'] = algorithm) }),
      );
      expect(await openid.clientCredentialsGrant(config)).toMatchObject({ token_type: 'bearer', expires_in: 3600 });
    });

    it('passes on what was wrong', async () => {
      const key = await registeredKey('Ed25519');
      const config = await discovered(
        openid.PrivateKeyJwt(key, {
          [openid.modifyAssertion]: (_header, payload) => void (payload['aud'] = 'https://elsewhere.example'),
        }),
      );
      await expect(openid.clientCredentialsGrant(config)).rejects.toMatchObject({
        error: 'invalid_client',
        error_description: expect.stringMatching(/^aud: must be /),
      });
    });
  });

  it('learns which methods there are: 405 with Allow', async () => {
    for (const [path, method, allow] of [
      ['/oauth/token', 'GET', 'POST'],
      ['/oauth/token', 'PUT', 'POST'],
      ['/oauth/token', 'HEAD', 'POST'],
      ['/.well-known/oauth-authorization-server', 'POST', 'GET, HEAD'],
    ] as const) {
      const response = await fetch(new URL(path, issuer), { method });
      expect([path, method, response.status, response.headers.get('allow')]).toEqual([path, method, 405, allow]);
    }
  });

  it('standardwebhooks verifies what is sent, while a secret is replaced too, and nothing that was changed', async () => {
    const calls: { headers: Record<string, string>; body: string }[] = [];
    const endpoint = createHttpServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      calls.push({ headers: request.headers as Record<string, string>, body: Buffer.concat(chunks).toString() });
      response.writeHead(204).end();
    });
    await new Promise<void>((resolve) => endpoint.listen(0, '127.0.0.1', resolve));
    try {
      const { access_token: whole } = await token(oauth.ClientSecretBasic(CLIENT.secret));
      const does = async (name: string, type: string, input: object) =>
        (
          await platform.post(
            whole,
            `mutation($i: ${type}!) { ${name}(input: $i) { __typename ${name === 'testWebhook' ? '' : '... on WebhookSecret { id secret }'} } }`,
            { i: input },
          )
        ).data![name] as { id: string; secret: string };
      const { id: endpointId, secret } = await does('registerWebhook', 'RegisterWebhookInput', {
        url: `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}/hooks`,
        eventTypes: ['ORDER_PAID'],
      });
      const send = async () => {
        await does('testWebhook', 'TestWebhookInput', { endpointId });
        await platform.subgraphs.get('trust')!.runOnce('send-webhooks');
        return calls.splice(0)[0]!;
      };
      const first = await send();
      expect(new Webhook(secret).verify(first.body, first.headers)).toMatchObject({
        type: 'webhook.test',
        data: { endpointId },
      });
      expect(() =>
        new Webhook(secret).verify(first.body.replace('webhook.test', 'order.paid'), first.headers),
      ).toThrow();
      const { secret: next } = await does('rotateWebhookSecret', 'RotateWebhookSecretInput', { endpointId });
      const second = await send();
      for (const one of [secret, next])
        expect(new Webhook(one).verify(second.body, second.headers)).toMatchObject({ type: 'webhook.test' });
      expect(() =>
        new Webhook('whsec_c3RyYW5nZXJzdHJhbmdlcnN0cmFuZ2VyMTI=').verify(second.body, second.headers),
      ).toThrow();
    } finally {
      endpoint.closeAllConnections();
      endpoint.close();
    }
  });
});
