import { chinaDate } from '@heitu/kit/rules/calendar';
import {
  MISSED_SHOWN_MAX,
  type EvidenceFigure,
  type EvidenceTable,
  type MissedRow,
  type Period,
} from '@heitu/kit/rules/evidence';
import { ASKED_OF_PHONES, SOFTWARE_CLIENTS, type ClauseRef, type SoftwareClient } from '@heitu/standard';
import { info, measured } from '../counting.ts';
import type { TrustContext } from '../context.ts';
import { inForceOf } from '../disclosure/document.loader.ts';
import {
  JUDGED_USES_MIN,
  NOT_CRASHED_MIN,
  NOT_FROZEN_MIN,
  STRAY_DAYS_MIN,
  STRAY_PAIRS_MIN,
  STRAY_TELLERS_MIN,
} from './software.policy.ts';

interface Day {
  id: string;
  day: string;
  client: SoftwareClient;
  release: string;
  started: number;
  crashed: number;
  frozen: number;
  strayed: number;
  strayedTo: string | null;
}
const daysIn = ({ rows }: TrustContext, period: Period): Promise<Day[]> =>
  rows
    .selectFrom('SoftwareDay')
    .selectAll()
    .where('day', '>=', chinaDate(period.fromMs))
    .where('day', '<=', chinaDate(period.toMs - 1))
    .orderBy('day', 'desc')
    .execute();

const usesOf = (days: readonly Day[]): number => days.reduce((sum, { started }) => sum + started, 0);
const titleOf = ({ client, release }: Pick<Day, 'client' | 'release'>): string =>
  `${SOFTWARE_CLIENTS[client]}${release}版`;
const rowOf =
  (what: (day: Day) => string) =>
  (day: Day): MissedRow => ({ ref: `SoftwareDay:${day.id}`, text: `${day.day} ${titleOf(day)}：${what(day)}` });

/** Of those who used a release, how many it did not fail in this way; its days on which it did. */
const spared = (days: readonly Day[], title: string, of: 'crashed' | 'frozen', word: string, least: number) =>
  measured.share(
    `${title}没有${word}的使用`,
    days.reduce((sum, day) => sum + day.started - day[of], 0),
    usesOf(days),
    '人次',
    least,
    {
      sampleMin: JUDGED_USES_MIN,
      missed: days
        .filter((day) => day[of] > 0)
        .slice(0, MISSED_SHOWN_MAX)
        .map(rowOf((day) => `${day.started}人次里${word}${day[of]}人次`)),
    },
  );

const ratesOf = (days: readonly Day[]): EvidenceFigure[] =>
  [...Map.groupBy(days, titleOf)].flatMap(([title, ofRelease]) => [
    spared(ofRelease, title, 'crashed', '崩溃', NOT_CRASHED_MIN),
    spared(ofRelease, title, 'frozen', '卡死', NOT_FROZEN_MIN),
  ]);

/** Days of a release on which few told of a host outside, but on one after another. */
function againAndAgain(days: readonly Day[]): Set<Day> {
  const pairs = days.filter(({ strayed }) => strayed >= STRAY_PAIRS_MIN);
  return new Set(
    [...Map.groupBy(pairs, titleOf).values()].filter((ofRelease) => ofRelease.length >= STRAY_DAYS_MIN).flat(),
  );
}

/** What people may read of the software's uses; without it, that is what there should be and is not. */
async function statedUses(context: TrustContext): Promise<{ text: string | null; lacking: EvidenceFigure[] }> {
  const statement = await inForceOf(context, context.clock.now(), 'software-statement');
  return {
    text: statement?.text ?? null,
    lacking: statement ? [] : [measured.present('已公示的小程序用途与权限说明', 0, '版')],
  };
}

export const softwareEvidence: EvidenceTable<TrustContext, ClauseRef> = {
  async '10.5.cv'(context, period) {
    const days = await daysIn(context, period);
    const uses = usesOf(days);
    const { text, lacking } = await statedUses(context);
    const unnamed = ASKED_OF_PHONES.filter(({ word }) => text !== null && !text.includes(word));
    return [
      ...(uses === 0 ? [measured.each('没有崩溃、卡死的使用', 0, 0, '人次', { sampleMin: JUDGED_USES_MIN })] : []),
      ...ratesOf(days),
      ...lacking,
      // That the statement names all says nothing yet of how the software runs: few uses leave it open.
      measured.none('说明里没有写到的权限', unnamed.length, '项', uses, {
        sampleMin: JUDGED_USES_MIN,
        missed: unnamed.map(({ word }) => ({ ref: `SoftwarePermission:${word}`, text: word })),
      }),
    ];
  },
  async '10.5.cw'(context, period) {
    const days = await daysIn(context, period);
    const { lacking } = await statedUses(context);
    const again = againAndAgain(days);
    const isFound = (day: Day): boolean => day.strayed >= STRAY_TELLERS_MIN || again.has(day);
    const found = days.filter(isFound);
    return [
      measured.none('访问过用途以外地址的日子', found.length, '天', usesOf(days), {
        sampleMin: JUDGED_USES_MIN,
        missed: found
          .slice(0, MISSED_SHOWN_MAX)
          .map(rowOf(({ strayed, strayedTo }) => `${strayed}人次访问${strayedTo ?? ''}`)),
      }),
      ...lacking,
      info(
        `不到${STRAY_TELLERS_MIN}人次报告、待查的日子`,
        days.filter((day) => day.strayed > 0 && !isFound(day)).length,
        '天',
      ),
    ];
  },
};
