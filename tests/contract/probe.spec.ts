import { beforeAll, afterAll, it } from '@jest/globals';
import { startTestPlatform, type Platform } from './platform.fixture.ts';
let p: Platform;
beforeAll(async () => { const t = Date.now(); p = await startTestPlatform(); console.log('start', Date.now() - t, p.callers.map((c) => c.role), p.takeErrors()); }, 60000);
afterAll(() => p.close());
it('probe', async () => {
  for (const [name, s] of p.subgraphs) {
    const t = await p.rows(name, "select name from sqlite_master where type='table'");
    const c: string[] = [];
    for (const r of t) c.push(`${r['name']}:${(await p.rows(name, `select count(*) n from "${r['name']}"`))[0]!['n']}`);
    console.log(name, c.join(' '));
    console.log(await p.rows(name, 'select total_changes() n'), await s.runOnce());
  }
  for (const c of p.callers) if (c.token) console.log(c.role, JSON.stringify(await p.actorOf(c.token)));
  console.log(p.takeErrors());
});
