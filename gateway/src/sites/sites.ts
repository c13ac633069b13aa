import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isRecord, jsonOf } from '@heitu/kit/rules/checked';
import { z } from '@heitu/kit/rules/validate';
import { policyOf, reachableFrom, SITE_HEADERS } from './policy.ts';
import type { Site, SitesSettings } from './sites.config.ts';
import { waitingPage, WAITING_POLICY, type Progress } from './waiting-page.ts';

export interface SitesParts extends SitesSettings {
  /** How far the pages at this path are, where somebody is building them. */
  progressOf?: (path: string) => Progress | null;
  /** Where a phone in the same network finds this machine; null where it cannot. */
  phoneUrl?: string | null;
  /** First parts of paths that are answered by others: the site at `/` leaves them alone. */
  taken: ReadonlySet<string>;
}

const HASHED = /[.-][0-9A-Za-z_-]{8,}\.[a-z0-9]+$/;
const YEAR_SECONDS = 31_536_000;
const NOT_BUILT: Progress = { text: '请先运行 ./run build all', percent: null };
const PATH_CHARACTERS_MAX = 300;

/**
 * Built pages from folders: their files as they are, and the page itself at every address that names none, since pages
 * find their own way from there. Where the folder says which pages there are (`pages.json`), other addresses have 404.
 */
export async function addSites(server: FastifyInstance, parts: SitesParts): Promise<void> {
  if (parts.sites.length === 0) return;
  // Files are looked for by name in one folder, spelt as they are; the package refuses what leads out of it.
  await server.register(fastifyStatic, {
    serve: false,
    preCompressed: true,
    dotfiles: 'ignore',
    index: false,
    cacheControl: false,
    suppressWarning: true,
  });
  server.get('/site.json', (request, reply) =>
    reply
      .headers(SITE_HEADERS)
      .header('cache-control', 'no-store')
      .send({ sandbox: reachableFrom(request.hostname, parts.sandboxUrl), phone: parts.phoneUrl ?? null }),
  );
  for (const site of parts.sites) {
    const pages = readPages(site);
    const handler = (request: FastifyRequest, reply: FastifyReply) => answer(site, pages, request, reply, parts);
    if (site.path !== '/') server.get(site.path, (_request, reply) => reply.redirect(`${site.path}/`, 308));
    server.get(site.path === '/' ? '/' : `${site.path}/`, handler);
    server.get(site.path === '/' ? '/*' : `${site.path}/*`, handler);
  }
}

function answer(
  site: Site,
  pages: Pages,
  request: FastifyRequest,
  reply: FastifyReply,
  parts: SitesParts,
): FastifyReply {
  const path = isRecord(request.params) ? String(request.params['*'] ?? '') : '';
  const [first = '', last = first] = [path.split('/')[0], path.split('/').at(-1)];
  const notFound = () => (reply.callNotFound(), reply);
  if (!isPlain(path) || (site.path === '/' && parts.taken.has(first) && path !== '')) return notFound();
  reply.headers(SITE_HEADERS);
  if (path !== '' && path !== INDEX && isFile(join(site.folder, path))) {
    reply.header('cache-control', HASHED.test(path) ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache');
    return reply.sendFile(path, site.folder);
  }
  const isPage = path === '' || path === INDEX || !last.includes('.');
  if (!isPage) return notFound();
  const page = pages();
  if (page === null) {
    const progress = parts.progressOf?.(site.path) ?? NOT_BUILT;
    return reply
      .code(503)
      .headers({ 'content-security-policy': WAITING_POLICY, 'cache-control': 'no-store', 'retry-after': '2' })
      .type('text/html; charset=utf-8')
      .send(waitingPage(progress));
  }
  reply.code(page.names && !page.names.has(first) ? 404 : 200);
  const policy = policyOf(page.text, reachableFrom(request.hostname, parts.sandboxUrl));
  reply.headers({ 'content-security-policy': policy, 'cache-control': 'no-cache' });
  return reply.sendFile(INDEX, site.folder);
}

const INDEX = 'index.html';
const NAMES = 'pages.json';

/** No way out, no second spelling, nothing hidden: what is not plain is not there. */
const isPlain = (path: string): boolean =>
  path.length <= PATH_CHARACTERS_MAX &&
  !/[\\\0]/.test(path) &&
  (path === '' ||
    path
      .replace(/\/$/, '')
      .split('/')
      .every((part) => part !== '' && !part.startsWith('.')));

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

interface Page {
  text: string;
  /** First parts of the addresses that it has something for; null where it does not say. */
  names: ReadonlySet<string> | null;
}
type Pages = () => Page | null;

/** The page as it is now, read again when it was built anew; null while there is none. */
function readPages({ folder }: Site): Pages {
  const file = join(folder, INDEX);
  let known: { at: number; page: Page } | null = null;
  return () => {
    const stat = statSync(file, { throwIfNoEntry: false });
    if (!stat?.isFile()) return (known = null);
    if (known?.at !== stat.mtimeMs) {
      known = { at: stat.mtimeMs, page: { text: readFileSync(file, 'utf8'), names: readNames(folder) } };
    }
    return known.page;
  };
}

/** `pages.json` beside the page has a key for each: which addresses there are only the pages know. */
function readNames(folder: string): Page['names'] {
  const file = join(folder, NAMES);
  if (!isFile(file)) return null;
  return new Set(['', INDEX, ...Object.keys(jsonOf(z.record(z.string(), z.unknown()), readFileSync(file, 'utf8')))]);
}
