import { dutyState, type OwedDuty } from '@heitu/kit/data/duties';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import { ok } from '@heitu/kit/rules/outcome';
import { DUTIES, DUTY_ESCALATION, type EscalationStep } from '@heitu/standard';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { notifyRole } from '../messages/notify.ts';
import { DUTY_ROOMS, owedByRoom, type DutyRoom } from './calendar.ts';
import { DutyMark, DutyWatch } from './duty.entity.ts';
import { platform } from './trust.duties.ts';

/** Looked through so often; what nobody did is some days late by then. */
const WATCH_EVERY_MS = HOUR_MS;
/** A room is asked for so much at once. */
const ASKED_AT_ONCE_MS = 31 * DAY_MS;
const INSERT_CHUNK = 500;
/** So many kinds stand in a message; the list has the rest. */
const KINDS_NAMED_MAX = 5;

interface Looked {
  room: DutyRoom;
  toMs: number;
  missed: OwedDuty[];
}
const watchId = (room: DutyRoom, step: EscalationStep): string => `${room} ${step}`;

/** Tells whoever runs the platform, and later the authority, what nobody did by its day: each thing once a step. */
export async function escalateDuties(context: TrustContext): Promise<void> {
  const [opened] = await platform(context);
  if (!opened) return;
  for (const step of DUTY_ESCALATION) {
    const toMs = context.clock.now() - step.lateDays * DAY_MS;
    const watched = await context.rows.selectFrom('DutyWatch').selectAll().where('step', '=', step.step).execute();
    const looked: Looked[] = [];
    for (const room of DUTY_ROOMS) {
      const fromMs = watched.find((row) => row.room === room)?.watchedToMs ?? opened.sinceMs;
      if (toMs - fromMs < WATCH_EVERY_MS) continue;
      const found = await missedIn(context, room, fromMs, toMs);
      if (found) looked.push(found);
    }
    if (looked.length > 0) await tell(context, step, looked);
  }
}

/** What a room owed in the time and nobody has done until now; as far as it answers. */
async function missedIn(context: TrustContext, room: DutyRoom, fromMs: number, toMs: number): Promise<Looked | null> {
  const missed: OwedDuty[] = [];
  for (let atMs = fromMs; atMs < toMs; atMs += ASKED_AT_ONCE_MS) {
    const answer = await owedByRoom(context, room, { fromMs: atMs, toMs: Math.min(atMs + ASKED_AT_ONCE_MS, toMs) });
    if (!answer) return atMs === fromMs ? null : { room, toMs: atMs, missed };
    missed.push(...answer.items.filter((item) => dutyState(item, context.clock.now()) === 'missed'));
  }
  return { room, toMs, missed };
}

async function tell(
  context: TrustContext,
  { step, role }: (typeof DUTY_ESCALATION)[number],
  looked: readonly Looked[],
): Promise<void> {
  const missed = looked.flatMap((one) => one.missed);
  await context.transaction(async (tx) => {
    const pressed = await mark(context, tx, step, missed);
    if (pressed.length > 0)
      await notifyRole(context, tx, role, {
        kind: 'duty-missed',
        title: `${pressed.length}件事到期没办`,
        body: `${namesOf(pressed)}。请到“责任表”里看是谁的事、不办会怎样`,
        orderId: null,
      });
    for (const { room, toMs: watchedToMs } of looked) {
      const id = watchId(room, step);
      const moved = await tx.em.nativeUpdate(DutyWatch, { id }, { watchedToMs });
      if (moved === 0) await tx.em.insert(DutyWatch, { id, room, step, watchedToMs });
    }
    return ok(null);
  });
}

const COLUMN = { head: 'headToldAtMs', authority: 'authorityToldAtMs' } as const satisfies Record<
  EscalationStep,
  string
>;
const keyOf = ({ duty, subject, period }: Pick<OwedDuty, 'duty' | 'subject' | 'period'>): string =>
  `${duty} ${subject} ${period}`;

/** Writes who was told of what; what was excused meanwhile is not pressed for. Answers what is. */
async function mark(
  context: TrustContext,
  tx: TrustTransaction,
  step: EscalationStep,
  missed: readonly OwedDuty[],
): Promise<OwedDuty[]> {
  if (missed.length === 0) return [];
  const nowMs = context.clock.now();
  const dues = missed.map(({ dueAtMs }) => dueAtMs);
  const marks = await tx.rows
    .selectFrom('DutyMark')
    .select(['id', 'duty', 'subject', 'period', 'excusedAtMs'])
    .where('dueAtMs', '>=', Math.min(...dues))
    .where('dueAtMs', '<=', Math.max(...dues))
    .execute();
  const known = new Map(marks.map((row) => [keyOf(row), row]));
  const pressed = missed.filter((item) => !known.get(keyOf(item))?.excusedAtMs);
  const told = pressed.flatMap((item) => known.get(keyOf(item))?.id ?? []);
  for (let at = 0; at < told.length; at += INSERT_CHUNK)
    await tx.em.nativeUpdate(DutyMark, { id: told.slice(at, at + INSERT_CHUNK) }, { [COLUMN[step]]: nowMs });
  const fresh = pressed
    .filter((item) => !known.has(keyOf(item)))
    .map(({ duty, subject, period, title, dueAtMs }) => ({
      id: context.newId(),
      duty,
      subject,
      period,
      title,
      dueAtMs,
      headToldAtMs: step === 'head' ? nowMs : null,
      authorityToldAtMs: step === 'authority' ? nowMs : null,
      excusedBy: null,
      excusedAtMs: null,
      excuse: null,
    }));
  for (let at = 0; at < fresh.length; at += INSERT_CHUNK)
    await tx.em.insertMany(DutyMark, fresh.slice(at, at + INSERT_CHUNK));
  return pressed;
}

/** `当日账单核对3次、召回演练1次` */
function namesOf(pressed: readonly OwedDuty[]): string {
  const kinds = [...Map.groupBy(pressed, ({ duty }) => duty)].sort(([, a], [, b]) => b.length - a.length);
  const named = kinds.slice(0, KINDS_NAMED_MAX).map(([duty, own]) => `${DUTIES[duty].title}${own.length}次`);
  return `${named.join('、')}${kinds.length > KINDS_NAMED_MAX ? '等' : ''}`;
}
