import { chinaTime } from '@heitu/kit/calendar';
import type { CopySection } from '@heitu/kit/persons';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (value: unknown): string => String(value).replace(/[&<>"']/g, (character) => ESCAPES[character]!);
const shown = (value: string | number | boolean | null | undefined): string => (value === null || value === undefined || value === '' ? '—' : value === true ? '是' : value === false ? '否' : escape(value));

function table({ title, rows }: CopySection): string {
  if (rows.length === 0) return `<h2>${escape(title)}</h2><p>没有记录</p>`;
  const headings = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const line = (cells: readonly string[], tag: 'th' | 'td') => `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
  return `<h2>${escape(title)}（${rows.length}条）</h2><table>${line(headings.map(escape), 'th')}${rows.map((row) => line(headings.map((heading) => shown(row[heading])), 'td')).join('')}</table>`;
}

/** A page that opens anywhere, without network or script: what the person can read of the same copy. */
export const copyPage = (sections: readonly CopySection[], madeAtMs: number): string => `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>我的个人信息副本</title>
<style>body{font-family:sans-serif;max-width:60rem;margin:1rem auto;padding:0 1rem;font-size:1.1rem}table{border-collapse:collapse;width:100%}th,td{border:1px solid #999;padding:.3rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}</style></head>
<body><h1>我的个人信息副本</h1><p>生成时间：${chinaTime(madeAtMs)}（北京时间）。平台各部分保存的、与您本人有关的信息都在下面。</p>
${sections.map(table).join('\n')}
</body></html>`;
