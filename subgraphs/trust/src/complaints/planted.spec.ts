import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { YES } from '@heitu/kit/data/entities';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { gatherFigures } from '@heitu/kit/rules/evidence';
import { openComplaints, type ComplaintsRoom } from '../testing/complaints.fixture.ts';
import { contextOf } from '../testing/trust-room.fixture.ts';
import { complaintEvidence } from './complaint.evidence.ts';
import { Complaint } from './complaint.entity.ts';

/** A breach is planted, the clause is breached; it is mended, the clause is met again. */
describe('what complaints show of their clauses can fail', () => {
  let made: ComplaintsRoom;
  let id: string;
  beforeEach(async () => {
    made = await openComplaints();
    id = (await made.file()).id;
  });
  afterEach(() => made.room.close());

  const context = () => contextOf(made.room);
  const judged = async (clause: string) => {
    const nowMs = made.room.clock.now();
    const all = await gatherFigures(complaintEvidence, context(), { fromMs: nowMs - DAY_MS, toMs: nowMs + DAY_MS });
    const figures = all.find((one) => one.clause === clause)?.figures ?? [];
    return figures.flatMap(({ verdict }) => verdict ?? []);
  };
  const set = (row: object) =>
    context().transaction(async (tx) => {
      await tx.em.nativeUpdate(Complaint, { id }, row);
      return { ok: true as const, value: null };
    });
  const ago = (days: number): number => made.room.clock.now() - days * DAY_MS;

  it.each([
    [
      '7.3.8.m',
      'an appeal without a result after its time',
      { closedAtMs: null, settleDueAtMs: -1 },
      { settleDueAtMs: 9 },
    ],
    ['7.3.8.n', 'ended after its time', { closedAtMs: 0, settleDueAtMs: -1, remedy: 'return' }, { settleDueAtMs: 9 }],
    ['7.3.8.o', 'answered late', { answeredAtMs: 0, answerDueAtMs: -1 }, { answerDueAtMs: 9 }],
  ])('%s: %s', async (clause, _what, planted: Record<string, unknown>, mended: Record<string, unknown>) => {
    const at = (row: Record<string, unknown>) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [name, typeof value === 'number' ? ago(-value) : value]),
      );
    await set(at(planted));
    expect(await judged(clause)).toContain('breached');
    await set(at(mended));
    expect(await judged(clause)).toEqual(['met']);
  });

  it('6.6.d: the liable party said yes, and the buyer has not been paid', async () => {
    const said = { escalatedAtMs: ago(9), decidedAtMs: ago(8), liableAccepted: YES, compensationFen: 800 };
    await set({ ...said, settleDueAtMs: ago(1), closedAtMs: null });
    expect(await judged('6.6.d')).toContain('breached');
    await set({ closedAtMs: ago(0) });
    expect(await judged('6.6.d')).toContain('breached');
    await set({ closedAtMs: ago(2) });
    expect(new Set(await judged('6.6.d'))).toEqual(new Set(['few']));
  });
});
