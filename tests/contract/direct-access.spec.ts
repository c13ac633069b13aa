import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { SignJWT } from 'jose';
import { peerActor, systemActor, type Actor } from '@heitu/kit/actor';
import { serveSubgraph } from '@heitu/kit/server';
import { generateSigningKey, privateKeyOf, publicKeyOf, signActor, type Signer } from '@heitu/kit/signing';
import { ACTOR_HEADER } from '@heitu/kit/transport';
import { MANIFESTS } from '@heitu/gateway/standalone';
import { ChangeWatch } from './digest.fixture.ts';
import { startTestPlatform, type Platform } from './platform.fixture.ts';

const NAMES = MANIFESTS.map(({ name }) => name);
const pairs = new Map([...NAMES, 'gateway', 'stranger'].map((name) => [name, generateSigningKey()] as const));
const signerOf = (name: string, as = name): Signer => ({ name: as, privateKey: privateKeyOf(pairs.get(name)!.privatePem) });
const trustedKeys = Object.fromEntries([...NAMES, 'gateway'].map((name) => [name, publicKeyOf(pairs.get(name)!.publicPem)]));

const ADMIN: Actor = { kind: 'account', id: 'admin', grants: [{ role: 'operator-admin' }, { role: 'consumer' }] };
const BODY = JSON.stringify({ query: '{ __typename }' });
const ROUTES = ['/graphql', '/events', '/edge', '/authenticate'];

/** A token as signActor makes it, but for what is changed. */
function tokenWith(change: { to: string; actor?: Actor; body?: string; issuedAt?: number; expiresAt?: number; issuer?: string; kid?: string; secret?: string }): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const body = createHash('sha256').update(change.body ?? BODY).digest('base64url');
  const token = new SignJWT({ actor: change.actor ?? ADMIN, body })
    .setProtectedHeader({ alg: change.secret ? 'HS256' : 'EdDSA', kid: change.kid ?? 'gateway' })
    .setIssuer(change.issuer ?? 'gateway').setAudience(change.to).setIssuedAt(change.issuedAt ?? now).setExpirationTime(change.expiresAt ?? now + 30);
  return token.sign(change.secret ? Buffer.from(change.secret) : signerOf('gateway').privateKey);
}

describe.each(NAMES)('%s over HTTP', (name) => {
  let platform: Platform;
  let server: FastifyInstance;
  let url: string;
  let watch: ChangeWatch;

  beforeAll(async () => {
    platform = await opened();
    server = await serveSubgraph(platform.subgraphs.get(name)!, { port: 0, host: '127.0.0.1', trustedKeys });
    url = `http://127.0.0.1:${(server.server.address() as { port: number }).port}`;
    watch = new ChangeWatch(platform);
    await watch.changed();
  }, 60_000);
  afterAll(() => server.close());

  const call = async (token: string | undefined, body = BODY, path = '/graphql') => {
    const response = await fetch(url + path, { method: 'POST', headers: { 'content-type': 'application/json', ...(token && { [ACTOR_HEADER]: token }) }, body });
    return { status: response.status, body: (await response.json()) as any };
  };
  const other = NAMES.find((one) => one !== name)!;
  const now = Math.floor(Date.now() / 1000);

  const STRANGERS: readonly (readonly [string, (to: string) => Promise<string | undefined>])[] = [
    ['unsigned', async () => undefined],
    ['no token at all', async () => 'let me in'],
    ['signed for another audience', (to) => signActor(signerOf('gateway'), to.replace(name, other), ADMIN, BODY)],
    ['signed for another route of the same', (to) => signActor(signerOf('gateway'), to.endsWith('/events') ? `${name}/graphql` : `${name}/events`, ADMIN, BODY)],
    ['expired', (to) => tokenWith({ to, issuedAt: now - 120, expiresAt: now - 60 })],
    ['signed for another body', (to) => tokenWith({ to, body: `${BODY} ` })],
    ['signed by a key that nobody trusts', (to) => signActor(signerOf('stranger'), to, ADMIN, BODY)],
    ['signed by such a key in the gateway\'s name', (to) => signActor(signerOf('stranger', 'gateway'), to, ADMIN, BODY)],
    ['signed in one name, issued in another', (to) => tokenWith({ to, issuer: other })],
    ['signed with the public key as a shared secret', (to) => tokenWith({ to, secret: pairs.get('gateway')!.publicPem })],
    ['not signed, saying so', async (to) => `${Buffer.from('{"alg":"none","kid":"gateway"}').toString('base64url')}.${(await tokenWith({ to })).split('.')[1]}.`],
    ['a peer that speaks for a user', (to) => signActor(signerOf(other), to, ADMIN, BODY)],
    ['a peer that speaks for another peer', (to) => signActor(signerOf(other), to, peerActor(NAMES.find((one) => one !== other)!), BODY)],
    ['a peer that speaks as the system', (to) => signActor(signerOf(other), to, systemActor(name), BODY)],
  ];
  it.each(STRANGERS)('refuses a call that is %s, at every route', async (_what, token) => {
    for (const path of ROUTES) expect([path, await call(await token(name + path), BODY, path)]).toEqual([path, { status: 401, body: { errors: [{ message: '调用方身份无效', extensions: { code: 'UNAUTHENTICATED' } }] } }]);
    expect(await watch.changed()).toEqual([]);
  });

  it('lets in the gateway for a user, and a peer for itself', async () => {
    expect(await call(await signActor(signerOf('gateway'), `${name}/graphql`, ADMIN, BODY))).toEqual({ status: 200, body: { data: { __typename: 'Query' } } });
    expect(await call(await signActor(signerOf(other), `${name}/graphql`, peerActor(other), BODY))).toEqual({ status: 200, body: { data: { __typename: 'Query' } } });
  });

  it('gives a peer that is well signed nothing that does not name it', async () => {
    const query = JSON.stringify({ query: `query { ${name}Evidence(fromMs: "0", toMs: "1") { clause } }` });
    const allowed = await call(await signActor(signerOf('trust'), `${name}/graphql`, peerActor('trust'), query), query);
    expect(allowed.body.errors).toBeUndefined();
    for (const peer of NAMES.filter((one) => one !== 'trust')) {
      const { body } = await call(await signActor(signerOf(peer), `${name}/graphql`, peerActor(peer), query), query);
      expect(body.errors[0].extensions.code).toBe('FORBIDDEN');
    }
  });

  it('takes events from their sender only, and neither edges nor tokens from a peer', async () => {
    const events = JSON.stringify([{ id: 'e1', type: `${name}.act-recorded.v1`, aggregateType: 'act', aggregateId: 'a', atMs: 0, payload: {} }]);
    const { body: results } = await call(await signActor(signerOf(other), `${name}/events`, peerActor(other), events), events, '/events');
    expect(results).toEqual([{ id: 'e1', ok: false, error: expect.stringContaining('may not send') }]);
    const edge = JSON.stringify({ method: 'POST', path: '/anything', query: {}, headers: {}, body: '' });
    expect((await call(await signActor(signerOf(other), `${name}/edge`, peerActor(other), edge), edge, '/edge')).body).toEqual({ status: 403 });
    const credentials = JSON.stringify({ credentials: platform.callers.at(-1)!.token });
    expect((await call(await signActor(signerOf(other), `${name}/authenticate`, peerActor(other), credentials), credentials, '/authenticate')).body).toBeNull();
    expect(await watch.changed()).toEqual([]);
  });
});

/** One platform for all six. */
let shared: Promise<Platform> | undefined;
const opened = (): Promise<Platform> => (shared ??= startTestPlatform());
afterAll(async () => (await shared)?.close());
