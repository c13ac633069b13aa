import type { RoomDuties } from '@heitu/kit/data/duties';
import { chinaDate } from '@heitu/kit/rules/calendar';
import type { PaymentsContext } from './context.ts';
import { COMPARED_STATES } from './reconciliation/case.lifecycle.ts';

/** A day is reconciled from the one on which money could first be paid. */
const days: RoomDuties<PaymentsContext>['reconciliation'] = {
  async subjects(context) {
    const first = await context.rows
      .selectFrom('MerchantAccount')
      .select('openedAtMs')
      .orderBy('openedAtMs')
      .limit(1)
      .executeTakeFirst();
    return first ? [{ id: '', title: '', sinceMs: first.openedAtMs }] : [];
  },
  async done(context, { fromMs, toMs }) {
    const compared = await context.rows
      .selectFrom('Reconciliation')
      .select(['date', 'atMs'])
      .where('state', 'in', COMPARED_STATES)
      .where('date', '>=', chinaDate(fromMs))
      .where('date', '<', chinaDate(toMs))
      .execute();
    return compared.map(({ date, atMs }) => ({ period: date, atMs }));
  },
};

const passwords: RoomDuties<PaymentsContext>['payment-password'] = {
  async owed(context, { fromMs, toMs }) {
    const accounts = await context.rows
      .selectFrom('MerchantAccount')
      .select(['id', 'partyId', 'merchant', 'openedAtMs', 'passwordDueAtMs'])
      .where('passwordDueAtMs', '>', fromMs)
      .where('passwordDueAtMs', '<=', toMs)
      .execute();
    return accounts.flatMap(({ id, partyId, merchant, openedAtMs, passwordDueAtMs }) =>
      passwordDueAtMs === null
        ? []
        : {
            subject: id,
            title: `商户号${merchant}`,
            partyId,
            sinceMs: openedAtMs,
            dueAtMs: passwordDueAtMs,
            doneAtMs: null,
          },
    );
  },
};

export const paymentsDuties: RoomDuties<PaymentsContext> = {
  reconciliation: days,
  'payment-password': passwords,
};
