import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { SOFTWARE_RELEASES } from '@heitu/standard';
import { weappFaults } from './weapp-rules.ts';

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

const GOOD = {
  pages: ['pages/home/index', 'pages/address/index'],
  subPackages: [{ root: 'seller', pages: ['pages/today/index'] }],
  requiredPrivateInfos: ['chooseAddress'],
  sitemapLocation: 'sitemap.json',
  preloadRule: { 'pages/home/index': { network: 'wifi', packages: ['seller'] } },
};
const SITEMAP = [
  { action: 'allow', page: 'pages/home/index' },
  { action: 'disallow', page: '*' },
];
const CODE = 'a.chooseAddress({}),b.push("chooseImage"),c.getWindowInfo()';

function built(app: object = GOOD, code = CODE, rules: object[] = SITEMAP): string {
  const folder = mkdtempSync(join(tmpdir(), 'heitu-weapp-'));
  folders.push(folder);
  mkdirSync(join(folder, 'seller/pages/today'), { recursive: true });
  writeFileSync(join(folder, 'app.json'), JSON.stringify(app));
  writeFileSync(join(folder, 'sitemap.json'), JSON.stringify({ rules }));
  writeFileSync(join(folder, 'common.js'), code);
  writeFileSync(join(folder, 'seller/pages/today/index.js'), '');
  return folder;
}

describe('what WeChat asks of a mini-program', () => {
  it('is kept by one that declares what it calls, and calls nothing that was replaced', () => {
    expect(weappFaults(built())).toEqual([]);
  });

  it('tells of a replaced call, with what stands in its place', () => {
    expect(weappFaults(built(GOOD, `${CODE},t.getSystemInfoSync()`))).toEqual([
      'common.js calls getSystemInfoSync: now it is getWindowInfo, getDeviceInfo, getAppBaseInfo',
    ]);
  });

  it('tells of private calls that are not declared, and of declarations that nothing needs', () => {
    expect(weappFaults(built({ ...GOOD, requiredPrivateInfos: ['choosePoi'] }, `${CODE},d.getLocation()`))).toEqual([
      'requiredPrivateInfos does not declare getLocation',
      'requiredPrivateInfos does not declare chooseAddress',
      "getLocation asks a phone for what standard's ASKED_OF_PHONES does not name",
      'requiredPrivateInfos declares choosePoi, which nothing calls',
      'permission does not say what the place of a phone is for',
    ]);
  });

  it('tells of what asks a phone for more than is published, and of what would go on in the background [10.5.cv]', () => {
    expect(
      weappFaults(
        built({ ...GOOD, requiredBackgroundModes: ['audio'] }, `${CODE},a.getRecorderManager(),b.scanCode()`),
      ),
    ).toEqual([
      "getRecorderManager asks a phone for what standard's ASKED_OF_PHONES does not name",
      'audio would go on in the background',
    ]);
  });

  it('is of a release that the platform knows, the newest one [10.5.cv]', () => {
    for (const name of ['package.json', 'miniprogram/package.json'])
      expect([name, JSON.parse(readFileSync(name, 'utf8')).version]).toEqual([name, SOFTWARE_RELEASES.at(-1)]);
  });

  it('tells of a sitemap that is missing, or shows what is nobody else’s', () => {
    expect(weappFaults(built({ ...GOOD, sitemapLocation: undefined }))).toEqual([
      'there is no sitemap: WeChat would show every page',
    ]);
    expect(weappFaults(built(GOOD, CODE, [{ action: 'allow', page: 'pages/gone/index' }]))).toEqual([
      'the sitemap names pages/gone/index, which is no page',
      'the sitemap does not end with what is not to be shown',
    ]);
  });

  it('tells of pages and packages of a preload that are not there', () => {
    expect(weappFaults(built({ ...GOOD, preloadRule: { 'pages/gone/index': { packages: ['buyer'] } } }))).toEqual([
      'preloadRule begins at pages/gone/index, which is no page',
      'preloadRule brings buyer, which is no package',
    ]);
  });
});
