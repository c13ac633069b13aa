import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { pinSession } from '@heitu/kit/data/server-session';
import { jsonOf } from '@heitu/kit/rules/checked';
import { SECOND_MS } from '@heitu/kit/rules/clock';
import { z } from '@heitu/kit/rules/validate';
import { ANSWER_MS_MAX, certificateEnds } from '../deploy/certificate.ts';
import { envOf, planOf } from '../deploy/plan-file.ts';
import { certificateGauge, databaseUp, keyGauge, nodes, nodesPlanned, queue, signals } from './signal-metrics.ts';

const WRITTEN_ELSEWHERE = /^(# \w+ )?heitu_(backup|log|drill)_succeeded_at_seconds .*\n/gm;

async function lookAtDatabase(url: string): Promise<void> {
  try {
    const connection = await pinSession(await createConnection({ uri: url, connectTimeout: ANSWER_MS_MAX }));
    const [rows] = await connection.query<RowDataPacket[]>(
      "show global status where variable_name in ('wsrep_cluster_size', 'wsrep_local_recv_queue')",
    );
    await connection.end();
    const status = new Map(rows.map((row) => [String(row['Variable_name']).toLowerCase(), Number(row['Value'])]));
    databaseUp.set(1);
    nodes.set(status.get('wsrep_cluster_size') || 1);
    queue.set(status.get('wsrep_local_recv_queue') ?? 0);
  } catch {
    databaseUp.set(0);
  }
}

/** `./run signals`: writes them whole, or not at all. */
export async function writeSignals({ root = '/', out }: { root?: string; out?: string }): Promise<string> {
  const folder = join(root, 'etc/heitu');
  const plan = planOf(folder, {});
  nodesPlanned.set(plan.hosts.length);
  await lookAtDatabase(envOf(folder, ['backup'])['DATABASE_URL'] ?? 'mysql://127.0.0.1');
  const ends = await certificateEnds(plan.site);
  if (ends) certificateGauge.set({ site: plan.site }, ends.getTime() / SECOND_MS);
  const file = join(folder, 'keys-since.json');
  const since = existsSync(file) ? jsonOf(z.record(z.string(), z.iso.date()), readFileSync(file, 'utf8')) : {};
  for (const [id, day] of Object.entries(since)) {
    const [process = '', key = ''] = id.split(' ');
    keyGauge.set({ process, key }, Date.parse(day) / SECOND_MS);
  }
  const written = (await signals.metrics()).replaceAll(WRITTEN_ELSEWHERE, '');
  if (out !== undefined) {
    // Readable for whoever reads metrics: it holds no secret.
    writeFileSync(`${out}.new`, written, { mode: 0o644 });
    renameSync(`${out}.new`, out);
  }
  return written;
}
