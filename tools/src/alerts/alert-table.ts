import { KEY_AGE } from '@heitu/standard';
import { CERTIFICATE_DAYS_MIN } from '../deploy/certificate.ts';

/** What is told to a person, when, and where the book says what to do. */
export interface Alert {
  name: string;
  /** In Prometheus' language; what it finds is what is wrong. */
  when: string;
  /** So many minutes it must be so. */
  minutes: number;
  /** `now`: somebody gets up. `day`: somebody looks in the morning. */
  urgency: 'now' | 'day';
  /** In one line of an SMS. */
  says: string;
  /** The heading in docs/zh/应急手册.md. */
  page: string;
  /** A history at whose end it is so, and at the end of whose first piece it is not; promtool reads it. */
  tried: Readonly<Record<string, string>>;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Each run of `./run backup`, every half hour, that had nothing to do counts as well. */
const BACKUP_HOURS_MAX = 2;
/** It is sent each minute; a check of the repository, which it waits for, may take long. */
const LOG_MINUTES_MAX = 20;
const DRILL_DAYS_MAX = 40;
/** While there is still time to replace one. */
const KEY_DAYS = KEY_AGE.daysMax - KEY_AGE.warnedDays;
const OK_10 = '0x10';

export const ALERTS: readonly Alert[] = [
  {
    name: 'ProcessAway',
    when: 'up{job="heitu"} == 0',
    minutes: 2,
    urgency: 'now',
    says: '{{ $labels.process }} 进程没有回答',
    page: '进程没有回答',
    tried: { 'up{job="heitu",process="orders"}': '1x10 0x10' },
  },
  {
    name: 'ServiceAway',
    when: 'heitu_subgraph_ready{process="gateway"} == 0',
    minutes: 1,
    urgency: 'now',
    says: '{{ $labels.subgraph }} 服务没有一个就绪',
    page: '服务没有就绪',
    tried: { 'heitu_subgraph_ready{process="gateway",subgraph="orders"}': '1x10 0x10' },
  },
  {
    name: 'PagesSlow',
    when: 'histogram_quantile(0.99, sum by (le) (rate(heitu_gateway_operation_seconds_bucket[5m]))) > 1',
    minutes: 10,
    urgency: 'now',
    says: '百分之一的页面超过 1 秒',
    page: '页面变慢',
    tried: {
      'heitu_gateway_operation_seconds_bucket{le="1"}': '0+60x15 900+30x30',
      'heitu_gateway_operation_seconds_bucket{le="3"}': '0+60x15 900+60x30',
      'heitu_gateway_operation_seconds_bucket{le="+Inf"}': '0+60x15 900+60x30',
    },
  },
  {
    name: 'TooBusy',
    when: 'sum(increase(heitu_gateway_overload_refusals_total[5m])) > 100',
    minutes: 5,
    urgency: 'now',
    says: '请求太多，有人被请求稍后再试',
    page: '请求太多',
    tried: { 'heitu_gateway_overload_refusals_total{worth="public"}': `${OK_10} 100+100x15` },
  },
  {
    name: 'EventsWaiting',
    when: 'max by (subgraph) (heitu_events_waiting) > 500',
    minutes: 10,
    urgency: 'now',
    says: '{{ $labels.subgraph }} 的消息积压',
    page: '消息积压或停放',
    tried: { 'heitu_events_waiting{subgraph="orders"}': '3x15 900x20' },
  },
  {
    name: 'EventsParked',
    when: 'max by (subgraph) (heitu_events_parked) > 0',
    minutes: 1,
    urgency: 'now',
    says: '{{ $labels.subgraph }} 有停放的消息',
    page: '消息积压或停放',
    tried: { 'heitu_events_parked{subgraph="orders"}': `${OK_10} 1x10` },
  },
  {
    name: 'JobsFail',
    when: 'sum by (subgraph, exported_job) (increase(heitu_job_runs_total{outcome="failed"}[30m])) > 3',
    minutes: 1,
    urgency: 'day',
    says: '{{ $labels.subgraph }} 的定时任务 {{ $labels.exported_job }} 失败',
    page: '定时任务失败',
    tried: { 'heitu_job_runs_total{subgraph="trust",exported_job="housekeeping",outcome="failed"}': '0x10 0+1x20' },
  },
  {
    name: 'CallsRefused',
    when: 'sum by (reason) (increase(heitu_refused_calls_total[10m])) > 0',
    minutes: 1,
    urgency: 'day',
    says: '进程之间的调用被拒（{{ $labels.reason }}）',
    page: '进程之间的调用被拒',
    tried: { 'heitu_refused_calls_total{reason="expired"}': '0x10 0+5x10' },
  },
  {
    name: 'DiskFilling',
    when: 'node_filesystem_avail_bytes{fstype!~"tmpfs|overlay"} / node_filesystem_size_bytes < 0.15',
    minutes: 5,
    urgency: 'now',
    says: '{{ $labels.instance }} 的磁盘 {{ $labels.mountpoint }} 快满',
    page: '磁盘快满',
    tried: {
      'node_filesystem_avail_bytes{instance="a",mountpoint="/",fstype="ext4"}': '50x10 9x10',
      'node_filesystem_size_bytes{instance="a",mountpoint="/",fstype="ext4"}': '100x20',
    },
  },
  {
    name: 'BackupMissed',
    when: `time() - (max(heitu_backup_succeeded_at_seconds) or vector(0)) > ${BACKUP_HOURS_MAX * HOUR}`,
    minutes: 10,
    urgency: 'now',
    says: `${BACKUP_HOURS_MAX} 小时没有备份成功`,
    page: '备份没有做',
    tried: { heitu_backup_succeeded_at_seconds: '0x100 0x100' },
  },
  {
    name: 'LogNotSent',
    when: `time() - (max(heitu_log_succeeded_at_seconds) or vector(0)) > ${LOG_MINUTES_MAX * MINUTE}`,
    minutes: 5,
    urgency: 'now',
    says: `${LOG_MINUTES_MAX} 分钟没有把数据库日志送到异地`,
    page: '数据库日志没有送到异地',
    tried: { heitu_log_succeeded_at_seconds: '0+60x10 600x60' },
  },
  {
    name: 'DrillMissed',
    when: `time() - max(heitu_drill_succeeded_at_seconds) > ${DRILL_DAYS_MAX * DAY}`,
    minutes: 10,
    urgency: 'day',
    says: `${DRILL_DAYS_MAX} 天没有演练成功`,
    page: '演练没有做',
    tried: { heitu_drill_succeeded_at_seconds: `0x15 -${DRILL_DAYS_MAX * DAY}x20` },
  },
  {
    name: 'CertificateEnding',
    when: `heitu_certificate_ends_at_seconds - time() < ${CERTIFICATE_DAYS_MIN * DAY}`,
    minutes: 1,
    urgency: 'now',
    says: `证书不到 ${CERTIFICATE_DAYS_MIN} 天到期`,
    page: '证书快到期',
    tried: { 'heitu_certificate_ends_at_seconds{site="a"}': `${30 * DAY}x10 ${DAY}x10` },
  },
  {
    name: 'KeyOld',
    when: `time() - heitu_key_since_seconds > ${KEY_DAYS * DAY}`,
    minutes: 1,
    urgency: 'day',
    says: `{{ $labels.process }} 的 {{ $labels.key }} 不到 ${KEY_AGE.warnedDays} 天就用满一年`,
    page: '密钥快满一年',
    tried: { 'heitu_key_since_seconds{process="trust",key="AUDIT_KEY"}': `0x10 -${KEY_DAYS * DAY}x10` },
  },
  {
    name: 'DatabaseAway',
    when: 'heitu_database_up == 0',
    minutes: 1,
    urgency: 'now',
    says: '{{ $labels.instance }} 的数据库连不上',
    page: '数据库连不上',
    tried: { 'heitu_database_up{instance="a"}': '1x10 0x10' },
  },
  {
    name: 'DatabaseNodesMissing',
    when: 'heitu_database_nodes < heitu_database_nodes_planned',
    minutes: 2,
    urgency: 'now',
    says: '数据库只剩 {{ $value }} 台',
    page: '数据库少了一台',
    tried: { heitu_database_nodes: '3x10 2x10', heitu_database_nodes_planned: '3x20' },
  },
  {
    name: 'DatabaseBehind',
    when: 'heitu_database_queue > 100',
    minutes: 5,
    urgency: 'now',
    says: '{{ $labels.instance }} 的数据库落后',
    page: '数据库少了一台',
    tried: { 'heitu_database_queue{instance="a"}': '0x10 300x20' },
  },
  {
    name: 'ClockOff',
    when: 'node_timex_sync_status == 0',
    minutes: 15,
    urgency: 'day',
    says: '{{ $labels.instance }} 的时钟没有校准',
    page: '时钟不准',
    tried: { 'node_timex_sync_status{instance="a"}': '1x20 0x30' },
  },
  {
    name: 'DevicesSilent',
    when: 'max(heitu_figure{figure="silent-devices"}) > 0',
    minutes: 15,
    urgency: 'now',
    says: '{{ $value }} 个温度计在送货途中没有声音',
    page: '温度计没有声音',
    tried: { 'heitu_figure{subgraph="logistics",figure="silent-devices"}': '0x20 2x30' },
  },
  {
    name: 'SignalsStale',
    when: 'time() - node_textfile_mtime_seconds{file=~".*heitu.prom"} > 1200',
    minutes: 1,
    urgency: 'day',
    says: '{{ $labels.instance }} 的证书、密钥、数据库没人看',
    page: '监控自己停了',
    tried: { 'node_textfile_mtime_seconds{instance="a",file="heitu.prom"}': '0x15 0x45' },
  },
];
/** Always on: whoever waits for it hears when Prometheus or its way to people has stopped. */
export const ALWAYS = 'Watchdog';
