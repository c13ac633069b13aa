import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { copiesOf, DATA, PROCESSES, RELEASE, unitOf } from './plan.ts';
import { planOf } from './plan-file.ts';

export interface UpgradeAsked {
  root?: string;
  to?: string;
}

const ran = (command: string, ...args: readonly string[]): boolean =>
  spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;

/** In one step: whoever starts meanwhile finds the one or the other. */
function pointTo(link: string, release: string): void {
  rmSync(`${link}.new`, { force: true });
  symlinkSync(release, `${link}.new`);
  renameSync(`${link}.new`, link);
}

/** Phones and open tabs go on asking by the hashes that they were built with. */
function keepDocuments(current: string, folder: string, day: string): void {
  const made = join(current, 'dist/schema/documents');
  if (!existsSync(made)) return;
  mkdirSync(folder, { recursive: true });
  for (const file of readdirSync(made)) copyFileSync(join(made, file), join(folder, `${day}-${file}`));
}

/**
 * Process by process: restarted, and waited for until it is ready (ExecStartPost of its unit). One that does not come
 * up takes all that were changed back to the former release. Databases are not taken back: migrations only add.
 */
export function upgrade({ root = '/', to }: UpgradeAsked, tell: (line: string) => void, now = new Date()): number {
  const plan = planOf(join(root, 'etc/heitu'), {});
  const link = join(root, RELEASE);
  if (to === undefined || !existsSync(join(to, 'run'))) {
    tell('要写 --to 新版本的目录（里面有 ./run）');
    return 64;
  }
  const former = readlinkSync(link);
  if (former === to) {
    tell(`已经是 ${to}`);
    return 0;
  }
  tell('1. 备份');
  if (!ran('systemctl', 'start', 'heitu-backup.service')) {
    tell('备份没有成功，没有升级：journalctl -u heitu-backup -n 50');
    return 1;
  }
  keepDocuments(link, join(root, DATA, 'documents'), now.toISOString().slice(0, 10));
  tell('2. 准备新版本');
  if (!ran(join(to, 'run'), 'compose')) {
    tell('新版本准备不好，没有升级');
    return 1;
  }
  pointTo(link, to);
  const units = PROCESSES.flatMap((name) => copiesOf(plan).map((copy) => unitOf(name, copy)));
  const begun: string[] = [];
  for (const unit of units) {
    begun.push(unit);
    tell(`3. ${unit}`);
    if (ran('systemctl', 'restart', unit)) continue;
    tell(`${unit} 起不来，退回 ${former}`);
    pointTo(link, former);
    const stuck = begun.toReversed().filter((one) => !ran('systemctl', 'restart', one));
    tell(
      stuck.length === 0 ? `已退回：journalctl -u ${unit} -n 50` : `退回后仍起不来：${stuck.join('、')}，见应急手册`,
    );
    return 1;
  }
  tell(`都换成了 ${to}`);
  return 0;
}
