import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemActor } from '@heitu/kit/actor';
import { newId } from '@heitu/kit/ids';
import { testSubgraph } from '@heitu/kit/testing';
import { AuditEntry, trust } from '@heitu/trust';

describe('./run audit verify', () => {
  const folder = mkdtempSync(join(tmpdir(), 'heitu-audit-'));
  const file = join(folder, 'trust.db');
  const ids = Array.from({ length: 3 }, () => newId(Date.now()));
  const run = (args: string[], env: Record<string, string> = { DATABASE_URL: `sqlite:${folder}` }) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', './tools/register.mjs', 'tools/src/cli.ts', 'audit', ...args], { encoding: 'utf8', env: { PATH: process.env['PATH'], DATA_DIR: folder, ...env } });
    return { status, stdout, stderr };
  };
  const alter = async (work: (em: ReturnType<Awaited<ReturnType<typeof testSubgraph>>['subgraph']['orm']['em']['fork']>) => Promise<unknown>) => {
    const room = await testSubgraph(trust, { url: `sqlite:${file}`, at: new Date().toISOString() });
    await work(room.subgraph.orm.em.fork());
    await room.close();
  };

  beforeAll(async () => {
    const room = await testSubgraph(trust, { url: `sqlite:${file}`, at: new Date().toISOString() });
    for (const id of ids) await room.receive('orders', 'orders.act-recorded.v1', { operation: 'x', requestId: 'r', actorKind: 'account', actorId: 'A', roles: [], subject: [] }, id);
    await trust.jobs.find(({ name }) => name === 'seal-entries')!.run(room.subgraph.contextFor(systemActor('trust'), 'seal-entries') as never);
    await room.close();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('says that a chain is intact, and which entry is not', async () => {
    expect(run(['verify'])).toMatchObject({ status: 0, stdout: 'the audit chain is intact: links 1 to 3\n' });
    const wrong = run(['verify', '--anchor', `2:${'a'.repeat(64)}`]);
    expect(wrong).toMatchObject({ status: 1, stdout: expect.stringContaining(`rewritten        2 ${ids[1]} `) });
    await alter((em) => em.nativeUpdate(AuditEntry, { id: ids[1] }, { actorId: 'B' }));
    expect(run(['verify'])).toMatchObject({ status: 1, stdout: `altered          2 ${ids[1]} 第2条的内容被改过\nthe audit chain holds to link 1 of 3; problems: 1\n` });
    expect(run(['verify', '--from', '3'])).toMatchObject({ status: 0, stdout: 'the audit chain is intact: links 3 to 3\n' });
  }, 60_000);

  it('ends with 78 where no chain can be read, with 64 where it is asked wrongly', () => {
    for (const url of [`sqlite:${join(folder, 'nowhere')}`, 'postgres://x', 'mysql://nobody@127.0.0.1:1']) expect(run(['verify'], { DATABASE_URL: url })).toMatchObject({ status: 78, stderr: expect.stringContaining('configuration: ') });
    for (const args of [[], ['check'], ['verify', '--from', '0'], ['verify', '--anchor', 'x'], ['verify', '--all']]) expect(run(args).status).toBe(64);
  }, 60_000);
});
