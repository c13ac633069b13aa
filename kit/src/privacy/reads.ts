import { actRecordOf, type ActRecord, type CopyReason } from './act-record.ts';
import { isSignedIn, type Actor } from '../rules/actor.ts';

/** Nobody's personal data: a picture of goods. */
const isNobody = (subjectId: string): boolean => subjectId.startsWith('_');
/**
 * Not one's own, nor that of a party one works for. Who acts for another by that other's leave reads another's data all
 * the same. Peers, jobs and reactions read as the system, and somebody not signed in is shown nothing.
 */
const isAnothers = (actor: Actor, subjectId: string): boolean =>
  isSignedIn(actor) &&
  subjectId !== actor.id &&
  !isNobody(subjectId) &&
  (actor.delegation !== undefined || !actor.grants.some((grant) => grant.partyId === subjectId));

/** What one request was shown of others' personal data. */
export class ReadsOfOthers {
  private readonly fieldsOf = new Map<string, Set<string>>();
  private readonly actor: Actor;
  private copiedFor: CopyReason | undefined;
  constructor(actor: Actor) {
    this.actor = actor;
  }
  /** From here on everything that is opened leaves this subgraph, and is recorded whoever asks: a peer too. */
  copyFor(reason: CopyReason): void {
    this.copiedFor = reason;
    this.note(reason.subjectId, 'copy');
  }
  note(subjectId: string, what: string): void {
    if (!this.copiedFor && !isAnothers(this.actor, subjectId)) return;
    const fields = this.fieldsOf.get(subjectId);
    if (fields) fields.add(what);
    else this.fieldsOf.set(subjectId, new Set([what]));
  }
  /**
   * Writes what was noted since the last time into the audit trail's outbox, as one record; it throws where that cannot
   * be done, and then nothing may be answered.
   */
  async record(operation: string, requestId: string, write: (act: ActRecord) => Promise<void>): Promise<void> {
    if (this.fieldsOf.size === 0) return;
    const reads = [...this.fieldsOf].map(([subjectId, fields]) => ({ subjectId, fields: [...fields].sort() }));
    const subject = this.copiedFor
      ? [{ type: 'account', id: this.copiedFor.requestedBy, reason: this.copiedFor.purpose }]
      : [];
    await write({
      ...actRecordOf({ actor: this.actor, operation, requestId }),
      kind: 'read',
      outcome: 'done',
      subject,
      reads,
    });
    this.fieldsOf.clear();
  }
}
