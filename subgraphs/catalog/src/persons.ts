import { chinaTime } from '@heitu/kit/calendar';
import { NO } from '@heitu/kit/entities';
import { COPY_ROWS_MAX, keptSince, type PersonsData } from '@heitu/kit/persons';
import { TRADE_RECORDS } from '@heitu/standard';
import type { CatalogContext } from './context.ts';

const papersOf = ({ rows }: CatalogContext, accountId: string) => rows.selectFrom('StoredFile').select(['purpose', 'mediaType', 'sizeBytes', 'atMs']).where('ownerId', '=', accountId).where('isPublic', '=', NO);
const TITLES: Readonly<Record<string, string>> = { 'inspection-report': '检验报告', certificate: '证明文件' };

/** Catalog knows goods, not people: only the papers that somebody uploaded are sealed under that account. */
export const persons: PersonsData<CatalogContext> = {
  async kept(context, accountId) {
    const papers = await papersOf(context, accountId).orderBy('atMs', 'desc').limit(1).execute();
    return keptSince('您上传的检验报告和证明', TRADE_RECORDS, { open: false, lastMs: papers[0]?.atMs ?? null }, context.clock.now());
  },
  async copy(context, accountId) {
    const papers = await papersOf(context, accountId).orderBy('atMs', 'desc').limit(COPY_ROWS_MAX).execute();
    return [{ title: '您上传的检验报告和证明', rows: papers.map((paper) => ({ 类别: TITLES[paper.purpose] ?? paper.purpose, 上传时间: chinaTime(paper.atMs), 字节数: paper.sizeBytes })) }];
  },
};
