import { rolesOf, type Actor } from '../rules/actor.ts';
import { z } from '../rules/validate.ts';

const PARTIES_MAX = 10;

/**
 * What one request did, for the audit trail: an act (a mutation, committed or refused), or a read of others' personal
 * data.
 */
export const actRecord = z.object({
  /** Absent in records of the first version: an act that was done. */
  kind: z.enum(['act', 'read']).optional(),
  operation: z.string(),
  requestId: z.string(),
  actorKind: z.string(),
  actorId: z.string(),
  /** Of the actor's roles those by which the rule let it in; all where it asks for none. */
  roles: z.array(z.string()),
  /** The parties that these roles are held for. */
  parties: z.array(z.string()).optional(),
  sessionId: z.string().optional(),
  from: z.string().optional(),
  delegation: z.object({ id: z.string(), delegatorId: z.string() }).optional(),
  outcome: z.enum(['done', 'refused']).optional(),
  /** The refusal's code, and its clause. */
  code: z.string().optional(),
  clause: z.string().optional(),
  subject: z.array(
    z.object({ type: z.string(), id: z.string(), clause: z.string().optional(), reason: z.string().optional() }),
  ),
  /** Of a read: whose data, and which fields; ids and field names, never values. */
  reads: z.array(z.object({ subjectId: z.string(), fields: z.array(z.string()) })).optional(),
});
export type ActRecord = z.output<typeof actRecord>;

/**
 * Whose data a peer copies, at whose request, and what for: stands on the audit trail with the fields that the copy
 * holds.
 */
export interface CopyReason {
  subjectId: string;
  /** The account whose request it is. */
  requestedBy: string;
  purpose: string;
}

/** One request's act as it stands now: a document may hold several mutations, run one after the other. */
export interface Act {
  actor: Actor;
  requestId: string;
  operation: string;
  /** The roles that the rule of this mutation names; absent where it asks for none. */
  allowedRoles?: readonly string[];
  /** A transaction of it was committed, and with it the record of the act. */
  recorded?: boolean;
}

/** Who, when, from where and by which role: what every record of the audit trail begins with. */
export function actRecordOf({ actor, requestId, operation, allowedRoles }: Act): Omit<ActRecord, 'kind' | 'subject'> {
  const used = actor.grants.filter((grant) => !allowedRoles || allowedRoles.includes(grant.role));
  const grants = used.length > 0 ? used : actor.grants;
  const parties = [...new Set(grants.flatMap((grant) => grant.partyId ?? []))].slice(0, PARTIES_MAX);
  return {
    operation,
    requestId,
    actorKind: actor.kind,
    actorId: actor.id,
    roles: rolesOf({ ...actor, grants }),
    ...(parties.length > 0 && { parties }),
    ...(actor.sessionId !== undefined && { sessionId: actor.sessionId }),
    ...(actor.from !== undefined && { from: actor.from }),
    ...(actor.delegation && { delegation: actor.delegation }),
  };
}
