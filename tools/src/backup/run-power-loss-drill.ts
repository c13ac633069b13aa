import { spawn } from 'node:child_process';
import { jsonOf } from '@heitu/kit/rules/checked';
import type { Environment } from '@heitu/kit/serving/config';
import { z } from '@heitu/kit/rules/validate';
import { readBackupConfig, type BackupConfig } from './backup.config.ts';
import { BackupRefused } from './backup.refusals.ts';
import { deliverRecords, keepRecord } from './evidence.ts';
import { seconds } from './report.ts';

const PLAYED = 'tests/faults/power-loss.run.ts';
/** Nothing of what the county's own platform is set by reaches the one that is killed: no database, no key. */
const HANDED_ON = ['PATH', 'HOME', 'USER', 'LANG', 'TMPDIR'];
/** Fewer answers than that would have shown nothing. */
const ANSWERED_MIN = 50;
const NOTE_CHARS_MAX = 200;

const reportSchema = z.object({
  killed: z.int(),
  answeredBefore: z.int(),
  answered: z.int(),
  kept: z.int(),
  darkMs: z.number(),
  broken: z.array(z.object({ invariant: z.string(), rows: z.array(z.string()) })),
  logs: z.string().nullable(),
});
export type PowerLoss = z.output<typeof reportSchema>;

/** Starts it, and answers what it found. */
function play(env: Environment): Promise<PowerLoss> {
  const own = Object.fromEntries(Object.entries(env).filter(([name]) => HANDED_ON.includes(name)));
  const child = spawn(process.execPath, [...process.execArgv, PLAYED], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: own,
  });
  let told = '';
  child.stdout.on('data', (data) => (told += String(data)));
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => {
      const line = told.trim().split('\n').at(-1) ?? '';
      if (code === 0 && line.startsWith('{')) resolve(jsonOf(reportSchema, line));
      else reject(new BackupRefused('POWER_LOSS_NOT_PLAYED', line));
    });
  });
}

/** What is said of it, and kept of it: nothing of what was answered may be missing. */
export function powerLossResult(report: PowerLoss) {
  const { killed, answeredBefore, answered, kept, darkMs, broken } = report;
  const hasTried = answeredBefore >= ANSWERED_MIN;
  const passed = hasTried && broken.length === 0 && kept === answered;
  const why = !hasTried
    ? '，办成的太少，没有试出什么'
    : broken.length > 0
      ? `：${broken.map(({ invariant }) => invariant).join('；')}`
      : '';
  const note = [
    `${killed}个进程（含数据库）同时强行终止`,
    `之前办成${answeredBefore}件，${seconds(darkMs)}后全部恢复`,
    `共${answered}件，留下${kept}件，${passed ? '通过' : '不通过'}${why}`,
  ].join('，');
  return {
    passed,
    note: note.slice(0, NOTE_CHARS_MAX),
    rowsBefore: answered,
    // What was not tried has shown that nothing comes back.
    rowsRecovered: passed ? answered : hasTried ? Math.min(kept, answered - 1) : 0,
  };
}

/**
 * `./run drill power-loss`: a platform of its own, with a database of its own, is killed whole while people trade in
 * it, and started again; what was answered is compared with what is kept (11.5.dg). Answers 0 where nothing was lost.
 * What a disk still had in its own memory is not tried: for that somebody pulls the plug.
 */
export async function runPowerLossDrill(env: Environment): Promise<number> {
  const config = readBackupConfig(env);
  const startedAtMs = config.clock.now();
  try {
    const report = await play(env);
    const { passed, note, rowsBefore, rowsRecovered } = powerLossResult(report);
    console.log(`断电测试：${note}`);
    for (const { invariant, rows } of report.broken) console.log(`  ${invariant}\n    ${rows.join('\n    ')}`);
    if (report.logs) console.log(`  日志和各表：${report.logs}`);
    write(config, startedAtMs, rowsBefore, rowsRecovered, note);
    return passed ? 0 : 1;
  } catch (error) {
    write(config, startedAtMs, 1, 0, error instanceof BackupRefused ? error.message : '没有做成：程序出错');
    throw error;
  } finally {
    await deliverRecords(config);
  }
}

const write = (config: BackupConfig, startedAtMs: number, rowsBefore: number, rowsRecovered: number, note: string) =>
  keepRecord(config, {
    mutation: 'recordDrill',
    input: {
      requestId: `drill-power-loss-${startedAtMs}`,
      kind: 'power-loss',
      rowsBefore,
      rowsRecovered,
      note,
      startedAt: new Date(startedAtMs).toISOString(),
      finishedAt: new Date(Math.max(startedAtMs, config.clock.now())).toISOString(),
    },
  });
