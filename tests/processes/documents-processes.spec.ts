import { createPublicKey } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { generateSigningKey } from '@heitu/kit/messages/signing';
import { SUBGRAPHS } from '@heitu/standard';
import { freePort } from '../journeys/platform.ts';
import { promisedEnvironment } from '../journeys/promised-node.ts';
import { bareMariaDb, begin, databasesOf, isReady, processes, said, type Begun } from './documents.fixture.ts';

const URLS = SUBGRAPHS.map((name) => `${name.toUpperCase()}_URL`);
/** The variables that a text names, without what it says of their values. */
const variablesIn = (text: string): string[] => [
  ...new Set([...text.matchAll(/`([A-Z][A-Z_]+)(?:=[^`]*)?`/g)].map((match) => match[1]!)),
];

/** What PROCESSES says that each process is given, and nothing else. */
describe('one process for each, as PROCESSES says, on an empty MariaDB', () => {
  let server: Awaited<ReturnType<typeof bareMariaDb>>;
  let folder: string;
  let begun: Map<string, Begun>;
  let ports: Record<string, number>;
  const urlOf = (name: string): string => `http://127.0.0.1:${ports[name]}`;
  const everyones = (): Record<string, string> => ({
    DATABASE_URL: server.url,
    PUBLIC_URL: urlOf('gateway'),
    ...Object.fromEntries(SUBGRAPHS.map((name) => [`${name.toUpperCase()}_URL`, urlOf(name)])),
  });
  const serve = (name: string, env: Record<string, string>): Begun => {
    const { PATH, HOME } = promisedEnvironment();
    const given = { PATH, HOME, PORT: String(ports[name]), LOG_LEVEL: 'warn', ...env };
    const one = begin(`./run serve ${name}`, given);
    begun.set(name, one);
    return one;
  };
  const ready = (names: readonly string[]) =>
    Promise.all(names.map((name) => begun.get(name)!.until(() => isReady(ports[name]!))));
  const endAll = async () => {
    const ended = await Promise.all([...begun].map(async ([name, one]) => [name, await one.end()] as const));
    begun = new Map();
    return Object.fromEntries(ended);
  };
  const readyInGateway = async (): Promise<string[]> => {
    const metrics = await (await fetch(`${urlOf('gateway')}/metrics`)).text();
    const found = [...metrics.matchAll(/^heitu_subgraph_ready\{[^}]*subgraph="(\w+)"[^}]*\} 1$/gm)];
    return found.map((match) => match[1]!).sort();
  };
  const ask = async (body: object, token?: string): Promise<any> => {
    const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
    const sent = { method: 'POST', headers, body: JSON.stringify(body) };
    return (await fetch(`${urlOf('gateway')}/graphql`, sent)).json();
  };

  beforeAll(async () => {
    server = await bareMariaDb();
    folder = mkdtempSync(join(tmpdir(), 'heitu-processes-'));
    begun = new Map();
    ports = {};
    for (const name of ['sandbox', ...SUBGRAPHS, 'gateway']) ports[name] = await freePort();
  });
  beforeEach(() => server.empty());
  afterEach(async () => void (await endAll()));
  afterAll(async () => {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('PROCESSES: in production each starts with what it says and no more, and is trusted by the others', async () => {
    const paragraph = said(processes, /^## Processes\n(.*)$/m);
    const shared = said(paragraph, /All share (.*?);/);
    expect(variablesIn(shared)).toEqual(['DATABASE_URL', 'PUBLIC_URL', 'MASTER_KEYS', 'TRUSTED_KEYS']);
    expect(shared).toContain('and the six `<SUBGRAPH>_URL`');
    expect(variablesIn(said(paragraph, /each has its own (.*?);/))).toEqual(['PORT', 'SIGNING_KEY']);
    const alone = said(paragraph, /; (trust alone .*?)\. /);
    expect(variablesIn(alone)).toEqual(['AUDIT_KEY', 'TRACE_SIGNING_KEY']);
    expect(alone).toContain("payments alone the provider's settings (`WECHATPAY_…`)");
    const served = ['trust', 'catalog', 'gateway'];
    const keys = Object.fromEntries(served.map((name) => [name, generateSigningKey().privatePem]));
    const publicPem = (pem: string) => createPublicKey(pem).export({ type: 'spki', format: 'pem' }).toString();
    const all = {
      ...everyones(),
      NODE_ENV: 'production',
      DATA_DIR: folder,
      MASTER_KEYS: 'ab'.repeat(32),
      TRUSTED_KEYS: JSON.stringify(Object.fromEntries(served.map((name) => [name, publicPem(keys[name]!)]))),
    };
    const owns: Record<string, Record<string, string>> = {
      trust: { AUDIT_KEY: generateSigningKey().privatePem },
      catalog: { TRACE_SIGNING_KEY: generateSigningKey().privatePem },
    };
    for (const name of served) serve(name, { ...all, SIGNING_KEY: keys[name]!, ...owns[name] });
    await ready(served);
    expect(await server.databases()).toEqual(databasesOf(['catalog', 'trust']));
    await begun.get('gateway')!.until(async () => (await readyInGateway()).join() === 'catalog,trust');
    // It asks trust who that is: as whom it says to be.
    const answer = await ask({ query: '{ me { id } }' }, `hs.${'A'.repeat(26)}.${'b'.repeat(43)}`);
    expect(answer.errors[0].extensions.code).toBe('UNAUTHENTICATED');
    const metrics = await (await fetch(`${urlOf('trust')}/metrics`)).text();
    expect(metrics).not.toMatch(/^heitu_refused_calls_total\{.* [1-9]/m);
    expect(await endAll()).toEqual({ trust: 0, catalog: 0, gateway: 0 });
  }, 120_000);

  /** tests/journeys/seven.spec.ts starts them so, from nothing, and plays the journey. */
  it('says of all of them with the sandbox what each is given', () => {
    const paragraph = said(processes, /^\*\*In separate processes, with the sandbox\*\*: (.*)$/m);
    expect(variablesIn(paragraph)).toEqual(['DATA_DIR', 'DATABASE_URL', 'PUBLIC_URL', ...URLS, 'PORT', 'REDIS_URL']);
    expect(paragraph).toContain('`./run serve sandbox`, `./run serve orders` … `./run serve gateway`');
  });
});
