import type { DatedOwed, DutyDone, DutySubject, RoomDuties } from '@heitu/kit/data/duties';
import { YES } from '@heitu/kit/data/entities';
import { chinaDate, chinaTime, endOfChinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { lastDaysIn, type Window } from '@heitu/kit/rules/duties';
import { CHANNEL_TITLES } from '../complaints/complaint.policy.ts';
import type { TrustContext } from '../context.ts';
import { PASSWORD_ROTATION } from '../identity/password.policy.ts';
import { shiftsBetween, SIGN_ON_BEFORE_MS, SIGN_ON_WITHIN_MS } from '../disclosure/shift.policy.ts';
import {
  OVERSEER_TITLES,
  CHECK_SUBJECT_TITLES,
  PART_TITLES,
  type BackupMethod,
  type CheckSubject,
  type DrillKind,
  type ReturnKind,
} from '../disclosure/disclosure.policy.ts';

type Of = RoomDuties<TrustContext>;

/** The platform owes from the day on which the first business was filed: before it there is nothing to look after. */
export async function platform(context: TrustContext): Promise<DutySubject[]> {
  const first = await context.rows
    .selectFrom('KnownParty')
    .select('filedAtMs')
    .orderBy('filedAtMs')
    .limit(1)
    .executeTakeFirst();
  return first ? [{ id: '', title: '', sinceMs: first.filedAtMs }] : [];
}
type Done = (context: TrustContext, window: Window) => Promise<DutyDone[]>;
const ofPlatform = (done: Done) => ({ subjects: platform, done });

/** What is to be done with the machines is owed from their first act on: a county may bring businesses of before. */
async function machines(context: TrustContext): Promise<DutySubject[]> {
  const { first } = await context.rows
    .selectFrom('AuditEntry')
    .select(({ fn }) => fn.min('atMs').as('first'))
    .executeTakeFirstOrThrow();
  return (await platform(context)).map((one) => ({ ...one, sinceMs: Math.max(one.sinceMs, first ?? 0) }));
}
const ofMachines = (done: Done) => ({ subjects: machines, done });

const filed = (kind: ReturnKind) =>
  ofPlatform(async ({ rows }, { fromMs }) => {
    const found = await rows
      .selectFrom('StatisticalReturn')
      .select(['period', 'filedAtMs'])
      .where('kind', '=', kind)
      .where('corrects', 'is', null)
      .where('filedAtMs', '>=', fromMs)
      .execute();
    return found.flatMap(({ period, filedAtMs }) => (filedAtMs === null ? [] : { period, atMs: filedAtMs }));
  });

const backedUp = (which: { method: BackupMethod } | { place: 'off-site' } | { checked: true }) =>
  ofMachines(async ({ rows }, { fromMs, toMs }) => {
    const runs = await rows
      .selectFrom('BackupRun')
      .select('finishedAtMs as atMs')
      .where('succeeded', '=', YES)
      .where('finishedAtMs', '>=', fromMs)
      .where('finishedAtMs', '<', toMs)
      .$if('checked' in which, (query) => query.where('check', '!=', 'none'))
      .where((eb) => eb.and('checked' in which ? {} : which))
      .execute();
    return runs;
  });

const drilled = (kind: DrillKind) =>
  ofMachines(({ rows }, { fromMs, toMs }) =>
    rows
      .selectFrom('Drill')
      .select('finishedAtMs as atMs')
      .where('kind', '=', kind)
      .where('finishedAtMs', '>=', fromMs)
      .where('finishedAtMs', '<', toMs)
      .execute(),
  );

const looked = (subject: CheckSubject) =>
  ofPlatform(({ rows }, { fromMs, toMs }) =>
    rows
      .selectFrom('TradeCheck')
      .select('atMs')
      .where('subject', '=', subject)
      .where('atMs', '>=', fromMs)
      .where('atMs', '<', toMs)
      .execute(),
  );

const periodic: Of = {
  'return-month': filed('trade-month'),
  'return-identity': filed('identity-half-year'),
  'return-income': filed('income-quarter'),
  assessment: ofPlatform(async ({ rows }, { fromMs }) => {
    const months = await rows
      .selectFrom('AssessedMonth')
      .select(['month as period', 'publishedAtMs'])
      .where('publishedAtMs', '>=', fromMs)
      .execute();
    return months.flatMap(({ period, publishedAtMs }) =>
      publishedAtMs === null ? [] : { period, atMs: publishedAtMs },
    );
  }),
  'backup-incremental': backedUp({ method: 'incremental' }),
  'backup-full': backedUp({ method: 'full' }),
  'backup-differential': backedUp({ method: 'differential' }),
  'backup-off-site': backedUp({ place: 'off-site' }),
  'backup-check': backedUp({ checked: true }),
  'chain-check': ofMachines(({ rows }, { fromMs, toMs }) =>
    rows.selectFrom('AuditCheckRun').select('atMs').where('atMs', '>=', fromMs).where('atMs', '<', toMs).execute(),
  ),
  'drill-ordinary': drilled('ordinary'),
  'drill-severe': drilled('severe'),
  'drill-power-loss': drilled('power-loss'),
  'drill-recall': drilled('recall'),
  'goods-check': looked('goods'),
  'delivery-check': looked('delivery'),
};

/** Each shift on each of its days; whoever had it signs on soon after it has begun. */
export async function signOnsOwed(context: TrustContext, { fromMs, toMs }: Window): Promise<DatedOwed[]> {
  const { rows } = context;
  const [opened] = await platform(context);
  const shifts = await rows
    .selectFrom('DutyShift')
    .select(['id', 'channel', 'weekday', 'startsMinute', 'endsMinute', 'sinceMs', 'endedAtMs'])
    .where((eb) => eb.or([eb('active', '=', YES), eb('endedAtMs', '>', fromMs)]))
    .execute();
  if (!opened || shifts.length === 0) return [];
  const signed = await rows
    .selectFrom('DutySignOn')
    .select(['shiftId', 'date', 'atMs'])
    .where('date', '>=', chinaDate(fromMs - DAY_MS))
    .where('date', '<=', chinaDate(toMs))
    .execute();
  const atOf = new Map(signed.map(({ shiftId, date, atMs }) => [`${shiftId} ${date}`, atMs]));
  return shifts.flatMap((shift) =>
    shiftsBetween(shift, fromMs - DAY_MS, toMs)
      .map((on) => ({ ...on, dueAtMs: on.startsAtMs + SIGN_ON_WITHIN_MS }))
      .filter(({ startsAtMs, dueAtMs }) => {
        const worked = startsAtMs >= (shift.sinceMs ?? opened.sinceMs) && startsAtMs < (shift.endedAtMs ?? Infinity);
        return worked && dueAtMs > fromMs && dueAtMs <= toMs;
      })
      .map(({ date, startsAtMs, dueAtMs }) => ({
        subject: shift.id,
        title: `${CHANNEL_TITLES[shift.channel]}${chinaTime(startsAtMs).slice(11)}`,
        sinceMs: startsAtMs - SIGN_ON_BEFORE_MS,
        dueAtMs,
        doneAtMs: atOf.get(`${shift.id} ${date}`) ?? null,
      })),
  );
}

/** Who handles payments changes the password by its day; one that was changed meanwhile was changed then. */
const staffPasswords: Of['staff-password'] = {
  async owed({ rows }, { fromMs, toMs }) {
    const accounts = await rows
      .selectFrom('Account')
      .innerJoin('GrantRow', 'GrantRow.accountId', 'Account.id')
      .select(['Account.id', 'Account.displayName', 'Account.passwordChangedAtMs'])
      .distinct()
      .where('GrantRow.active', '=', YES)
      .where('GrantRow.role', 'in', PASSWORD_ROTATION.roles)
      .where('Account.passwordChangedAtMs', 'is not', null)
      .execute();
    if (accounts.length === 0) return [];
    const ids = accounts.map(({ id }) => id);
    const former = await rows
      .selectFrom('UsedPassword')
      .select(['accountId', 'atMs'])
      .where('accountId', 'in', ids)
      .execute();
    return accounts.flatMap(({ id, displayName, passwordChangedAtMs }) => {
      const changes = [
        ...new Set([
          ...former.filter(({ accountId }) => accountId === id).map(({ atMs }) => atMs),
          ...(passwordChangedAtMs === null ? [] : [passwordChangedAtMs]),
        ]),
      ].toSorted((a, b) => a - b);
      return changes
        .map((sinceMs, i) => ({
          subject: id,
          title: displayName,
          sinceMs,
          dueAtMs: sinceMs + PASSWORD_ROTATION.everyMs,
          doneAtMs: changes[i + 1] ?? null,
        }))
        .filter(({ dueAtMs }) => dueAtMs > fromMs && dueAtMs <= toMs);
    });
  },
};

const dated: Of = {
  'staff-password': staffPasswords,
  'duty-sign-on': { owed: signOnsOwed },
  'check-follow-up': {
    async owed({ rows }, { fromMs, toMs }) {
      const found = await rows
        .selectFrom('TradeCheck')
        .select(['id', 'subject', 'partyId', 'atMs', 'followUpDueAtMs', 'closedAtMs'])
        .where('followUpDueAtMs', '>', fromMs)
        .where('followUpDueAtMs', '<=', toMs)
        .execute();
      return found.flatMap(({ id, subject, partyId, atMs, followUpDueAtMs, closedAtMs }) =>
        followUpDueAtMs === null
          ? []
          : {
              subject: id,
              title: `${CHECK_SUBJECT_TITLES[subject]}检查`,
              partyId,
              sinceMs: atMs,
              dueAtMs: followUpDueAtMs,
              doneAtMs: closedAtMs,
            },
      );
    },
  },
  'oversight-answer': {
    async owed({ rows }, { fromMs, toMs }) {
      const asked = await rows
        .selectFrom('OversightRequest')
        .select(['id as subject', 'from', 'askedAtMs as sinceMs', 'dueAtMs', 'answeredAtMs as doneAtMs'])
        .where('dueAtMs', '>', fromMs)
        .where('dueAtMs', '<=', toMs)
        .execute();
      return asked.map(({ from, ...row }) => ({ ...row, title: `${OVERSEER_TITLES[from]}来件` }));
    },
  },
  'register-renewal': {
    async owed({ rows }, window) {
      const { from, to } = lastDaysIn(window);
      const items = await rows
        .selectFrom('TechnicalItem')
        .select(['id as subject', 'part', 'title', 'recordedAtMs as sinceMs', 'validUntil', 'supersededAtMs'])
        .where('validUntil', '>=', from)
        .where('validUntil', '<=', to)
        .execute();
      return items.flatMap(({ part, title, validUntil, supersededAtMs, ...row }) =>
        validUntil === null
          ? []
          : {
              ...row,
              title: `${PART_TITLES[part]}：${title}`,
              dueAtMs: endOfChinaDate(validUntil),
              doneAtMs: supersededAtMs,
            },
      );
    },
  },
};

/** What the platform owes by itself, for each period or by the day that something has. */
export const trustDuties: RoomDuties<TrustContext> = { ...periodic, ...dated };
