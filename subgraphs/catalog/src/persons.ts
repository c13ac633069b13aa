import { chinaTime } from '@heitu/kit/rules/calendar';
import { NO } from '@heitu/kit/data/entities';
import { COPY_ROWS_MAX, keptSince, type PersonsData } from '@heitu/kit/privacy/persons';
import { ok } from '@heitu/kit/rules/outcome';
import { ERASED_TEXT } from '@heitu/kit/privacy/vault';
import { PRODUCTION_RECORDS, TRADE_RECORDS } from '@heitu/standard';
import type { CatalogContext } from './context.ts';
import { ToldEvent } from './epcis/capture/capture.entity.ts';
import { Lot } from './lot/lot.entity.ts';

const papersOf = ({ rows }: CatalogContext, accountId: string) =>
  rows
    .selectFrom('StoredFile')
    .select(['purpose', 'mediaType', 'sizeBytes', 'atMs'])
    .where('ownerId', '=', accountId)
    .where('isPublic', '=', NO);
const TITLES: Readonly<Record<string, string>> = { 'inspection-report': '检验报告', certificate: '证明文件' };

const lotsOf = ({ rows }: CatalogContext, partyId: string) =>
  rows.selectFrom('Lot').innerJoin('TraceChain', 'TraceChain.lotId', 'Lot.id').where('Lot.partyId', '=', partyId);

type Law = Parameters<typeof keptSince>[1];
/** When something was last written down of a party's plots: what they were, what was put on them, what came in. */
const fieldsOf = ({ rows }: CatalogContext, partyId: string) =>
  rows
    .selectFrom(
      rows
        .selectFrom('PlotFacts')
        .select('recordedAtMs')
        .where('partyId', '=', partyId)
        .unionAll(rows.selectFrom('InputUse').select('recordedAtMs').where('partyId', '=', partyId))
        .unionAll(rows.selectFrom('PlotNote').select('recordedAtMs').where('partyId', '=', partyId))
        .unionAll(rows.selectFrom('Harvest').select('recordedAtMs').where('partyId', '=', partyId))
        .as('record'),
    )
    .select(({ fn }) => fn.max('record.recordedAtMs').as('atMs'));

/**
 * Catalog knows goods, not people: the papers that somebody uploaded are sealed under that account, what was written of
 * a party's lots under the party.
 */
export const persons: PersonsData<CatalogContext> = {
  async kept(context, subjectId) {
    const papers = await papersOf(context, subjectId).orderBy('atMs', 'desc').limit(1).execute();
    const lots = await lotsOf(context, subjectId)
      .select(({ fn }) => fn.max('TraceChain.updatedAtMs').as('atMs'))
      .executeTakeFirst();
    const fields = await fieldsOf(context, subjectId).executeTakeFirst();
    const told = await context.rows
      .selectFrom('ToldEvent')
      .select(({ fn }) => fn.max('recordedAtMs').as('atMs'))
      .where('partyId', '=', subjectId)
      .executeTakeFirst();
    const since = (what: string, lastMs: number | null, law: Law = TRADE_RECORDS) =>
      keptSince(what, law, { open: false, lastMs }, context.clock.now());
    return [
      ...since('您上传的检验报告和证明', papers[0]?.atMs ?? null),
      ...since('批次登记和追溯记录', lots?.atMs ?? null),
      ...since('您的程序写下的产品流转', told?.atMs ?? null),
      ...since('田间生产记录', fields?.atMs ?? null, PRODUCTION_RECORDS),
    ];
  },
  async copy(context, accountId) {
    const papers = await papersOf(context, accountId).orderBy('atMs', 'desc').limit(COPY_ROWS_MAX).execute();
    return [
      {
        title: '您上传的检验报告和证明',
        rows: papers.map((paper) => ({
          类别: TITLES[paper.purpose] ?? paper.purpose,
          上传时间: chinaTime(paper.atMs),
          字节数: paper.sizeBytes,
        })),
      },
    ];
  },
  /** What was printed on the bags of a party's lots. */
  async forget(context, partyId) {
    await context.transaction(async (tx) => {
      await tx.em.nativeUpdate(ToldEvent, { partyId }, { toldBy: ERASED_TEXT });
      await tx.em.nativeUpdate(
        Lot,
        { partyId },
        { producerName: ERASED_TEXT, producerAddress: ERASED_TEXT, complaintContact: ERASED_TEXT },
      );
      return ok(null);
    });
  },
};
