import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { decodeProtectedHeader, SignJWT } from 'jose';
import { pino } from 'pino';
import { ANONYMOUS, GATEWAY, peerActor, systemActor, type Actor } from '@heitu/kit/rules/actor';
import { registry } from '@heitu/kit/serving/metrics';
import { serveSubgraph } from '@heitu/kit/serving/server';
import {
  generateSigningKey,
  privateKeyOf,
  publicKeysOf,
  signActor,
  type CallRefusal,
  type Signer,
} from '@heitu/kit/messages/signing';
import { ACTOR_HEADER } from '@heitu/kit/messages/transport';
import { MANIFESTS } from '@heitu/gateway/standalone';
import { ChangeWatch } from './digest.fixture.ts';
import { startTestPlatform, type Platform } from './platform.fixture.ts';

const NAMES = MANIFESTS.map(({ name }) => name);
const pairs = new Map([...NAMES, 'gateway', 'stranger'].map((name) => [name, generateSigningKey()] as const));
const signerOf = (name: string, as = name): Signer => ({
  name: as,
  privateKey: privateKeyOf(pairs.get(name)!.privatePem),
});
const trustedKeys = Object.fromEntries(
  [...NAMES, 'gateway'].map((name) => [name, publicKeysOf(pairs.get(name)!.publicPem)]),
);

const ADMIN: Actor = { kind: 'account', id: 'admin', grants: [{ role: 'operator-admin' }, { role: 'consumer' }] };
const BODY = JSON.stringify({ query: '{ __typename }' });
const ROUTES = ['/graphql', '/events', '/edge', '/authenticate'];

/** A token as signActor makes it, but for what is changed. */
async function tokenWith(change: {
  to: string;
  actor?: Actor;
  body?: string;
  issuedAt?: number;
  expiresAt?: number;
  issuer?: string;
  secret?: string;
  jti?: string;
}): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const body = createHash('sha256')
    .update(change.body ?? BODY)
    .digest('base64url');
  const { kid } = decodeProtectedHeader(await signActor(signerOf('gateway'), change.to, ADMIN, BODY));
  const token = new SignJWT({ actor: change.actor ?? ADMIN, body })
    .setProtectedHeader({ alg: change.secret ? 'HS256' : 'EdDSA', kid })
    .setIssuer(change.issuer ?? 'gateway')
    .setAudience(change.to)
    .setIssuedAt(change.issuedAt ?? now)
    .setExpirationTime(change.expiresAt ?? now + 30);
  token.setJti(change.jti ?? randomBytes(16).toString('base64url'));
  return token.sign(change.secret ? Buffer.from(change.secret) : signerOf('gateway').privateKey);
}

async function refusedCalls(reason: CallRefusal): Promise<number> {
  const { values } = await registry.getSingleMetric('heitu_refused_calls_total')!.get();
  return values.find(({ labels }) => labels['reason'] === reason)?.value ?? 0;
}

describe.each(NAMES)('%s over HTTP', (name) => {
  let platform: Platform;
  let server: FastifyInstance;
  let url: string;
  let watch: ChangeWatch;
  const logged: string[] = [];

  beforeAll(async () => {
    platform = await opened();
    server = await serveSubgraph(platform.subgraphs.get(name)!, {
      port: 0,
      host: '127.0.0.1',
      trustedKeys,
      log: pino({ level: 'warn' }, { write: (line: string) => void logged.push(line) }),
    });
    url = `http://127.0.0.1:${(server.server.address() as { port: number }).port}`;
    watch = new ChangeWatch(platform);
    await watch.changed();
  });
  afterAll(() => server.close());

  const call = async (token: string | undefined, body = BODY, path = '/graphql', at = url) => {
    const response = await fetch(at + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { [ACTOR_HEADER]: token }) },
      body,
    });
    return { status: response.status, body: (await response.json()) as any };
  };
  const other = NAMES.find((one) => one !== name)!;
  const now = Math.floor(Date.now() / 1000);

  const STRANGERS: readonly (readonly [string, CallRefusal, (to: string) => Promise<string | undefined>])[] = [
    ['unsigned', 'unsigned', async () => undefined],
    ['no token at all', 'malformed', async () => 'let me in'],
    [
      'signed for another audience',
      'audience',
      (to) => signActor(signerOf('gateway'), to.replace(name, other), ADMIN, BODY),
    ],
    [
      'signed for another route of the same',
      'audience',
      (to) =>
        signActor(signerOf('gateway'), to.endsWith('/events') ? `${name}/graphql` : `${name}/events`, ADMIN, BODY),
    ],
    ['expired', 'expired', (to) => tokenWith({ to, issuedAt: now - 120, expiresAt: now - 60 })],
    [
      'signed to hold for longer than any call may',
      'expired',
      (to) => tokenWith({ to, issuedAt: now - 60, expiresAt: now + 3600 }),
    ],
    ['signed for a time to come', 'expired', (to) => tokenWith({ to, issuedAt: now + 60, expiresAt: now + 90 })],
    ['signed for another body', 'body', (to) => tokenWith({ to, body: `${BODY} ` })],
    ['without a name of its own', 'malformed', (to) => tokenWith({ to, jti: '' })],
    ['for nobody', 'malformed', (to) => tokenWith({ to, actor: {} as Actor })],
    ['signed by a key that nobody trusts', 'unknown-key', (to) => signActor(signerOf('stranger'), to, ADMIN, BODY)],
    [
      "signed by such a key in the gateway's name",
      'unknown-key',
      (to) => signActor(signerOf('stranger', 'gateway'), to, ADMIN, BODY),
    ],
    [
      "signed by such a key under the gateway's key id",
      'signature',
      async (to) => {
        const [header, body] = (await tokenWith({ to })).split('.');
        return `${header}.${body}.${(await signActor(signerOf('stranger'), to, ADMIN, BODY)).split('.')[2]}`;
      },
    ],
    ['signed in one name, issued in another', 'issuer', (to) => tokenWith({ to, issuer: other })],
    [
      'signed with the public key as a shared secret',
      'algorithm',
      (to) => tokenWith({ to, secret: pairs.get('gateway')!.publicPem }),
    ],
    [
      'not signed, saying so',
      'algorithm',
      async (to) =>
        `${Buffer.from('{"alg":"none","kid":"gateway"}').toString('base64url')}.${(await tokenWith({ to })).split('.')[1]}.`,
    ],
    ['a peer that speaks for a user', 'speaks-for-another', (to) => signActor(signerOf(other), to, ADMIN, BODY)],
    [
      'a peer that speaks for another peer',
      'speaks-for-another',
      (to) => signActor(signerOf(other), to, peerActor(NAMES.find((one) => one !== other)!), BODY),
    ],
    [
      'the gateway that speaks as trust',
      'speaks-for-another',
      (to) => signActor(signerOf('gateway'), to, peerActor('trust'), BODY),
    ],
    [
      'the gateway that speaks as payments',
      'speaks-for-another',
      (to) => signActor(signerOf('gateway'), to, peerActor('payments'), BODY),
    ],
    [
      'the gateway that speaks as a peer of its own name',
      'speaks-for-another',
      (to) => signActor(signerOf('gateway'), to, peerActor('gateway'), BODY),
    ],
    [
      'the gateway that speaks as the process that takes backups',
      'speaks-for-another',
      (to) => signActor(signerOf('gateway'), to, peerActor('backup'), BODY),
    ],
    [
      'the gateway that speaks as the system',
      'speaks-for-another',
      (to) => signActor(signerOf('gateway'), to, systemActor(name), BODY),
    ],
    [
      'the gateway that speaks as a system of its own name',
      'speaks-for-another',
      (to) => signActor(signerOf('gateway'), to, systemActor('gateway'), BODY),
    ],
    [
      'the gateway that speaks as what nobody knows',
      'speaks-for-another',
      (to) =>
        signActor(
          signerOf('gateway'),
          to,
          { kind: 'root', id: 'gateway', grants: [{ role: 'operator-admin' }] } as never,
          BODY,
        ),
    ],
    [
      'the gateway that gives itself a role',
      'speaks-for-another',
      (to) => signActor(signerOf('gateway'), to, { ...GATEWAY, grants: [{ role: 'operator-admin' }] }, BODY),
    ],
    [
      'the gateway that lets nobody have a role',
      'speaks-for-another',
      (to) => signActor(signerOf('gateway'), to, { ...ANONYMOUS, grants: [{ role: 'operator-admin' }] }, BODY),
    ],
    ['a peer that speaks as the gateway', 'speaks-for-another', (to) => signActor(signerOf(other), to, GATEWAY, BODY)],
    [
      'a peer that gives itself a role',
      'speaks-for-another',
      (to) => signActor(signerOf(other), to, { ...peerActor(other), grants: [{ role: 'operator-admin' }] }, BODY),
    ],
    [
      'a peer that speaks as the system',
      'speaks-for-another',
      (to) => signActor(signerOf(other), to, systemActor(name), BODY),
    ],
  ];
  const REFUSED = {
    status: 401,
    body: { errors: [{ message: '调用方身份无效', extensions: { code: 'UNAUTHENTICATED' } }] },
  };
  it.each(STRANGERS)(
    'refuses a call that is %s, at every route, counts it and logs why',
    async (_what, reason, tokenFor) => {
      const counted = await refusedCalls(reason);
      for (const path of ROUTES) {
        const token = await tokenFor(name + path);
        logged.length = 0;
        expect([path, await call(token, BODY, path)]).toEqual([path, REFUSED]);
        expect(JSON.parse(logged.join(''))).toMatchObject({ reason, subgraph: name, route: path });
        if (token) expect(logged.join('')).not.toContain(token.split('.').at(-1) || token);
      }
      expect(await refusedCalls(reason)).toBe(counted + ROUTES.length);
      expect(await watch.changed()).toEqual([]);
    },
  );

  it('takes a call once: not again here, and one that may change something not at another replica either', async () => {
    const replica = await serveSubgraph(platform.subgraphs.get(name)!, {
      port: 0,
      host: '127.0.0.1',
      trustedKeys,
      log: pino({ level: 'silent' }),
    });
    const there = `http://127.0.0.1:${(replica.server.address() as { port: number }).port}`;
    try {
      const token = await signActor(signerOf('gateway'), `${name}/graphql`, ADMIN, BODY);
      expect((await call(token)).status).toBe(200);
      expect(await call(token)).toEqual(REFUSED);
      const mutation = JSON.stringify({ query: 'mutation { __typename }' });
      const signed = await signActor(signerOf('gateway'), `${name}/graphql`, ADMIN, mutation);
      expect((await call(signed, mutation)).status).toBe(200);
      const edge = JSON.stringify({ method: 'POST', path: '/nothing', query: {}, headers: {}, body: '' });
      const forwarded = await signActor(signerOf('gateway'), `${name}/edge`, ADMIN, edge);
      expect((await call(forwarded, edge, '/edge')).body).toEqual({ status: 404 });
      expect(await watch.changed()).toEqual([`${name}.CallTaken`]);
      const counted = await refusedCalls('replayed');
      expect(await call(signed, mutation, '/graphql', there)).toEqual(REFUSED);
      expect(await call(forwarded, edge, '/edge', there)).toEqual(REFUSED);
      expect(await refusedCalls('replayed')).toBe(counted + 2);
      expect(await watch.changed()).toEqual([]);
    } finally {
      await replica.close();
    }
  });

  it('lets in the gateway for a user, and a peer for itself', async () => {
    expect(await call(await signActor(signerOf('gateway'), `${name}/graphql`, ADMIN, BODY))).toEqual({
      status: 200,
      body: { data: { __typename: 'Query' } },
    });
    expect(await call(await signActor(signerOf(other), `${name}/graphql`, peerActor(other), BODY))).toEqual({
      status: 200,
      body: { data: { __typename: 'Query' } },
    });
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
    const events = JSON.stringify([
      { id: 'e1', type: `${name}.act-recorded.v1`, aggregateType: 'act', aggregateId: 'a', atMs: 0, payload: {} },
    ]);
    const { body: results } = await call(
      await signActor(signerOf(other), `${name}/events`, peerActor(other), events),
      events,
      '/events',
    );
    expect(results).toEqual([{ id: 'e1', ok: false, error: expect.stringContaining('may not send') }]);
    const edge = JSON.stringify({ method: 'POST', path: '/anything', query: {}, headers: {}, body: '' });
    expect(
      (await call(await signActor(signerOf(other), `${name}/edge`, peerActor(other), edge), edge, '/edge')).body,
    ).toEqual({ status: 403 });
    const credentials = JSON.stringify({ credentials: platform.callers.at(-1)!.token });
    expect(
      (
        await call(
          await signActor(signerOf(other), `${name}/authenticate`, peerActor(other), credentials),
          credentials,
          '/authenticate',
        )
      ).body,
    ).toBeNull();
    expect(await watch.changed()).toEqual([]);
  });
});

/** One platform for all six. */
let shared: Promise<Platform> | undefined;
const opened = (): Promise<Platform> => (shared ??= startTestPlatform());
afterAll(async () => (await shared)?.close());
