import type { ClauseRef } from '@heitu/standard';

/** Exit codes of sysexits.h, as the other commands have them. */
const EX = {
  usage: 64,
  data: 65,
  noInput: 66,
  unavailable: 69,
  cannotCreate: 73,
  io: 74,
  again: 75,
  noPermission: 77,
  config: 78,
} as const;

interface Row {
  message: string;
  exit: number;
  clause?: ClauseRef;
}
/** What a person reads where a backup, a restore or a drill does not go on; nothing has been changed at the target then. */
const ROWS = {
  KIND_UNKNOWN: { message: '备份方式只有 full（全量）、differential（差分）、incremental（增量）', exit: EX.usage },
  ONLY_FULL_ON_SQLITE: { message: '本机试用的 SQLite 只做全量备份', exit: EX.usage },
  BASE_MISSING: { message: '还没有可以接续的备份，请先做一次全量备份', exit: EX.noInput },
  BASE_OF_ANOTHER_DATABASE: { message: '数据库已经换过，不能接着旧的备份做，请先做一次全量备份', exit: EX.data },
  ONE_SERVER_ONLY: {
    message: '六个子系统的数据库不在同一台服务器上，请用 BACKUP_DATABASE_URL 指明备份哪一台',
    exit: EX.config,
  },
  DATABASE_ELSEWHERE: { message: '数据库的数据目录不在这台机器上，请在数据库所在的机器上备份', exit: EX.unavailable },
  DATABASE_UNREACHABLE: { message: '连不上数据库，没有备份', exit: EX.unavailable },
  DATABASE_EMPTY: { message: '有的数据库不存在或是空的，没有备份，请检查配置', exit: EX.noInput, clause: '11.6.4.dr' },
  NOT_MARIADB: { message: '在线备份只支持 MariaDB 和 SQLite', exit: EX.unavailable },
  DATABASE_DAMAGED: { message: '数据库文件已经损坏，没有生成备份，请先恢复', exit: EX.data, clause: '11.6.5.dw' },
  BUSY: { message: '数据库太忙，没有等到可以备份的时刻，请稍后再试', exit: EX.again },
  ALREADY_RUNNING: { message: '另一个备份或恢复正在进行', exit: EX.again },
  DISK_FULL: { message: '磁盘空间不够，没有完成', exit: EX.io },
  BACKUP_FAILED: { message: '备份没有完成', exit: EX.io },
  PASSWORD_FILE_MISSING: { message: '找不到备份仓库的密码文件（BACKUP_PASSWORD_FILE）', exit: EX.config },
  PASSWORD_WRONG: { message: '备份仓库的密码不对', exit: EX.noPermission },
  REPOSITORY_UNREACHABLE: { message: '找不到备份仓库', exit: EX.unavailable },
  REPOSITORY_LOCKED: { message: '备份仓库正被别的程序占用', exit: EX.again },
  REPOSITORY_DAMAGED: { message: '备份仓库的内容被改动或损坏，不能使用', exit: EX.data, clause: '11.6.5.dw' },
  NO_OFF_SITE: { message: '没有设置异地备份仓库（BACKUP_OFFSITE_REPOSITORY）', exit: EX.config, clause: '11.6.2.do' },
  NO_LOT_TO_RECALL: { message: '恢复的库里没有卖出去过的批次，演练不了召回', exit: EX.noInput },
  POWER_LOSS_NOT_PLAYED: { message: '断电测试没有做成，看上面的输出', exit: EX.unavailable, clause: '11.5.dg' },
  NO_SET: { message: '没有找到可以恢复的备份', exit: EX.noInput },
  CHAIN_BROKEN: { message: '这份备份所依据的前一份不见了，不能恢复', exit: EX.data, clause: '11.6.5.du' },
  TARGET_MISSING: { message: '请用 --to 指明恢复到哪里：一个空目录，或一台 MariaDB（mysql://…）', exit: EX.usage },
  TARGET_NOT_EMPTY: { message: '恢复的目标不是空的，没有改动它', exit: EX.cannotCreate },
  NO_LOG: { message: '数据库没有开日志（log_bin），或账号没有 REPLICATION SLAVE 权限', exit: EX.config },
  LOG_MISSING: { message: '存下的日志接不上这份备份，只能恢复到备份的时刻（不写 --until）', exit: EX.noInput },
  UNTIL_TO_FOLDER: { message: '--until 只能恢复整个 MariaDB 到一个空目录', exit: EX.usage },
  TIME_UNREADABLE: {
    message: '--at 和 --until 写作 2026-11-25T08:00 或 2026-11-25T08:00:30（北京时间）',
    exit: EX.usage,
  },
  SUBGRAPH_UNKNOWN: { message: '没有这个子系统', exit: EX.usage },
  PLACE_UNKNOWN: { message: '--from 只有 local（本地）和 off-site（异地）', exit: EX.usage },
  DRILL_UNKNOWN: { message: '演练只有 ordinary（一般灾难）和 severe（严重灾难）', exit: EX.usage },
  RESTORE_FAILED: { message: '恢复没有完成', exit: EX.data },
  RESTORED_DIFFERS: { message: '恢复出来的数据和备份时的记录不一致', exit: EX.data, clause: '11.3.3.dc' },
} as const satisfies Record<string, Row>;
export type BackupRefusal = keyof typeof ROWS;
const BACKUP_REFUSALS: Readonly<Record<BackupRefusal, Row>> = ROWS;

/**
 * Ends a command with a sentence, a code and an exit code; thrown, as ConfigError is, since it ends the process and not
 * a request.
 */
export class BackupRefused extends Error {
  readonly code: BackupRefusal;
  /** What exactly, for the operator: a file, a set, the tool's last words. */
  readonly detail: string;
  constructor(code: BackupRefusal, detail = '') {
    super(BACKUP_REFUSALS[code].message);
    this.code = code;
    this.detail = detail;
  }
  get exit(): number {
    return BACKUP_REFUSALS[this.code].exit;
  }
  /** `备份仓库的密码不对 [PASSWORD_WRONG]` and what exactly. */
  get sentence(): string {
    const { clause } = BACKUP_REFUSALS[this.code];
    return `${this.message} [${this.code}${clause ? ` ${clause}` : ''}]${this.detail ? `\n  ${this.detail}` : ''}`;
  }
}
