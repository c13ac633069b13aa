import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { readFrontSettings } from '@heitu/gateway/front/front.config';
import { readExamples } from '@heitu/gateway/graphiql/page';
import { CLIENT } from '@heitu/sandbox/seed';
import { freePort } from '@heitu/tools/free-port';
import { startTestPlatform, type Platform } from '../contract/platform.fixture.ts';
import { PROMISED_MAJOR, promisedEnvironment } from '../journeys/promised-node.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const guide = readFileSync(new URL('../../docs/zh/合作方接入指南.md', import.meta.url), 'utf8');
const blocks = [...guide.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map((match) => match[1]!.trim());
const EXAMPLES = fileURLToPath(new URL('../../examples/partner/operations', import.meta.url));

describe('the guide for partners', () => {
  let platform: Platform;
  beforeAll(async () => void (platform = await startTestPlatform({ isLive: true })));
  afterAll(() => platform.close());

  it('can be followed to the letter: every command, in one shell, from the first token to a verified event', async () => {
    const [start, ...commands] = blocks;
    // It is what runs already.
    expect(start).toBe('./run start');
    const port = await freePort();
    const marked = commands
      .map((command, i) => `printf "\\n== ${i}\\n"\n${command}`)
      .join('\n')
      .replaceAll('http://localhost:4000', platform.url)
      .replaceAll('127.0.0.1:4300', `127.0.0.1:${port}`)
      .replace('receive.mjs &', `receive.mjs ${port} &`);
    // The guide's reader looks at the terminal; this one waits until there is something to see, and ends what it began.
    const script = `set -eu\ntrap 'kill %1 2>/dev/null || true' EXIT\n${marked.replace(/(printf "\\n== 6)/, `for i in $(seq 100); do curl -s -o /dev/null http://127.0.0.1:${port}/ && break; sleep 0.1; done\n$1`)}\nread -r _`;
    // With the Node that the guide promises, and no other.
    const shell = spawn('bash', ['-c', script], { cwd: ROOT, env: promisedEnvironment() });
    let shown = '';
    for (const stream of [shell.stdout, shell.stderr]) stream.on('data', (chunk: Buffer) => void (shown += chunk));
    const ended = new Promise<void>((resolve) => shell.once('exit', () => resolve()));
    try {
      for (
        const untilMs = performance.now() + 40_000;
        !shown.includes('"type":"webhook.test"') && performance.now() < untilMs && shell.exitCode === null;
        await new Promise((resolve) => setTimeout(resolve, 100))
      );
    } finally {
      shell.stdin.end('\n');
      await ended;
    }
    const parts = shown
      .split(/^== \d+\n/m)
      .slice(1)
      .map((part) => part.trim());
    expect(parts).toHaveLength(commands.length);
    const [environment, token, kept, first, client, registered, sent] = parts;
    expect([environment, kept]).toEqual(['', '']);
    expect(JSON.parse(token!)).toMatchObject({
      token_type: 'Bearer',
      expires_in: 3600,
      scope: expect.stringContaining('stock'),
    });
    const answer = JSON.parse(first!) as {
      data: { partnerGrants: { edges: unknown[] }; stockLevels: { edges: unknown[] } };
    };
    expect([answer.data.partnerGrants.edges.length, answer.data.stockLevels.edges.length]).toEqual([2, 3]);
    expect(client).toMatch(/五常市香屯种植专业合作社 lets us read: .*STOCK/);
    expect(client).toMatch(/: [1-9]\d* orders; the next download begins at \S+/);
    expect(registered + sent!).toContain(`waiting for events at http://127.0.0.1:${port}/`);
    expect(sent).toMatch(/"id":"[0-9A-Z]{26}"/);
    expect(shown).toMatch(/[0-9A-Z]{26} \{"type":"webhook\.test"/);
  }, 60_000);

  it('reads any refusal with the fragment that it shows', async () => {
    const [, fragment] = /^```graphql\n([\s\S]*?)^```$/m.exec(guide)!;
    const token = platform.callers.find(({ role }) => role === 'partner')!.token;
    const answer = await platform.post(
      token,
      `mutation($url: String!) { registerWebhook(input: { url: $url, eventTypes: [] }) { ${fragment} } }`,
      { url: '' },
    );
    expect(answer).toMatchObject({
      data: {
        registerWebhook: {
          reason: 'INVALID_INPUT',
          details: expect.arrayContaining([{ path: ['eventTypes'], about: null, text: expect.any(String) }]),
        },
      },
    });
  });

  it('promises the Node that it is tried with', () => {
    expect(guide).toContain(`要有 Node ${PROMISED_MAJOR} 或更新的版本（带 npm）和 curl`);
  });

  it('names the demo program as it is', () => {
    expect(guide).toContain(`CLIENT_ID=${CLIENT.clientId} CLIENT_SECRET=${CLIENT.secret}`);
  });

  describe('/graphiql', () => {
    const contract = buildSchema(readFileSync(new URL('../../schema/partner.graphql', import.meta.url), 'utf8'));
    const fetchPage = async (path: string) => fetch(`${platform.url}${path}`);

    it.each(readExamples(EXAMPLES).map((example) => [example.name, example] as const))(
      'has an example that is of the contract and is answered in full: %s',
      async (_name, { query, variables }) => {
        expect(validate(contract, parse(query))).toEqual([]);
        const token = platform.callers.find(({ role }) => role === 'partner')!.token;
        const answer = await platform.post(
          token,
          query,
          variables ? (JSON.parse(variables) as Record<string, unknown>) : {},
        );
        expect(answer.errors).toBeUndefined();
        expect(Object.values(answer.data!).every((part) => part !== null)).toBe(true);
      },
    );

    it('is not there in production, unless it is asked for', () => {
      expect([
        readFrontSettings({}, true).graphiql,
        readFrontSettings({ GRAPHIQL: 'on' }, true).graphiql === null,
      ]).toEqual([null, false]);
    });
    it('is served from here alone, under a policy that lets nothing else in', async () => {
      const page = await fetchPage('/graphiql');
      const policy = page.headers.get('content-security-policy')!;
      expect(policy).toContain("default-src 'none'; script-src 'self'");
      expect(policy).not.toMatch(/https?:|\*|unsafe-eval|script-src[^;]*unsafe-inline/);
      const html = await page.text();
      const named = [...html.matchAll(/(?:src|href)="([^"]+)"/g)]
        .map((match) => match[1]!)
        .filter((address) => address !== 'data:,');
      expect(named).toHaveLength(6);
      for (const address of [...named, '/graphiql/schema.json', '/graphiql/examples.json']) {
        const file = await fetchPage(address);
        expect([address, address.startsWith('/graphiql/'), file.status, (await file.text()).length > 100]).toEqual([
          address,
          true,
          200,
          true,
        ]);
      }
      expect(html).not.toMatch(/<script>|\son\w+=/);
    });
  });
});
