import type { Context } from '../data/context.ts';
import type { Audited } from '../data/gathered.ts';
import type { ActRecord } from '../privacy/act-record.ts';
import type { ReadsOfOthers } from '../privacy/reads.ts';
import type { Actor } from '../rules/actor.ts';
import type { Logger } from './logging.ts';
import type { UnderWay } from './under-way.ts';

export type ContextOf = (
  actor: Actor,
  operation: string,
  requestId: string,
  call?: { audited?: Audited; reads?: ReadsOfOthers },
) => Context;

/** What each way into a subgraph needs: operations (graph-door.ts) and raw HTTP (edge-door.ts). */
export interface Doorway {
  /** The subgraph's. */
  name: string;
  log: Logger;
  contextOf: ContextOf;
  /** Writes an act that belongs to no transaction durably into the outbox. */
  record(act: ActRecord): Promise<void>;
  underWay: UnderWay;
}
