import { addWorkingDays, chinaDate } from '@heitu/kit/rules/calendar';
import { oneOf } from '@heitu/kit/rules/enums';
import { useFiles } from '@heitu/kit/privacy/file-uses';
import { atField, NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, line, z } from '@heitu/kit/rules/validate';
import { toJson } from '@heitu/kit/rules/typed-json';
import { SELLERS } from '../roles.ts';
import { mutation } from '../context.ts';
import { InspectingParties, ResultTypes } from '../enums.ts';
import { day, lotId } from '../inputs.ts';
import { comparisonText, outcomeOf } from '../standard/indicator.policy.ts';
import { FINDINGS, findingsInput } from './findings.ts';
import { Inspection } from './lot.entity.ts';
import { lotNow } from './lot-now.ts';
import { INSPECTING_PARTIES, INSPECTION_RESULTS } from './lot.policy.ts';
import { DATE_IN_FUTURE, FILE_UNKNOWN, inFuture } from './lot.refusals.ts';
import { ownedLot } from './owned-lot.ts';
import { inspectionLifecycle, PAPER_WORKING_DAYS } from './paper.lifecycle.ts';
import { readReport } from './report-facts.ts';
import { tellOfFindings } from './tell-of-findings.ts';

/**
 * Files a report on a lot: its scan, its sample and its figures. Whether it passed follows from the figures and the
 * limits; it counts once somebody else has accepted it. A lot that fails is stopped at once, wherever it stands.
 */
export const recordInspection = mutation({
  name: 'recordInspection',
  description:
    'Files a report with its scan and figures. It counts once accepted; a lot that fails is stopped at once.',
  may: permit.role(...SELLERS),
  input: z.object({
    lotId: lotId(),
    party: oneOf(InspectingParties).describe('Who inspected, or had it done.'),
    laboratoryId: identifier()
      .nullish()
      .default(null)
      .describe('The filed laboratory; compulsory of a third party (laboratories).'),
    laboratory: line(120).nullish().default(null).describe("Who tested it, of a supplier or the seller's own."),
    resultType: oneOf(ResultTypes).describe('What the result is called: a factory certificate only a supplier gives.'),
    reportNumber: line(80).describe('The number on the report: one report is about one product of one day.'),
    sampleName: line(120).describe('The sample as the report names it.'),
    sampledOn: day().describe('The day of the sample: not before the lot was made.'),
    inspectedOn: day().describe('The day of the report; not before the sample, not in the future.'),
    fileId: identifier().describe('Its scan, uploaded with purpose inspection-report.'),
    items: findingsInput(),
  }),
  requestId: 'must',
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    FILE_UNKNOWN,
    DATE_IN_FUTURE,
    ...FINDINGS,
    RESULT_TYPE_NOT_ACCEPTED: { message: '这一方不能出这种结果', clause: '7.3.6.a-c' },
    LABORATORY_UNKNOWN: {
      message: '这家检测机构没有在平台备案，或资质过期了，它的报告不能用',
      clause: '7.3.6.c',
    },
    OUTSIDE_SCOPE: { message: '这家检测机构的资质里没有这几项，报告不能用', clause: '7.3.6.c' },
    REPORT_DOES_NOT_FIT: { message: '报告和这批货对不上', clause: '7.3.2.a' },
    REPORT_USED: { message: '这个报告编号已经用在别的货上了，请核对编号', clause: '7.3.2.a' },
  },
  shows: lotNow,
  async run(context, { lotId, party, items, laboratory: typed, ...report }, refuse) {
    const { resultTypes, clause } = INSPECTION_RESULTS[party];
    const title = INSPECTING_PARTIES[party];
    if (!resultTypes.includes(report.resultType))
      return refuse('RESULT_TYPE_NOT_ACCEPTED', [atField('resultType', `${title}不能出出厂检验合格证`)]);
    if (report.inspectedOn > chinaDate(context.clock.now()))
      return refuse('DATE_IN_FUTURE', inFuture('inspectedOn', report.inspectedOn));
    return context.transaction(async (tx) => {
      const lot = await ownedLot(context, lotId);
      if (!lot) return refuse('NOT_FOUND');
      if (lot.state === 'recalled') return refuse('WRONG_STATE');
      const read = await readReport(tx, lot, { ...report, party, items, typed }, refuse);
      if ('refused' in read) return read.refused;
      const id = context.newId();
      if (!(await useFiles(context, tx, { type: 'inspection', id }, [report.fileId], 'inspection-report')))
        return refuse('FILE_UNKNOWN', 'fileId');
      const nowMs = context.clock.now();
      await tx.em.insert(Inspection, {
        ...report,
        laboratory: read.laboratory,
        passed: outcomeOf(read.judged),
        id,
        lotId,
        partyId: lot.partyId,
        inspectingParty: party,
        items: toJson(read.judged),
        recordedAtMs: nowMs,
        state: inspectionLifecycle.initial,
        filedByAccountId: context.actor.id,
        acceptDueAtMs: addWorkingDays(nowMs, PAPER_WORKING_DAYS),
      });
      await tellOfFindings(context, tx, lot, read.judged, {
        place: read.laboratory,
        source: 'catalog',
        title: `${title}检验报告${report.reportNumber}`,
        found: `${comparisonText(read.judged)}，等核验`,
        on: report.inspectedOn,
        failed: '检验不合格',
      });
      tx.audit({ type: 'lot', id: lotId, clause });
      return ok({ id: lotId });
    });
  },
});
