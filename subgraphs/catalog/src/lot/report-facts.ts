import { atField, type RefusalDetail } from '@heitu/kit/rules/outcome';
import { fromJson } from '@heitu/kit/rules/typed-json';
import type { CatalogTransaction } from '../context.ts';
import { limitsForLot } from '../standard/indicator.loader.ts';
import { indicatorKey } from '../standard/indicator-names.table.ts';
import { judgeFindings, type Finding, type InspectionItem } from '../standard/indicator.policy.ts';
import { refusedFindings, type FindingCode } from './findings.ts';
import { STOOD_STATES } from './laboratory.lifecycle.ts';
import { ReportNumber } from './lot.entity.ts';
import type { LotRow } from './lot.loader.ts';
import type { InspectingParty } from './lot.policy.ts';
import { reportProblems, type ReportFacts } from './report.policy.ts';

/** Null: everything, since a supplier's or seller's own laboratory has no accreditation. */
interface Tested {
  name: string;
  scope: readonly string[] | null;
}

type Filed = { party: InspectingParty; laboratoryId: string | null; typed: string | null; inspectedOn: string };
/**
 * Who tested: a third party is a filed laboratory whose accreditation was accepted and held on the day of the report
 * (7.3.6.c); else why it is none.
 */
async function laboratoryOf(tx: CatalogTransaction, report: Filed): Promise<Tested | string> {
  if (report.party !== 'third') return report.typed === null ? '请写明谁检的' : { name: report.typed, scope: null };
  const chosen = await tx.rows
    .selectFrom('Laboratory')
    .select('name')
    .where('id', '=', report.laboratoryId ?? '')
    .executeTakeFirst();
  const held = chosen
    ? await tx.rows
        .selectFrom('Laboratory')
        .select(['name', 'scope', 'validFrom', 'validUntil'])
        .where('name', '=', chosen.name)
        .where('state', 'in', STOOD_STATES)
        .orderBy('validUntil', 'desc')
        .execute()
    : [];
  const then = held.find(
    ({ validFrom, validUntil }) => (validFrom ?? '') <= report.inspectedOn && report.inspectedOn <= validUntil,
  );
  if (then) return { name: then.name, scope: fromJson(then.scope) };
  const [last] = held;
  if (!last) return '请选备案过的检测机构';
  return last.validUntil < report.inspectedOn
    ? `${last.name}的资质到${last.validUntil}为止，这份报告是${report.inspectedOn}出的，请找资质有效的机构再检`
    : `${report.inspectedOn}那天${last.name}的资质没有在平台备案`;
}

/** What a laboratory has reported without being accredited for it. */
function outsideScope({ scope }: Tested, findings: readonly { name: string }[]): string[] {
  if (!scope) return [];
  const known = new Set(scope.map(indicatorKey));
  return findings.map(({ name }) => name).filter((name) => !known.has(indicatorKey(name)));
}

/**
 * A laboratory gives a number one time. Packs of the same goods of the same day may share the report; false where it is
 * known of other goods. The row decides, however many file it at once.
 */
async function claimReportNumber(
  tx: CatalogTransaction,
  laboratory: string,
  number: string,
  { partyId, productId, producedOn }: { partyId: string; productId: string; producedOn: string },
): Promise<boolean> {
  const key = reportKey(laboratory, number);
  await tx.em.upsert(
    ReportNumber,
    { key, partyId, productId, producedOn },
    { onConflictFields: ['key'], onConflictAction: 'ignore' },
  );
  const kept = await tx.rows.selectFrom('ReportNumber').selectAll().where('key', '=', key).executeTakeFirstOrThrow();
  return kept.partyId === partyId && kept.productId === productId && kept.producedOn === producedOn;
}

interface Report extends ReportFacts {
  party: InspectingParty;
  laboratoryId: string | null;
  typed: string | null;
  reportNumber: string;
  items: readonly Finding[];
}
type ReportCode = FindingCode | 'LABORATORY_UNKNOWN' | 'OUTSIDE_SCOPE' | 'REPORT_DOES_NOT_FIT' | 'REPORT_USED';

/** Reads a report against its lot: who tested what, beside the limits; or why it is none of this lot. */
export async function readReport<R>(
  tx: CatalogTransaction,
  lot: LotRow,
  report: Report,
  refuse: (code: ReportCode, details: RefusalDetail[]) => R,
): Promise<{ refused: R } | { laboratory: string; judged: InspectionItem[] }> {
  const refused = (code: ReportCode, details: RefusalDetail[]) => ({ refused: refuse(code, details) });
  const laboratory = await laboratoryOf(tx, report);
  if (typeof laboratory === 'string') {
    const at = report.party === 'third' ? 'laboratoryId' : 'laboratory';
    return refused('LABORATORY_UNKNOWN', [atField(at, laboratory)]);
  }
  const outside = outsideScope(laboratory, report.items);
  if (outside.length > 0)
    return refused(
      'OUTSIDE_SCOPE',
      outside.map((name) => atField('items', name)),
    );
  const goods = await limitsForLot(tx.rows, lot);
  const names = [lot.markedName, goods.title, goods.categoryName];
  const unfit = reportProblems(report, { producedOn: lot.producedOn, names });
  if (unfit.length > 0)
    return refused(
      'REPORT_DOES_NOT_FIT',
      unfit.map(({ at, text }) => atField(at, text)),
    );
  const unread = refusedFindings(report.items, goods, refuse);
  if (unread) return { refused: unread };
  if (!(await claimReportNumber(tx, laboratory.name, report.reportNumber, lot)))
    return refused('REPORT_USED', [atField('reportNumber', report.reportNumber)]);
  return { laboratory: laboratory.name, judged: judgeFindings(report.items, goods.limits, goods.grade) };
}

const reportKey = (laboratory: string, number: string): string => `${laboratory}|${number.replace(/\s+/gu, '')}`;

/** A number that was typed wrongly is free again once nothing that stands names it. */
export async function freeReportNumber(
  tx: CatalogTransaction,
  { laboratory, reportNumber }: { laboratory: string; reportNumber: string | null },
): Promise<void> {
  if (reportNumber === null) return;
  const standing = await tx.rows
    .selectFrom('Inspection')
    .select('id')
    .where('laboratory', '=', laboratory)
    .where('reportNumber', '=', reportNumber)
    .where('state', '!=', 'returned')
    .executeTakeFirst();
  if (!standing) await tx.em.nativeDelete(ReportNumber, { key: reportKey(laboratory, reportNumber) });
}
