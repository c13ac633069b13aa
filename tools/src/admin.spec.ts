import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { readConfig } from '@heitu/kit/serving/config';
import { openSubgraph } from '@heitu/kit/serving/serve';
import { localTransport } from '@heitu/kit/messages/transport';
import { ANONYMOUS } from '@heitu/kit/rules/actor';
import { trust } from '@heitu/trust';

describe('./run admin recover', () => {
  const folder = mkdtempSync(join(tmpdir(), 'heitu-admin-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const env = { DATA_DIR: folder, SANDBOX: '1', ADMIN_LOGIN: 'admin', ADMIN_PASSWORD: 'admin-secret-1' };
  const run = (args: string[], more: Record<string, string> = {}) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', './tools/register.mjs', 'tools/src/cli.ts', 'admin', ...args],
      { encoding: 'utf8', env: { PATH: process.env['PATH'], DATA_DIR: folder, ...more } },
    );
    return { status, stdout, stderr };
  };

  it('lets an administrator in again, locked and without a password, beside the platform that runs; it is on record', async () => {
    const room = await openSubgraph(
      trust,
      readConfig('trust', env),
      env,
      localTransport(new Map()),
      pino({ level: 'silent' }),
    );
    try {
      const signIn = async (password: string) =>
        (
          await room.execute(
            {
              query:
                'mutation($p: String!) { signInWithPassword(input: { login: "admin", password: $p }) { __typename ... on SignInChallenge { isPasswordDue otpauthUri } ... on SignInWithPasswordRefused { code } } }',
              variables: { p: password },
            },
            ANONYMOUS,
            'test',
          )
        ).data!['signInWithPassword'] as Record<string, unknown>;
      for (let i = 0; i < 5; i++) await signIn('not-the-password-1');
      expect(await signIn('admin-secret-1')).toMatchObject({ code: 'LOCKED' });
      const recovered = run(['recover', 'admin']);
      expect(recovered).toMatchObject({ status: 0, stdout: expect.stringMatching(/^[\w-]{16,}\n$/) });
      expect(await signIn('admin-secret-1')).toMatchObject({ code: 'SIGN_IN_REFUSED' });
      expect(await signIn(recovered.stdout.trim())).toMatchObject({
        isPasswordDue: true,
        otpauthUri: expect.stringContaining('secret='),
      });
      const acts = (await room.orm.em
        .fork()
        .execute("select payload from `Outbox` where payload like '%recoverAdmin%'")) as { payload: string }[];
      expect(acts.map(({ payload }) => JSON.parse(payload))).toMatchObject([
        { actorKind: 'system', actorId: 'console', outcome: 'done', subject: [{ type: 'account' }] },
      ]);
      expect(JSON.stringify(acts)).not.toContain(recovered.stdout.trim());
    } finally {
      await room.close();
    }
  }, 60_000);

  it("ends with 67 for a name that is no administrator's, with 78 where there is no database, with 64 where it is asked wrongly", () => {
    expect(run(['recover', 'nobody'])).toMatchObject({ status: 67, stdout: '' });
    expect(run(['recover', 'admin'], { DATA_DIR: join(folder, 'nowhere') })).toMatchObject({
      status: 78,
      stderr: expect.stringContaining('configuration: '),
    });
    for (const args of [[], ['recover'], ['reset', 'admin'], ['recover', 'admin', 'now']])
      expect(run(args).status).toBe(64);
  }, 60_000);
});
