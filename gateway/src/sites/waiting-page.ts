import { createHash } from 'node:crypto';
import { escapeHtml } from '../escape-html.ts';

/** What stands in a site's place until it is built. */
export interface Progress {
  /** In the words of whoever reads it. */
  text: string;
  /** 0 to 100; null: nobody builds. */
  percent: number | null;
}

const RELOAD_SECONDS = 2;
const STYLE =
  'body{margin:0;min-height:100vh;display:flex;align-items:center;justify-content:center;background:#f7f5f1;color:#2b2b2b;font:18px/1.7 system-ui,"PingFang SC","Microsoft YaHei",sans-serif}main{max-width:32rem;padding:2rem;text-align:center}h1{color:#2f7d32;font-size:1.6rem;margin:0 0 .5rem}progress{width:100%;height:14px;accent-color:#2f7d32}p{margin:.6rem 0;white-space:pre-wrap}';
export const WAITING_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** A page that looks again by itself until what it waits for is there. */
export const waitingPage = ({ text, percent }: Progress): string => `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${percent === null ? '' : `<meta http-equiv="refresh" content="${RELOAD_SECONDS}">\n`}<title>正在准备页面</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
<main>
<h1>${percent === null ? '页面还没有准备好' : '正在准备页面'}</h1>
${percent === null ? '' : `<progress max="100" value="${percent}" aria-label="进度"></progress>\n`}<p>${escapeHtml(text)}</p>
</main>
</html>
`;
