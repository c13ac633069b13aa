import { lockRows } from '@heitu/kit/data/only-one';
import { must } from '@heitu/kit/rules/checked';
import { VERDICTS } from '@heitu/kit/rules/evidence';
import { asItIs } from '@heitu/kit/rules/mutation';
import { ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { line, z } from '@heitu/kit/rules/validate';
import { mutation, type TrustContext } from '../context.ts';
import { sameHash, secretHashOf } from '../identity/account.policy.ts';
import type { ReportedClause } from './conformance.report.ts';
import { InspectionLink, InspectionOpening } from './month-report.entity.ts';
import { readInspection } from './month-report.policy.ts';
import { InspectedReport } from './month-report.view.ts';

/**
 * Who has the link reads the report of its month, as it was issued. The link is good for this and nothing else: it is
 * no session, so no other field knows it. Each opening is on the audit trail, since it is an act.
 */
export const openInspectionLink = mutation({
  name: 'openInspectionLink',
  description: 'Opens the report that an inspection link is for, and nothing else; each opening is recorded.',
  may: permit.anyone,
  input: z.object({ token: line(100).describe('As the link holds it.') }),
  // Nothing is remembered: a link that was taken back opens nothing by an answer of before.
  remembers: 'by-hand',
  refusals: {
    // Unknown, taken back and over are all alike.
    LINK_ENDED: { message: '这个链接不能用了：时间已到，或者平台已收回', clause: '12.1' },
  },
  shows: asItIs(InspectedReport),
  async run(context, { token }, refuse) {
    const nowMs = context.clock.now();
    const found = await linked(context, token);
    if (!found) return refuse('LINK_ENDED');
    const { linkId: id, organisation, untilMs, content, ...report } = found;
    const bytes = await fileOf(context, report.id);
    return context.transaction(async (tx) => {
      if (!(await lockRows(tx, InspectionLink, { id, state: 'open', untilMs: { $gt: nowMs } })))
        return refuse('LINK_ENDED');
      await tx.em.insert(InspectionOpening, { id: context.newId(), linkId: id, atMs: nowMs });
      tx.audit({ type: 'inspection-link', id, clause: '12.1' });
      return ok({ report, organisation, untilMs, clauses: clausesIn(content), file: bytes.toString('base64') });
    });
  },
});

/** The link and its report, whatever its state. */
async function linked({ rows }: TrustContext, token: string) {
  const read = readInspection(token);
  if (!read) return null;
  const found = await rows
    .selectFrom('InspectionLink as i')
    .innerJoin('MonthReport as r', 'r.month', 'i.month')
    .select(['i.secretHash', 'i.organisation', 'i.untilMs'])
    .select(['r.id as reportId', 'r.month', 'r.code', 'r.digest', 'r.issuedAtMs', 'r.content'])
    .where('i.id', '=', read.id)
    .executeTakeFirst();
  if (!found || !sameHash(found.secretHash, secretHashOf(read.secret))) return null;
  const { secretHash: _hash, reportId, ...rest } = found;
  return { ...rest, linkId: read.id, id: reportId };
}
async function fileOf({ rows, files }: TrustContext, id: string): Promise<Buffer> {
  const stored = await rows.selectFrom('StoredFile').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  return must(await files.read(stored), 'the file of an issued report');
}
function clausesIn(content: string) {
  const clauses: ReportedClause[] = JSON.parse(content);
  return clauses.map((row) => ({ ...row, standingText: VERDICTS[row.standing] }));
}
