import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemActor } from '@heitu/kit/rules/actor';
import { newId } from '@heitu/kit/rules/ids';
import { generateSigningKey } from '@heitu/kit/messages/signing';
import { testSubgraph } from '@heitu/kit/serving/testing';
import { AuditEntry, trust } from '@heitu/trust';

describe('./run audit verify', () => {
  const folder = mkdtempSync(join(tmpdir(), 'heitu-audit-'));
  const file = join(folder, 'trust.db');
  const ids = Array.from({ length: 3 }, () => newId(Date.now()));
  const run = (args: string[], env: Record<string, string> = { DATABASE_URL: `sqlite:${folder}` }) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', './tools/register.mjs', 'tools/src/cli.ts', 'audit', ...args],
      { encoding: 'utf8', env: { PATH: process.env['PATH'], DATA_DIR: folder, ...env } },
    );
    return { status, stdout, stderr };
  };
  const alter = async (
    work: (
      em: ReturnType<Awaited<ReturnType<typeof testSubgraph>>['subgraph']['orm']['em']['fork']>,
    ) => Promise<unknown>,
  ) => {
    const room = await testSubgraph(trust, { url: `sqlite:${file}`, at: new Date().toISOString() });
    await work(room.subgraph.orm.em.fork());
    await room.close();
  };

  beforeAll(async () => {
    const { privatePem } = generateSigningKey();
    mkdirSync(join(folder, 'keys'));
    writeFileSync(join(folder, 'keys', 'audit.pem'), privatePem);
    const room = await testSubgraph(trust, {
      url: `sqlite:${file}`,
      at: new Date().toISOString(),
      settings: { AUDIT_KEY: privatePem, DATA_DIR: folder },
    });
    for (const id of ids)
      await room.receive(
        'orders',
        'orders.act-recorded.v1',
        { operation: 'x', requestId: 'r', actorKind: 'account', actorId: 'A', roles: [], subject: [] },
        id,
      );
    await trust.jobs
      .find(({ name }) => name === 'seal-entries')!
      .run(room.subgraph.contextFor(systemActor('trust'), 'seal-entries') as never);
    await room.close();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('says that a chain is intact, and which entry is not', async () => {
    expect(run(['verify'])).toMatchObject({ status: 0, stdout: 'the audit chain is intact: links 1 to 3\n' });
    const wrong = run(['verify', '--anchor', `2:${'a'.repeat(64)}`]);
    expect(wrong).toMatchObject({ status: 1, stdout: expect.stringContaining(`rewritten        2 ${ids[1]} `) });
    await alter((em) => em.nativeUpdate(AuditEntry, { id: ids[1] }, { actorId: 'B' }));
    expect(run(['verify'])).toMatchObject({
      status: 1,
      stdout: `altered          2 ${ids[1]} 第2条的内容被改过\nthe audit chain holds to link 1 of 3; problems: 1\n`,
    });
    expect(run(['verify', '--from', '3'])).toMatchObject({
      status: 0,
      stdout: 'the audit chain is intact: links 3 to 3\n',
    });
  }, 60_000);

  it('believes the keys that the configuration names and nobody else, and what was signed here last', async () => {
    const key = join(folder, 'keys', 'audit.pem');
    renameSync(key, `${key}.away`);
    const unknown = run(['verify', '--from', '3']);
    expect(unknown).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(/^unsigned +1 - 第1到第3条由不认识的密钥[0-9a-f]{16}签名\n/),
    });
    renameSync(`${key}.away`, key);
    const memory = join(folder, 'audit', 'last-signed.json');
    writeFileSync(memory, JSON.stringify({ sequence: 4, hash: 'a'.repeat(64) }));
    expect(run(['verify', '--from', '3'])).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('第4条和本机留存的链末端对不上'),
    });
    rmSync(memory);
    expect(run(['verify', '--from', '3'])).toMatchObject({ status: 0 });
  }, 60_000);

  it('ends with 78 where no chain can be read, with 64 where it is asked wrongly', () => {
    for (const url of [`sqlite:${join(folder, 'nowhere')}`, 'postgres://x', 'mysql://nobody@127.0.0.1:1'])
      expect(run(['verify'], { DATABASE_URL: url })).toMatchObject({
        status: 78,
        stderr: expect.stringContaining('configuration: '),
      });
    for (const args of [[], ['check'], ['verify', '--from', '0'], ['verify', '--anchor', 'x'], ['verify', '--all']])
      expect(run(args).status).toBe(64);
  }, 60_000);
});
