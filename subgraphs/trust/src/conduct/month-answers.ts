import type { RefusalText } from '@heitu/kit/rules/outcome';
import { z } from '@heitu/kit/rules/validate';
import { fromJson } from '@heitu/kit/rules/typed-json';
import type { ClauseRef } from '@heitu/standard';
import type { TrustContext } from '../context.ts';
import { AssessedMonthView } from './conduct.view.ts';

/** What the mutations of a month share: what comes in, what both may refuse, what they show. */
export const monthSchema = z.object({
  month: z
    .string()
    .regex(/^20\d{2}-(0[1-9]|1[0-2])$/, '月份写作 2026-11')
    .describe('2026-11'),
});

export const ALREADY_PUBLISHED = {
  message: '这个月的考评已经公布，不能重做',
  clause: '13',
} as const satisfies RefusalText<ClauseRef>;

export const shownMonth = <Row extends { missingSources: string }>(row: Row) => ({
  ...row,
  missingSources: fromJson(row.missingSources),
});
export const monthNow = {
  View: AssessedMonthView,
  of: async (context: TrustContext, { month }: { month: string }) =>
    shownMonth(
      await context.rows.selectFrom('AssessedMonth').selectAll().where('month', '=', month).executeTakeFirstOrThrow(),
    ),
};
