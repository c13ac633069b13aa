import { createHash } from 'node:crypto';
import { isIP } from 'node:net';

/**
 * What a page may do: run our own files, show our own pictures, talk to us and, where it is there, to the simulated
 * outside. Libraries of components write styles into the page, so styles may stand in it; scripts only where their hash
 * is that of the page we built.
 */
export const policyOf = (page: string, sandbox: string | null): string =>
  [
    "default-src 'none'",
    ['script-src', "'self'", ...inlineScriptHashes(page)].join(' '),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "media-src 'self' blob:",
    `connect-src 'self' blob:${sandbox === null ? '' : ` ${sandbox}`}`,
    "frame-src 'self' blob:",
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

export const SITE_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(self), geolocation=(), microphone=(), payment=()',
} as const;

function inlineScriptHashes(page: string): string[] {
  const scripts = page.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/gi);
  return [...scripts].flatMap(([, text]) =>
    text ? [`'sha256-${createHash('sha256').update(text).digest('base64')}'`] : [],
  );
}

const HOST_NAME = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/i;
const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '::1', '[::1]']);

/**
 * The simulated outside as whoever asks can reach it: a phone in the same network that opened us by this machine's
 * address finds it there too.
 */
export function reachableFrom(hostname: string, url: string | null): string | null {
  if (url === null) return null;
  const address = new URL(url);
  const bare = hostname.replace(/^\[|\]$/g, '');
  if (LOOPBACK.has(address.hostname) && !LOOPBACK.has(hostname) && (HOST_NAME.test(hostname) || isIP(bare) !== 0))
    address.hostname = hostname;
  return address.origin;
}
