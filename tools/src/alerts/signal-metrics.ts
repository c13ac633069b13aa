import { Gauge, Registry } from 'prom-client';

/** What no process of the platform sees: certificate, keys, the database's nodes. Prometheus reads it from a file. */
export const signals = new Registry();
const gauge = <Label extends string>(name: string, help: string, ...labelNames: Label[]): Gauge<Label> =>
  new Gauge({ name, help, labelNames, registers: [signals] });
export const certificateGauge = gauge(
  'heitu_certificate_ends_at_seconds',
  'When the certificate that is served ends',
  'site',
);
export const keyGauge = gauge('heitu_key_since_seconds', 'Since when a key is in use', 'process', 'key');
export const databaseUp = gauge('heitu_database_up', "Whether this machine's database answers");
export const nodes = gauge(
  'heitu_database_nodes',
  'Databases that stand together, as the one on this machine sees them',
);
export const nodesPlanned = gauge('heitu_database_nodes_planned', 'Databases that there should be');
export const queue = gauge('heitu_database_queue', 'Write sets that this database has received and not applied');
// Written by the services that take backups and play drills, when they succeeded: declared here for whoever reads.
gauge('heitu_backup_succeeded_at_seconds', 'When a backup run last succeeded');
gauge('heitu_log_succeeded_at_seconds', "When the database's log was last sent off site");
gauge('heitu_drill_succeeded_at_seconds', 'When all three drills last succeeded');
