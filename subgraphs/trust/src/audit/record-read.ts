import { actRecordOf } from '@heitu/kit/acts';
import { ok } from '@heitu/kit/outcome';
import type { ClauseRef } from '@heitu/standard';
import type { TrustContext } from '../context.ts';
import { recordAct } from './record-act.ts';

export interface ReadOfPerson {
  subjectId: string;
  /** Field names: address, openid, complaint … */
  fields: string[];
}

/** Records that somebody is about to see others' personal data, or was refused, before the answer (10.4, 7.4.t). One's own data is not recorded. */
export async function recordRead(context: TrustContext, reads: readonly ReadOfPerson[], why: { clause: ClauseRef; refused?: boolean }): Promise<void> {
  const { actor, operation, requestId } = context;
  const others = reads.filter((read) => read.subjectId !== actor.id);
  if (others.length === 0) return;
  const id = context.newId();
  const atMs = context.clock.now();
  await context.transaction(async (tx) => {
    const record = { ...actRecordOf({ actor, operation, requestId }), kind: 'read' as const, outcome: why.refused ? ('refused' as const) : ('done' as const), clause: why.clause, subject: [], reads: others };
    await recordAct(context, tx, 'trust', record, { id, type: 'trust.act-recorded.v1', aggregateType: 'act', aggregateId: requestId, atMs, payload: record });
    return ok(null);
  });
}
