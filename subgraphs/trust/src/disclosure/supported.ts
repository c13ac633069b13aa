import { sql } from 'kysely';
import { isSqlite } from '@heitu/kit/data/orm';
import { chinaDate, endOfChinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { info, measured, type EvidenceFigure } from '@heitu/kit/rules/evidence';
import { SUPPORTED_PRODUCTS, supportEndOf } from '@heitu/standard';
import type { TrustContext } from '../context.ts';
import type { Running } from './running.ts';

const TITLES: Readonly<Record<string, string>> = SUPPORTED_PRODUCTS;
const nameOf = ({ product, version }: Running): string => `${TITLES[product] ?? product} ${version}`;

/** The database that answers, as it says of itself: of a server its own word, `11.8.3-MariaDB-1`. */
export async function databaseOf(context: TrustContext): Promise<Running> {
  const isFile = isSqlite(context.em);
  const asked = isFile ? sql<string>`sqlite_version()` : sql<string>`version()`;
  const { version } = await context.rows.selectNoFrom(asked.as('version')).executeTakeFirstOrThrow();
  if (isFile) return { product: 'sqlite', version };
  const [number = ''] = version.split('-');
  return { product: /mariadb/i.test(version) ? 'mariadb' : 'mysql', version: number };
}

/**
 * Its makers still mend the line that runs, by the day that standard knows. A line that nobody has looked up is owed,
 * and one whose end is doubtful says nothing.
 */
export function stillSupported(what: string, running: Running | null, nowMs: number): EvidenceFigure[] {
  const unknown = (which: string) => measured.present(`查过支持到哪天的${what}（${which}）`, 0, '个');
  if (!running) return [unknown('看不出是哪一种')];
  const end = supportEndOf(running.product, running.version);
  if (!end) return [unknown(nameOf(running))];
  const label = `官方还在支持的${what}（${nameOf(running)}，支持到${end.until}）`;
  if (end.doubt) return [measured.each(`${label}：${end.doubt}`, 0, 0, '个')];
  const row = {
    ref: `Software:${running.product} ${end.line}`,
    text: `${nameOf(running)}，${end.until}以后不再修漏洞`,
  };
  return [
    measured.eachOf(
      label,
      [running],
      () => chinaDate(nowMs) <= end.until,
      '个',
      () => row,
    ),
    info(`${what}的支持还剩`, Math.max(0, Math.floor((endOfChinaDate(end.until) - nowMs) / DAY_MS)), '天'),
  ];
}
