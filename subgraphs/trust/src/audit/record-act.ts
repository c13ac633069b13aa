import { randomBytes } from 'node:crypto';
import type { ActRecord } from '@heitu/kit/context';
import type { EventEnvelope } from '@heitu/kit/event';
import type { TrustTransaction } from '../context.ts';
import { AuditEntry } from './audit.entity.ts';

const LINE_MAX = 255;

/** Writes the entry for one committed mutation of any subgraph; the sealer chains it later (11.5.dh). */
export async function recordAct(tx: TrustTransaction, sender: string, act: ActRecord, event: EventEnvelope): Promise<void> {
  await tx.em.insert(AuditEntry, {
    id: event.id, sender, operation: act.operation.slice(0, 80), requestId: act.requestId.slice(0, 64), actorKind: act.actorKind, actorId: act.actorId,
    roles: act.roles.join(',').slice(0, LINE_MAX), subject: JSON.stringify(act.subject), atMs: event.atMs, salt: randomBytes(16).toString('hex'), sealed: false,
  });
}
