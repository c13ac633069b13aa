import { createHash } from 'node:crypto';

/** Pages of the simulated WeChat: HTML without a script, readable on any phone. */
const STYLE = `*{box-sizing:border-box}body{margin:0;background:#ededed;color:#1a1a1a;font:18px/1.6 system-ui,"PingFang SC","Microsoft YaHei",sans-serif}
main{max-width:30rem;min-height:100vh;margin:0 auto;background:#fff;padding:24px 20px 40px}
h1{font-size:22px;margin:0 0 4px}p{margin:8px 0;color:#595959}.amount{font-size:40px;font-weight:600;color:#1a1a1a;margin:16px 0;text-align:center}
.note{background:#fff7e6;color:#7a4b00;border-radius:8px;padding:8px 12px;font-size:16px;margin:0 0 20px}
ul{list-style:none;margin:16px 0;padding:0}li{border-top:1px solid #eee}li:last-child{border-bottom:1px solid #eee}
li a{display:block;min-height:56px;padding:10px 4px;color:inherit;text-decoration:none}li a small{display:block;color:#595959;font-size:16px}li a:hover,li a:focus{background:#f2f8f2}
dl{margin:16px 0}dl div{display:flex;justify-content:space-between;gap:16px;padding:6px 0}dt{color:#595959}dd{margin:0;text-align:right}
button,.button{display:block;width:100%;min-height:52px;margin:12px 0;border:0;border-radius:8px;font:inherit;font-weight:600;text-align:center;line-height:52px;text-decoration:none;cursor:pointer}
button{background:#087a3e;color:#fff}.button{background:#f2f2f2;color:#1a1a1a}`;

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);

/** `formTo`: where the answer to a form leads, since a browser asks that too. */
export const page = (
  title: string,
  body: string,
  formTo: string[] = [],
): { html: string; headers: Readonly<Record<string, string>> } => ({
  html: `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
<main>
<p class="note">模拟的微信：这里的人和钱都是假的，只供试用</p>
${body}
</main>
</html>
`,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; img-src data:; base-uri 'none'; frame-ancestors 'none'; form-action ${formTo.length > 0 ? ["'self'", ...formTo].join(' ') : "'none'"}`,
    'x-content-type-options': 'nosniff',
    // The address may carry what somebody else could use.
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  },
});
