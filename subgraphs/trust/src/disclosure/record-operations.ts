import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, line, paragraph, parse, z } from '@heitu/kit/rules/validate';
import type { TrustContext } from '../context.ts';
import { BackupRun, Drill, Incident } from './disclosure.entity.ts';
import { BACKUP_CHECKS, BACKUP_METHODS, BACKUP_PLACES, DRILL_KINDS, INCIDENT_KINDS } from './disclosure.policy.ts';
import { disclosureRefusals } from './disclosure.refusals.ts';

const moment = z.number().int().min(0);
const rowCount = z.number().int().min(0).max(2_000_000_000);
const span = { startedAt: moment, finishedAt: moment };
const RECORDS = {
  incident: z.object({
    requestId: identifier(),
    kind: z.enum(INCIDENT_KINDS),
    unit: line(80, 2),
    summary: paragraph(2000, 2),
    startedAt: moment,
    recoveredAt: moment.nullish(),
  }),
  backup: z.object({
    requestId: identifier(),
    method: z.enum(BACKUP_METHODS),
    place: z.enum(BACKUP_PLACES),
    succeeded: z.boolean(),
    check: z.enum(BACKUP_CHECKS),
    tableCount: rowCount,
    tableTotal: rowCount,
    sizeBytes: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).nullish(),
    snapshotId: line(64).nullish(),
    ...span,
  }),
  drill: z.object({
    requestId: identifier(),
    kind: z.enum(DRILL_KINDS),
    rowsBefore: rowCount,
    rowsRecovered: rowCount,
    note: line(200),
    ...span,
  }),
} as const;

/** Records an incident, a backup or a drill as it was: times of the facts, not of the entry (11.3.2, 11.3.3, 11.6). */
export async function recordOperation(
  context: TrustContext,
  record: keyof typeof RECORDS,
  input: unknown,
): Promise<Outcome<{ id: string }>> {
  const valid = parse(RECORDS[record] as z.ZodType<z.output<(typeof RECORDS)[keyof typeof RECORDS]>>, input);
  if (!valid.ok) return valid;
  const { requestId, startedAt: startedAtMs, ...value } = valid.value;
  const endedAtMs = ('finishedAt' in value ? value.finishedAt : value.recoveredAt) ?? null;
  const nowMs = context.clock.now();
  if (startedAtMs > nowMs || (endedAtMs ?? 0) > nowMs) return refuse(disclosureRefusals, 'IN_THE_FUTURE');
  if (endedAtMs !== null && endedAtMs < startedAtMs) return refuse(disclosureRefusals, 'ENDS_BEFORE_START');
  return context.transaction(
    async (tx) => {
      const id = context.newId();
      if ('unit' in value) {
        const { kind, unit, summary } = value;
        await tx.em.insert(Incident, {
          id,
          kind,
          unit,
          summary,
          startedAtMs,
          recoveredAtMs: endedAtMs,
          recordedBy: context.actor.id,
        });
      } else if ('method' in value) {
        const { finishedAt, ...run } = value;
        await tx.em.insert(BackupRun, { id, ...run, startedAtMs, finishedAtMs: finishedAt });
      } else {
        if (value.rowsRecovered > value.rowsBefore) return refuse(disclosureRefusals, 'RECOVERED_TOO_MANY');
        const { finishedAt, ...drill } = value;
        await tx.em.insert(Drill, { id, ...drill, startedAtMs, finishedAtMs: finishedAt });
      }
      tx.audit({
        type: record,
        id,
        clause: record === 'incident' ? '11.3.2.cx' : record === 'backup' ? '11.6.1.di' : '11.3.3.db',
      });
      return ok({ id });
    },
    { id: requestId, input },
  );
}
