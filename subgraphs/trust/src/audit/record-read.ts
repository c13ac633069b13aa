import { actRecordOf } from '@heitu/kit/privacy/act-record';
import { gatherEach } from '@heitu/kit/data/gather';
import { ok } from '@heitu/kit/rules/outcome';
import type { ClauseRef } from '@heitu/standard';
import type { TrustContext } from '../context.ts';
import { recordActs, type Act } from './record-act.ts';

export interface ReadOfPerson {
  subjectId: string;
  /** Field names: address, openid, complaint … */
  fields: string[];
}

const record = gatherEach(async (context: TrustContext, looks: readonly Act[]) => {
  await context.write((writes) => {
    recordActs(context, writes, looks);
    return ok(null);
  });
});

/**
 * Records that somebody is about to see others' personal data, or was refused, before the answer (10.4, 7.4.t). One's
 * own data is not recorded.
 */
export async function recordRead(
  context: TrustContext,
  reads: readonly ReadOfPerson[],
  why: { clause: ClauseRef; refused?: boolean },
): Promise<void> {
  const { actor, operation, requestId } = context;
  const others = reads.filter((read) => read.subjectId !== actor.id);
  if (others.length === 0) return;
  const act = {
    ...actRecordOf({ actor, operation, requestId }),
    kind: 'read' as const,
    outcome: why.refused ? ('refused' as const) : ('done' as const),
    clause: why.clause,
    subject: [],
    reads: others,
  };
  await record(context, { sender: 'trust', act, event: { id: context.newId(), atMs: context.clock.now() } });
}
