import {
  copiesOf,
  DATA,
  isAlone,
  portOf,
  PORTS,
  portStem,
  PROCESSES,
  RELEASE,
  SETTINGS,
  settingsOf,
  text,
  TEXTFILES,
  TITLES,
  unitOf,
  type Files,
  type Plan,
  type ProcessName,
} from './plan.ts';

const FOLDER = 'etc/systemd/system';
/** What no process of ours needs. MemoryDenyWriteExecute is not among it: V8 compiles as it runs. */
const CLOSED = [
  'NoNewPrivileges=yes',
  'ProtectSystem=strict',
  'ProtectHome=yes',
  'PrivateTmp=yes',
  'PrivateDevices=yes',
  'ProtectKernelTunables=yes',
  'ProtectKernelModules=yes',
  'ProtectKernelLogs=yes',
  'ProtectControlGroups=yes',
  'ProtectClock=yes',
  'ProtectHostname=yes',
  'ProtectProc=invisible',
  'RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6',
  'RestrictNamespaces=yes',
  'RestrictRealtime=yes',
  'RestrictSUIDSGID=yes',
  'LockPersonality=yes',
  'CapabilityBoundingSet=',
  'SystemCallArchitectures=native',
  'SystemCallFilter=@system-service',
  'UMask=0077',
];
const RUN = `${RELEASE}/run`;
const OPERATE = 'usr/local/sbin/heitu';
const NOTE = 'usr/local/lib/heitu-note';
const WATCH = 'usr/local/lib/heitu-watch';
const DATABASE_CHECK = 'usr/local/lib/heitu-dbcheck';
const CURL = '/usr/bin/curl -sf -o /dev/null --retry 90 --retry-delay 1 --retry-all-errors -m 2';
/** `./run` looks for Node otherwise, and would fetch one. */
const NODE_IS_HERE = 'Environment=HEITU_NODE_READY=1';
const settingsFrom = (...files: readonly string[]): string[] =>
  files.map((file) => `EnvironmentFile=${SETTINGS}/${file}.env`);

interface Service {
  title: string;
  user: string;
  settings: readonly string[];
  command: string;
  writes: readonly string[];
  port?: string;
}

/** A process that serves: begun anew when it dies, and called started once it says that it is ready. */
function serving({ title, user, settings, command, writes, port }: Service): string {
  return text(
    '[Unit]',
    `Description=黑土 ${title}`,
    'After=network-online.target mariadb.service',
    'Wants=network-online.target',
    'PartOf=heitu.target',
    'StartLimitIntervalSec=0',
    '',
    '[Service]',
    'Type=exec',
    `User=${user}`,
    'Group=heitu',
    `WorkingDirectory=${RELEASE}`,
    ...settingsFrom(...settings),
    NODE_IS_HERE,
    port !== undefined && `Environment=PORT=${port} METRICS_PORT=1${port}`,
    `ExecStart=${command}`,
    port !== undefined && `ExecStartPost=${CURL} http://\${HOST}:${port}/health/ready`,
    'Restart=always',
    'RestartSec=2',
    'TimeoutStartSec=200',
    'TimeoutStopSec=75',
    ...CLOSED,
    ...writes.map((folder) => `ReadWritePaths=${folder}`),
    '',
    '[Install]',
    'WantedBy=heitu.target',
  );
}

/** Where a process writes: a subgraph its files, trust what its check of the trail remembers. */
export const foldersOf = (name: ProcessName): string[] => [
  ...(name === 'gateway' ? [] : [`${DATA}/files/${name}`]),
  ...(name === 'trust' ? [`${DATA}/audit`] : []),
];

const processUnit = (name: ProcessName): string =>
  serving({
    title: `${TITLES[name]} %i`,
    user: `heitu-${name}`,
    settings: settingsOf(name),
    command: `${RUN} serve ${name}`,
    writes: foldersOf(name),
    port: `${portStem(name)}%i`,
  });

/** What is done by time, as root: it reads the database's folder and everybody's files. */
const done = (title: string, settings: readonly string[], ...more: readonly string[]): string =>
  text(
    '[Unit]',
    `Description=黑土 ${title}`,
    '',
    '[Service]',
    'Type=oneshot',
    `WorkingDirectory=${RELEASE}`,
    ...settingsFrom(...settings),
    NODE_IS_HERE,
    ...more,
    'NoNewPrivileges=yes',
    'ProtectHome=read-only',
    'PrivateTmp=yes',
    'UMask=0077',
  );
const timer = (title: string, when: string): string =>
  text(
    '[Unit]',
    `Description=黑土 ${title}`,
    '',
    '[Timer]',
    `OnCalendar=${when}`,
    'Persistent=true',
    '',
    '[Install]',
    'WantedBy=timers.target',
  );
/** Says when it succeeded last, for the alarm that it has not. */
const noted = (what: string): string => `ExecStartPost=/${NOTE} ${what}`;
const noteScript = (): string =>
  text(
    '#!/bin/sh',
    'set -eu',
    `file=${TEXTFILES}/heitu-$1.prom`,
    'echo "heitu_$1_succeeded_at_seconds $(date +%s)" > "$file.new"',
    'chmod 644 "$file.new"',
    'mv "$file.new" "$file"',
  );

/** Less, and the database stops writing soon; more, and it can go on for days. */
const FULL_MIB = 256;
const ROOM_MIB = 1024;
/**
 * Of three databases the one whose disk is full stops the other two, which wait until it has written: it leaves in
 * time, is killed where it hangs on the disk already, and comes back when there is room. One alone has nobody to leave
 * to.
 */
const diskScript = (): readonly string[] => [
  "room=$(df --output=avail -BM /var/lib/mysql | tail -n 1 | tr -dc '0-9')",
  'full=/run/heitu-disk-full',
  `if [ "$room" -lt ${FULL_MIB} ] && systemctl -q is-active mariadb.service; then`,
  '  touch "$full"',
  '  timeout 10 systemctl stop mariadb.service || systemctl kill -s KILL mariadb.service',
  `elif [ "$room" -ge ${ROOM_MIB} ] && [ -e "$full" ]; then`,
  '  rm "$full" && systemctl start mariadb.service',
  'fi',
];
/** A process that hangs is killed after three questions without an answer; its service begins it anew. */
const watchScript = (plan: Plan): string =>
  text(
    '#!/bin/sh',
    'look() {',
    '  systemctl -q is-active "$1" || return 0',
    `  curl -s -o /dev/null -m 5 --retry 2 --retry-all-errors "http://${plan.here}:$2/health/live" ||`,
    '    systemctl kill -s KILL "$1"',
    '}',
    ...PROCESSES.flatMap((name) => copiesOf(plan).map((copy) => `look ${unitOf(name, copy)} ${portOf(name, copy)} &`)),
    ...(isAlone(plan) ? [] : diskScript()),
    'wait',
  );

/** The machine's users: one for each process, so that none reads what another was given. */
const users = (): string =>
  text(
    'g heitu -',
    ...[...PROCESSES, 'prober', 'alarm'].map((name) => `u heitu-${name} -:heitu "黑土" ${DATA}`),
    'u heitu-dbcheck - "黑土" /',
  );
const folders = (): string =>
  text(
    `d ${DATA} 0755 root heitu`,
    `d ${DATA}/files 0755 root heitu`,
    ...PROCESSES.flatMap((name) => foldersOf(name).map((folder) => `d ${folder} 0700 heitu-${name} heitu`)),
    `d ${DATA}/prober 0700 heitu-prober heitu`,
    `d ${DATA}/documents 0755 root heitu`,
    `d ${DATA}/backup 0700 root root`,
    `d ${TEXTFILES} 0755 root root`,
  );

/**
 * `./run` for root, with everybody's settings: what backs up, restores and looks after databases. Backups read the
 * server on this machine, not each subgraph's own.
 */
const operate = (): string => {
  const subgraphs = PROCESSES.filter((name) => name !== 'gateway');
  const own = subgraphs.map((name) => `DATABASE_URL_${name.toUpperCase()}`);
  return text(
    '#!/bin/sh',
    'set -eua',
    `for f in plan secrets ${subgraphs.join(' ')} backup; do . ${SETTINGS}/$f.env; done`,
    'HEITU_NODE_READY=1',
    `case "\${1:-}" in backup | archive | restore | drill) unset ${own.join(' ')} ;; esac`,
    `cd ${RELEASE}`,
    'exec ./run "$@"',
  );
};

const timed = (): Files => ({
  [OPERATE]: operate(),
  [`${FOLDER}/heitu-backup.service`]: done('备份', [], `ExecStart=/${OPERATE} backup`, noted('backup')),
  [`${FOLDER}/heitu-backup.timer`]: timer('每半小时备份到期的一种', '*:0/30'),
  [`${FOLDER}/heitu-archive.service`]: text(
    '[Unit]',
    'Description=黑土 存下数据库日志，可以恢复到某一分钟',
    'After=mariadb.service',
    'PartOf=heitu.target',
    'StartLimitIntervalSec=0',
    '',
    '[Service]',
    `ExecStart=/${OPERATE} archive`,
    'Restart=always',
    'RestartSec=5',
    'NoNewPrivileges=yes',
    'ProtectHome=read-only',
    'UMask=0077',
    '',
    '[Install]',
    'WantedBy=heitu.target',
  ),
  [`${FOLDER}/heitu-log.service`]: done(
    '数据库日志送到异地',
    [],
    `ExecStart=/${OPERATE} archive --off-site`,
    noted('log'),
  ),
  [`${FOLDER}/heitu-log.timer`]: timer('每分钟送一次', '*:0/1'),
  [`${FOLDER}/heitu-drill.service`]: done(
    '恢复演练',
    [],
    `ExecStart=/${OPERATE} drill`,
    `ExecStart=/${OPERATE} drill --kind severe`,
    `ExecStart=/${OPERATE} drill recall`,
    noted('drill'),
  ),
  [`${FOLDER}/heitu-drill.timer`]: timer('每月演练一次', '*-*-01 02:10:00'),
  [`${FOLDER}/heitu-signals.service`]: done(
    '证书、密钥和数据库的情况',
    ['plan', 'secrets', 'backup'],
    `ExecStart=${RUN} signals --out ${TEXTFILES}/heitu.prom`,
  ),
  [`${FOLDER}/heitu-signals.timer`]: timer('每五分钟看一次', '*:0/5'),
});

/** Asks a node whether it takes writes, for the balancers of all machines. */
const databaseCheck = (plan: Plan): Files => ({
  [`${FOLDER}/heitu-dbcheck.socket`]: text(
    '[Unit]',
    'Description=黑土 数据库能不能写',
    '',
    '[Socket]',
    `ListenStream=${plan.here}:${PORTS.databaseCheck}`,
    'Accept=yes',
    '',
    '[Install]',
    'WantedBy=sockets.target',
  ),
  [`${FOLDER}/heitu-dbcheck@.service`]: text(
    '[Unit]',
    'Description=黑土 数据库能不能写',
    '',
    '[Service]',
    'User=heitu-dbcheck',
    'StandardInput=socket',
    `ExecStart=/${DATABASE_CHECK}`,
    'RuntimeMaxSec=5',
    ...CLOSED,
  ),
  [DATABASE_CHECK]: text(
    '#!/bin/sh',
    '# 200 while this node is in the primary component and synced, else 503. The question is read to its end: an',
    '# answer to half of one is a reset connection to whoever asked.',
    'while IFS= read -r line && [ ${#line} -gt 1 ]; do :; done',
    `status="'WSREP_CLUSTER_STATUS','WSREP_LOCAL_STATE'"`,
    'from="information_schema.global_status where variable_name in ($status)"',
    'asked="select group_concat(variable_value order by variable_name) from $from"',
    'state=$(timeout 3 mariadb -BN -e "$asked" 2>/dev/null)',
    '[ "$state" = "Primary,4" ] && said="200 OK" || said="503 Service Unavailable"',
    'printf "HTTP/1.1 %s\\r\\nConnection: close\\r\\nContent-Length: 0\\r\\n\\r\\n" "$said"',
  ),
});

export const unitFiles = (plan: Plan): Files => ({
  ...Object.fromEntries(PROCESSES.map((name) => [`${FOLDER}/heitu-${name}@.service`, processUnit(name)])),
  [`${FOLDER}/heitu-prober.service`]: serving({
    title: '外部探测（装在另一台机器上）',
    user: 'heitu-prober',
    settings: ['plan', 'prober'],
    command: `${RUN} serve prober`,
    writes: [`${DATA}/prober`],
  }),
  [`${FOLDER}/heitu-alarm.service`]: serving({
    title: '告警短信',
    user: 'heitu-alarm',
    settings: ['alarm'],
    command: `${RUN} serve alarm`,
    writes: [],
  }),
  [`${FOLDER}/heitu.target`]: text(
    '[Unit]',
    'Description=黑土平台',
    `Wants=${PROCESSES.flatMap((name) => copiesOf(plan).map((copy) => unitOf(name, copy))).join(' ')}`,
    '',
    '[Install]',
    'WantedBy=multi-user.target',
  ),
  ...timed(),
  [`${FOLDER}/heitu-watch.service`]: text(
    '[Unit]',
    'Description=黑土 看住没有反应的进程',
    '',
    '[Service]',
    'Type=oneshot',
    `ExecStart=/${WATCH}`,
  ),
  [WATCH]: watchScript(plan),
  [NOTE]: noteScript(),
  [`${FOLDER}/heitu-watch.timer`]: text(
    '[Unit]',
    'Description=黑土 每二十秒看一次',
    '',
    '[Timer]',
    'OnBootSec=5min',
    'OnUnitActiveSec=20',
    'AccuracySec=1',
    '',
    '[Install]',
    'WantedBy=timers.target',
  ),
  'etc/sysusers.d/heitu.conf': users(),
  'etc/tmpfiles.d/heitu.conf': folders(),
  ...(!isAlone(plan) && databaseCheck(plan)),
});
