import type { SettingGroup } from '@heitu/kit/serving/setting';

export const BACKUP_SETTINGS = {
  title: '`./run backup`, `restore` and `drill`',
  settings: [
    {
      name: 'BACKUP_REPOSITORY',
      default: 'DATA_DIR/backup/repository',
      meaning: 'Where `./run backup` keeps its sets: a folder, or any address that restic takes.',
      requiredInProduction: 'always',
    },
    {
      name: 'BACKUP_OFFSITE_REPOSITORY',
      fill: '异地备份的地址（restic 写法：sftp:、s3:、rest: 或挂载的目录）',
      default: '',
      meaning:
        "The copy in another place: any address that restic takes (sftp:, rest:, s3:, a mounted folder). Its credentials are restic's own variables.",
    },
    {
      name: 'BACKUP_PASSWORD_FILE',
      default: 'generated under DATA_DIR/keys',
      meaning: 'A file with the password that encrypts both repositories.',
      requiredInProduction: 'always',
    },
    {
      name: 'BACKUP_DATABASE_URL',
      default: 'DATABASE_URL',
      meaning:
        'mysql://user:password@host:port of a MariaDB user that may back up (RELOAD, PROCESS, LOCK TABLES, BINLOG MONITOR, SELECT; REPLICATION SLAVE for the log).',
    },
    {
      name: 'BACKUP_LOG_DIR',
      fill: '数据库日志存到哪里：最好是另一块盘或另一台机器挂载的目录（不填放在本机）',
      default: 'BACKUP_WORK_DIR/log',
      meaning: "Where `./run archive` keeps the database's log, for a restore to a minute.",
    },
    { name: 'BACKUP_FULL_HOURS', default: '12', meaning: 'The period of full sets (11.6.3).' },
    { name: 'BACKUP_DIFFERENTIAL_HOURS', default: '168', meaning: 'The period of differential sets (11.6.3).' },
    { name: 'BACKUP_INCREMENTAL_HOURS', default: '2', meaning: 'The period of incremental sets (11.6.3).' },
    {
      name: 'BACKUP_WORK_DIR',
      default: 'DATA_DIR/backup',
      meaning: 'Room for a set on its way, for a drill, and for records that are not yet delivered.',
    },
  ],
} as const satisfies SettingGroup;
