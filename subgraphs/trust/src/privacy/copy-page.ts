import { chinaTime } from '@heitu/kit/rules/calendar';
import type { CopySection } from '@heitu/kit/privacy/persons';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escape = (value: unknown): string =>
  String(value).replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
const shown = (value: string | number | boolean | null | undefined): string =>
  value === null || value === undefined || value === ''
    ? '—'
    : value === true
      ? '是'
      : value === false
        ? '否'
        : escape(value);

function table({ title, rows }: CopySection): string {
  const headings = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const head = `<tr>${headings.map((heading) => `<th>${escape(heading)}</th>`).join('')}</tr>`;
  // On a phone each row is a card, its headings beside the values.
  const line = (row: CopySection['rows'][number]) =>
    `<tr>${headings.map((heading) => `<td data-heading="${escape(heading)}">${shown(row[heading])}</td>`).join('')}</tr>`;
  return `<h2>${escape(title)}（${rows.length}条）</h2><table>${head}${rows.map(line).join('')}</table>`;
}

const STYLE = `body{font-family:sans-serif;max-width:60rem;margin:1rem auto;padding:0 1rem;font-size:1.1rem}
table{border-collapse:collapse;width:100%}th,td{border:1px solid #999;padding:.3rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}
@media(max-width:40rem){table,tbody,tr{display:block}tr:has(th){display:none}tr{border:1px solid #999;border-radius:.4rem;margin:.5rem 0;padding:.3rem .6rem}
td{display:flex;gap:.8rem;border:0}td::before{content:attr(data-heading);flex:0 0 6rem;color:#555}}`;

const nothingIn = (sections: readonly CopySection[]): string =>
  sections.length === 0 ? '' : `<h2>没有记录的</h2><p>${sections.map(({ title }) => escape(title)).join('、')}</p>`;

/** A page that opens anywhere, without network or script: what the person can read of the same copy. */
export const copyPage = (sections: readonly CopySection[], madeAtMs: number): string => `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>我的个人信息副本</title>
<style>${STYLE}</style></head>
<body><h1>我的个人信息副本</h1><p>生成时间：${chinaTime(madeAtMs)}（北京时间）。平台各部分保存的、与您本人有关的信息都在下面。</p>
${sections
  .filter(({ rows }) => rows.length > 0)
  .map(table)
  .join('\n')}
${nothingIn(sections.filter(({ rows }) => rows.length === 0))}
</body></html>`;
