import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFrontSettings } from '../front/front.config.ts';
import { startLibrary, type Library } from '../front/testing.fixture.ts';
import { reachableFrom } from './policy.ts';

let root = '';
let library: Library;
const building = { percent: 40, text: '正在打包 <小程序>' };
const SCRIPT = 'console.log("黑土")';
const PAGE = `<!doctype html><title>页面</title><script>${SCRIPT}</script><script src="./app.1a2b3c4d.js"></script>`;
const CODE = `"${'米'.repeat(500)}"`;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'heitu-sites-'));
  for (const folder of ['m', 'front', 'later']) mkdirSync(join(root, folder));
  writeFileSync(join(root, 'secret.txt'), 'SECRET');
  writeFileSync(join(root, 'm', 'index.html'), PAGE);
  writeFileSync(join(root, 'm', 'app.1a2b3c4d.js'), CODE);
  writeFileSync(join(root, 'm', 'app.1a2b3c4d.js.gz'), gzipSync(CODE));
  writeFileSync(join(root, 'm', 'app.1a2b3c4d.js.br'), brotliCompressSync(CODE));
  writeFileSync(join(root, 'm', 'logo.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(join(root, 'm', '.env'), 'SECRET');
  writeFileSync(join(root, 'front', 'index.html'), '<!doctype html><title>公开页面</title>');
  writeFileSync(join(root, 'front', 'pages.json'), JSON.stringify({ services: '服务', t: '溯源' }));
  symlinkSync(root, join(root, 'front', 'graphql'));
  library = await startLibrary({
    pages: {
      sites: [
        { path: '/m', folder: join(root, 'm') },
        { path: '/later', folder: join(root, 'later') },
        { path: '/', folder: join(root, 'front') },
      ],
      sandboxUrl: 'http://127.0.0.1:4100',
    },
    progressOf: (path) => (path === '/later' ? building : null),
  });
});
afterAll(async () => {
  await library.close();
  rmSync(root, { recursive: true, force: true });
});

const get = async (path: string, headers: Record<string, string> = {}) => {
  const response = await fetch(library.url + path, { headers, redirect: 'manual' });
  return { status: response.status, headers: response.headers, text: await response.text() };
};
/** As a hostile client writes it, which no URL parser has tidied up. */
const raw = (target: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(library.url).port), '127.0.0.1', () =>
      socket.write(`GET ${target} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`, 'latin1'),
    );
    let answer = '';
    socket
      .on('data', (bytes) => (answer += String(bytes)))
      .on('end', () => resolve(answer))
      .on('error', reject);
  });

describe('sites', () => {
  it('serves a folder: hashed files for ever, compressed as they lie there, others asked for anew', async () => {
    const code = await get('/m/app.1a2b3c4d.js', { 'accept-encoding': 'br, gzip' });
    expect([
      code.status,
      code.text,
      code.headers.get('content-encoding'),
      code.headers.get('cache-control'),
      code.headers.get('x-content-type-options'),
    ]).toEqual([200, CODE, 'br', 'public, max-age=31536000, immutable', 'nosniff']);
    expect(code.headers.get('content-type')).toMatch(/^(text|application)\/javascript/);
    expect((await get('/m/app.1a2b3c4d.js', { 'accept-encoding': 'gzip' })).headers.get('content-encoding')).toBe(
      'gzip',
    );
    const logo = await get('/m/logo.svg');
    expect([logo.status, logo.headers.get('content-type'), logo.headers.get('cache-control')]).toEqual([
      200,
      'image/svg+xml',
      'no-cache',
    ]);
    expect(
      (await library.server.inject({ url: '/m/logo.svg', headers: { 'if-none-match': logo.headers.get('etag')! } }))
        .statusCode,
    ).toBe(304);
  });

  it('answers 404 where the folder says that there is no such page, and shows the page, which says so', async () => {
    for (const path of ['/', '/services', '/t/LOT-1', '/index.html']) {
      expect([path, (await get(path)).status]).toEqual([path, 200]);
    }
    for (const path of ['/nosuch', '/nosuch/services', '/serviceship']) {
      const page = await get(path);
      expect([path, page.status]).toEqual([path, 404]);
      expect([page.text, page.headers.get('content-security-policy')]).toEqual([
        expect.stringContaining('公开页面'),
        expect.stringContaining("default-src 'none'"),
      ]);
    }
    expect((await get('/m/nosuch')).status).toBe(200);
  });

  it('answers addresses within the pages with the page, under a policy that knows its scripts by their hash', async () => {
    expect((await get('/m')).headers.get('location')).toBe('/m/');
    for (const path of ['/m/', '/m/index.html', '/m/pages/product/1?from=home']) {
      const page = await get(path);
      expect([page.status, page.text, page.headers.get('cache-control')]).toEqual([200, PAGE, 'no-cache']);
      expect(page.headers.get('content-security-policy')).toMatch(
        /^default-src 'none'; script-src 'self' 'sha256-[A-Za-z0-9+/]{43}='; .*connect-src 'self' blob: http:\/\/127\.0\.0\.1:4100; .*frame-ancestors 'none'$/,
      );
    }
    expect((await get('/')).text).toContain('公开页面');
    expect((await get('/t/HT-1')).text).toContain('公开页面');
    const missing = await get('/m/app.00000000.js');
    expect([missing.status, JSON.parse(missing.text).errors[0].extensions.code]).toEqual([404, 'NOT_FOUND']);
  });

  it('tells that pages are being built and serves them once they are', async () => {
    const waiting = await get('/later/anything');
    expect([waiting.status, waiting.headers.get('retry-after'), waiting.headers.get('cache-control')]).toEqual([
      503,
      '2',
      'no-store',
    ]);
    expect(waiting.text).toContain('value="40"');
    expect(waiting.text).toContain('正在打包 &#60;小程序&#62;');
    const file = join(root, 'later', 'index.html');
    writeFileSync(file, '<title>一</title>');
    expect((await get('/later/')).text).toBe('<title>一</title>');
    writeFileSync(file, '<title>二</title><script>1</script>');
    utimesSync(file, 1, 1);
    expect((await get('/later/')).headers.get('content-security-policy')).toContain("'sha256-");
  });

  it('shadows nothing of the API, even by a file of its name', async () => {
    expect((await library.post({ query: '{ price }' })).body).toEqual({ data: { price: 10 } });
    for (const path of ['/graphql/secret.txt', '/edges/nobody', '/health', '/graphiql/nothing'])
      expect([path, (await get(path)).status]).toEqual([path, 404]);
    // A token is asked for by POST (RFC 6749 3.2).
    expect((await get('/oauth/token')).status).toBe(405);
    expect((await get('/health/live')).status).toBe(200);
    expect(JSON.parse((await get('/site.json')).text)).toEqual({ sandbox: 'http://127.0.0.1:4100', phone: null });
  });

  it.each([
    '/m/../secret.txt',
    '/m/%2e%2e/secret.txt',
    '/m/..%2fsecret.txt',
    '/m/%2e%2e%2fsecret.txt',
    '/m/%252e%252e%252fsecret.txt',
    '/m/..%5csecret.txt',
    '/m/..\\secret.txt',
    '/m//../secret.txt',
    '/m/./../secret.txt',
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '//etc/passwd',
    '/%2fetc/passwd',
    '/m/%2fetc%2fpasswd',
    '/m/.env',
    '/m/%2eenv',
    '/m/index.html%00.js',
    '/m/%00',
    '/m/%',
    '/m/%ff%fe',
    '/m/app.1a2b3c4d.js/',
    '/m/app.1a2b3c4d.js/..',
    `/m/${'a'.repeat(400)}.js`,
    'http://127.0.0.1/m/../secret.txt',
    '/m/pages;x/../../secret.txt',
    '/graphql/secret.txt',
    '/%67raphql/secret.txt',
  ])('gives nothing from outside its folder: %s', async (target) => {
    const answer = await raw(target);
    expect(answer).toMatch(/^HTTP\/1\.1 (200|30[18]|400|403|404|414) /);
    expect(answer).not.toContain('SECRET');
    expect(answer).not.toContain('root:');
    // What is answered with 200 is the page itself.
    if (answer.startsWith('HTTP/1.1 200')) expect(answer).toMatch(/页面<\/title>/);
  });

  it('names the simulated outside by the host that a phone came to, and never by words that are no host', () => {
    expect(reachableFrom('192.168.1.5', 'http://127.0.0.1:4100')).toBe('http://192.168.1.5:4100');
    expect(reachableFrom('localhost', 'http://127.0.0.1:4100')).toBe('http://127.0.0.1:4100');
    expect(reachableFrom("x; script-src 'unsafe-inline'", 'http://127.0.0.1:4100')).toBe('http://127.0.0.1:4100');
    expect(reachableFrom('shop.example', 'https://pay.example')).toBe('https://pay.example');
    expect(reachableFrom('shop.example', null)).toBeNull();
  });

  it.each(['m=x', '/m', '/M=x', '/m=a,/m=b', '/../x=y'])('does not start with SITES=%s', (SITES) => {
    expect(() => readFrontSettings({ SITES }, false)).toThrow(/SITES/);
  });
});
