/** What a camera or a keyboard gave, as a trace code; or which sentence says why it is none. */
export type ReadCode = { code: string } | { wrong: string };

/** As lots have them: letters, digits, dashes. */
const CODE = /^[0-9A-Za-z][0-9A-Za-z-]{3,39}$/;
const URL = /^[a-z][a-z0-9+.-]*:/i;
const OURS = /(?:\/(?:t|trace)\/|[?&](?:code|lot)=)([^/?&#]+)/;

/** The label's address (…/t/<code>), a page's address of ours, or the code as it is printed. */
export function readTraceCode(text: string): ReadCode {
  const trimmed = text.trim();
  if (URL.test(trimmed)) {
    const found = OURS.exec(trimmed)?.[1];
    if (!found) return { wrong: '这不是本平台的追溯码，可能是别的平台的' };
    return check(decode(found));
  }
  return check(trimmed);
}
const check = (code: string): ReadCode =>
  CODE.test(code) ? { code } : { wrong: '这个码看不全，可能破损了。请对照标签再输一遍' };
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
