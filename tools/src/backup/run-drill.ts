import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from '@heitu/kit/rules/validate';
import { isKeyOf, must } from '@heitu/kit/rules/checked';
import { openSubgraphs } from '@heitu/gateway/standalone';
import type { Actor } from '@heitu/kit/rules/actor';
import { ConfigError, sandboxSettings, type Environment, type ProcessConfig } from '@heitu/kit/serving/config';
import { createLogger } from '@heitu/kit/serving/logging';
import { rowsOf } from '@heitu/kit/data/orm';
import type { RunningSubgraph } from '@heitu/kit/serving/running';
import { step } from '../progress.ts';
import { assembleSet, type Assembled } from './assemble.ts';
import { readBackupConfig, type BackupConfig } from './backup.config.ts';
import { compareTables, drillPassed, DRILLS, KIND_TITLES, PLACE_TITLES, type DrillKind } from './backup.policy.ts';
import { BackupRefused } from './backup.refusals.ts';
import { deliverRecords, keepRecord } from './evidence.ts';
import { moment, seconds } from './report.ts';
import { inScratch } from './turn.ts';

/** What the platform's own code found on the restored databases. */
interface Opened {
  subgraphs: number;
  auditLinks: number;
  auditProblems: readonly string[];
  files: number;
  filesMissing: number;
}

interface Drilled {
  kind: DrillKind;
  passed: boolean;
  tookMs: number;
  assembled: Assembled;
  opened: Awaited<ReturnType<typeof openPlatform>>;
  rowsBefore: number;
  rowsRecovered: number;
  differences: ReturnType<typeof compareTables>['differences'];
}

/** What came back, in how long, and what did not. */
function tellDrill({ kind, passed, tookMs, assembled, opened, rowsBefore, rowsRecovered, differences }: Drilled): void {
  const { title, place, withinMs, shareMin } = DRILLS[kind];
  const { set, chain, manifest } = assembled;
  const share = rowsBefore === 0 ? 1 : rowsRecovered / rowsBefore;
  console.log(`${title}演练：${passed ? '通过' : '不通过'}`);
  console.log(
    `  恢复点    ${moment(set.atMs)}，${PLACE_TITLES[place]}副本，由 ${chain.map((link) => KIND_TITLES[link.kind]).join(' + ')} 合成`,
  );
  console.log(`  用时      ${seconds(tookMs)}（限 ${withinMs / 3_600_000} 小时）`);
  console.log(
    `  恢复      ${manifest.tables.length} 张表 ${rowsRecovered} / ${rowsBefore} 行，${(share * 100).toFixed(3)} %（${shareMin === 1 ? '须 100 %' : `须高于 ${shareMin * 100} %`}），校验和不同的表 ${differences.length} 张`,
  );
  for (const { database, table, recorded, restored } of differences)
    console.log(
      `            ${database}.${table}：备份时 ${recorded} 行，恢复 ${restored} 行${recorded === restored ? '，内容不同' : ''}`,
    );
  console.log(
    `  打开      ${opened.subgraphs} 个子系统，操作记录链 ${opened.auditLinks} 条${opened.auditProblems.length > 0 ? `，有问题：${opened.auditProblems.join('；')}` : '，完整'}`,
  );
  console.log(`  附件      ${opened.files - opened.filesMissing} / ${opened.files} 个`);
}

/**
 * `./run drill [--kind ordinary|severe]`: restores the newest set to a place of its own, opens the platform on it,
 * compares and times it, and records it (11.3.3.db-dc). Answers 0 where it passed.
 */
export async function runDrill(env: Environment, requested = 'ordinary'): Promise<number> {
  const config = readBackupConfig(env);
  if (!isKeyOf(DRILLS, requested)) throw new BackupRefused('DRILL_UNKNOWN', requested);
  const kind: DrillKind = requested;
  const { place } = DRILLS[kind];
  const startedAtMs = config.clock.now();
  const began = performance.now();
  return inScratch(config.workDir, async (scratch) => {
    const write = (rowsBefore: number, rowsRecovered: number, note: string) => {
      const finishedAt = new Date(Math.max(startedAtMs, config.clock.now())).toISOString();
      keepRecord(config, {
        mutation: 'recordDrill',
        input: {
          requestId: `drill-${startedAtMs}`,
          kind,
          rowsBefore,
          rowsRecovered,
          note: note.slice(0, NOTE_CHARS_MAX),
          startedAt: new Date(startedAtMs).toISOString(),
          finishedAt,
        },
      });
    };
    let assembled: Assembled | undefined;
    try {
      const made = (assembled = await assembleSet(config, place, scratch));
      const { set, manifest, tables } = made;
      const { rowsBefore, rowsRecovered, differences } = compareTables(manifest.tables, tables);
      const opened = await step('opening the platform on them', () => openPlatform(config, made, scratch));
      const tookMs = performance.now() - began;
      const sound = opened.auditProblems.length === 0 && opened.filesMissing === 0;
      const passed = sound && drillPassed(kind, tookMs, rowsBefore, rowsRecovered);
      tellDrill({ kind, passed, tookMs, assembled, opened, rowsBefore, rowsRecovered, differences });
      write(
        rowsBefore,
        rowsRecovered,
        `${set.id}，${PLACE_TITLES[place]}副本，${seconds(tookMs)}，${passed ? '通过' : `不通过：${differences.map(({ table }) => table).join('、')}`}`,
      );
      return passed ? 0 : 1;
    } catch (error) {
      // A drill that could not restore anything is recorded too: nothing of what there was came back.
      write(
        1,
        0,
        `没有恢复：${error instanceof BackupRefused ? `${error.message} ${error.code}` : error instanceof ConfigError ? error.message : '程序出错'}`,
      );
      throw error;
    } finally {
      await assembled?.server?.stop();
      await deliverRecords(config);
    }
  });
}
const NOTE_CHARS_MAX = 200;
const audited = z.object({
  auditCheck: z.object({
    verifiedTo: z.number(),
    total: z.number(),
    problems: z.array(z.object({ text: z.string() })),
  }),
});

/**
 * The platform as it starts, on the restored databases and files, with the keys of this machine: nothing relays and no
 * job runs.
 */
export function openRestored(config: BackupConfig, { manifest, server }: Assembled, folder: string) {
  const restored: ProcessConfig = {
    ...config.process,
    dataDir: folder,
    databaseUrl: (subgraph) =>
      server ? `${server.url}/${manifest.databases[subgraph]}` : `sqlite:${join(folder, `${subgraph}.db`)}`,
  };
  return openSubgraphs(
    restored,
    { ...sandboxSettings(config.process), ...config.env },
    createLogger('drill', 'silent'),
  );
}

async function openPlatform(config: BackupConfig, assembled: Assembled, folder: string): Promise<Opened> {
  const subgraphs = await openRestored(config, assembled, folder);
  try {
    const opened: Opened = {
      subgraphs: subgraphs.size,
      ...(await checkAudit(must(subgraphs.get('trust'), 'trust'))),
      files: 0,
      filesMissing: 0,
    };
    for (const [name, subgraph] of subgraphs) {
      if (!(await subgraph.ready())) throw new BackupRefused('RESTORE_FAILED', name);
      // What nothing refers to may be written, or deleted, while a backup is taken.
      const rows = await rowsOf<[]>(subgraph.orm.em.fork())
        .selectFrom('StoredFile')
        .select('id')
        .where('unusedSinceMs', 'is', null)
        .execute();
      opened.files += rows.length;
      opened.filesMissing += rows.filter(({ id }) => !existsSync(join(folder, 'files', name, id.slice(-2), id))).length;
    }
    return opened;
  } finally {
    for (const subgraph of subgraphs.values()) await subgraph.close();
  }
}

const AUDITOR: Actor = { kind: 'system', id: 'drill', grants: [{ role: 'operator-admin' }] };

async function checkAudit(trust: RunningSubgraph): Promise<Pick<Opened, 'auditLinks' | 'auditProblems'>> {
  const auditProblems: string[] = [];
  for (let from = 1; ;) {
    const answer = await trust.execute(
      {
        query: 'query ($from: Int!) { auditCheck(from: $from) { verifiedTo total problems { text } } }',
        variables: { from },
      },
      AUDITOR,
      'drill',
    );
    const { data, error } = audited.safeParse(answer.data);
    if (error) throw new BackupRefused('RESTORE_FAILED', answer.errors?.[0]?.message);
    const check = data.auditCheck;
    auditProblems.push(...check.problems.map((problem) => problem.text));
    if (check.problems.length > 0 || check.verifiedTo >= check.total) return { auditLinks: check.total, auditProblems };
    from = check.verifiedTo + 1;
  }
}
