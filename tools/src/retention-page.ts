import { readFileSync } from 'node:fs';
import { KEPT_AS, RETENTION, type Kept } from '@heitu/standard';

const BEGIN = '<!-- 多久: `./run compose` 写以下内容。 -->';
const END = '<!-- 多久写到这里。 -->';
const ROOMS: readonly Readonly<Record<string, Kept>>[] = Object.values(RETENTION);

const MANUAL = 'docs/zh/运维手册.md';
const REPOSITORY = new URL('../../', import.meta.url);

export const retentionPage = (): [path: string, text: string][] => [
  [MANUAL, withRetention(readFileSync(new URL(MANUAL, REPOSITORY), 'utf8'))],
];

/** What is kept how long, by which law, and what ends it: a line for each kind, with its tables. */
export function withRetention(manual: string): string {
  const begin = manual.indexOf(BEGIN);
  const before = (begin === -1 ? manual : manual.slice(0, begin)).trimEnd();
  const after = begin === -1 ? '' : manual.slice(manual.indexOf(END) + END.length).trim();
  const lines = Object.entries(KEPT_AS).map(([as, { what, kept, law, then }]) => {
    const tables = new Set(
      ROOMS.flatMap((room) =>
        Object.entries(room)
          .filter(([, one]) => one.as === as)
          .map(textOf),
      ),
    );
    return `| ${what} | ${kept} | ${law} | ${then} | ${[...tables].toSorted().join('、')} |`;
  });
  const table = ['| 什么 | 留多久 | 依据 | 到期以后 | 哪些表 |', '|---|---|---|---|---|', ...lines].join('\n');
  return `${[before, BEGIN, table, END, after].filter(Boolean).join('\n\n')}\n`;
}

function textOf([table, { job, days }]: [string, Kept]): string {
  const how = days === undefined ? job && `\`${job}\`` : `${days}天`;
  return how ? `\`${table}\`（${how}）` : `\`${table}\``;
}
