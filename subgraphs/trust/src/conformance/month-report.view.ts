import { connectionOf, DateTime, groupedInOrder, inOrder } from '@heitu/kit/rules/graphql';
import { rowAfter } from '@heitu/kit/rules/mutation';
import { Field, ID, ObjectType } from 'type-graphql';
import { Sealed } from '@heitu/kit/privacy/sealed-texts';
import type { TrustContext } from '../context.ts';
import { InspectionLinkStates } from '../enums.ts';
import { ConformanceClauseView } from './conformance.view.ts';
import type { InspectionLinkState } from './inspection-link.lifecycle.ts';

@ObjectType('MonthReport', { description: 'The report of a month that is over, as it was issued and signed.' })
export class MonthReportView {
  @Field(() => ID) id: string;
  @Field({ description: '2026-11' }) month: string;
  @Field({ description: 'By which anybody verifies it.' }) code: string;
  @Field({ description: 'SHA-256 of the file, in hexadecimal.' }) digest: string;
  @Field(() => DateTime, { name: 'issuedAt' }) issuedAtMs: number;
}
export const MonthReportConnection = connectionOf('MonthReport', MonthReportView);

@ObjectType('InspectionLink', { description: 'A link by which a named inspector reads the report of one month.' })
export class InspectionLinkView {
  @Field(() => ID) id: string;
  @Field({ description: '2026-11' }) month: string;
  @Field() organisation: string;
  @Sealed('id') @Field() person: string;
  @Sealed('id') @Field() reason: string;
  @Field(() => InspectionLinkStates) state: InspectionLinkState;
  @Field(() => DateTime, { name: 'untilAt' }) untilMs: number;
  @Field(() => DateTime, { name: 'madeAt' }) madeAtMs: number;
  @Field(() => DateTime, { name: 'endedAt', nullable: true }) endedAtMs: number | null;
}
export const InspectionLinkConnection = connectionOf('InspectionLink', InspectionLinkView);

@ObjectType('InspectionLinkMade')
export class InspectionLinkMade {
  @Field(() => ID) id: string;
  @Field({ description: 'What stands behind the # of the link; shown this one time.' }) fragment: string;
}

@ObjectType('InspectedReport', { description: 'The report of a month with the rows that its figures missed.' })
export class InspectedReport {
  @Field(() => MonthReportView) report: MonthReportView;
  @Field({ description: 'For whom it was opened.' }) organisation: string;
  @Field(() => DateTime, { name: 'untilAt' }) untilMs: number;
  @Field(() => [ConformanceClauseView]) clauses: ConformanceClauseView[];
  @Field({ description: 'The signed file, base64.' }) file: string;
}

export async function monthReportsById(context: TrustContext, ids: readonly string[]) {
  const rows = await context.rows.selectFrom('MonthReport').selectAll().where('id', 'in', ids).execute();
  return inOrder(ids, ({ id }) => id, rows);
}
export async function inspectionsById(context: TrustContext, ids: readonly string[]) {
  const rows = await context.rows.selectFrom('InspectionLink').selectAll().where('id', 'in', ids).execute();
  return inOrder(ids, ({ id }) => id, rows);
}
const OPENINGS_SHOWN_MAX = 100;
export async function openingsOf({ rows }: TrustContext, ids: readonly string[]): Promise<number[][]> {
  const found = await rows
    .selectFrom('InspectionOpening')
    .select(['linkId', 'atMs'])
    .where('linkId', 'in', ids)
    .orderBy('atMs', 'desc')
    .execute();
  return groupedInOrder(ids, ({ linkId }) => linkId, found).map((of) =>
    of.slice(0, OPENINGS_SHOWN_MAX).map(({ atMs }) => atMs),
  );
}
export const monthReportNow = rowAfter(MonthReportView, monthReportsById);
export const inspectionNow = rowAfter(InspectionLinkView, inspectionsById);
