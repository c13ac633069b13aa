import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';

/**
 * Where people read what code says: a number of working days stands there by `inWorkingDays`, or comes from
 * `promisedTimes`.
 */
const ROOMS = [
  'kit/src',
  'gateway/src',
  'subgraphs',
  'admin/src',
  'admin/site',
  'miniprogram/src',
  'sandbox/seed',
  'tools/src',
];
const PRINTED = /(?:\d+|[一二两三四五六七八九十]+)\s?个?工作日/;
/** What people of the demo county write of their own shops, and what a form proposes to them. */
const OWN_WORDS = ['sandbox/seed/sellers-shops.ts', 'miniprogram/src/seller/pages/shop/index.tsx'];
const isRead = (file: string): boolean =>
  /\.tsx?$/.test(file) && !/\.spec\.tsx?$|\.fixture\.ts$|node_modules|\/api\//.test(file) && !OWN_WORDS.includes(file);
const withoutComments = (text: string): string => text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');

it('a deadline that is printed is typed once, in standard/src/promises.ts', () => {
  const files = ROOMS.flatMap((room) =>
    readdirSync(room, { recursive: true, encoding: 'utf8' }).map((file) => join(room, file)),
  );
  const read = files.filter(isRead);
  expect(read.length).toBeGreaterThan(600);
  const typed = read.flatMap((file) =>
    withoutComments(readFileSync(file, 'utf8'))
      .split('\n')
      .filter((line) => PRINTED.test(line))
      .map((line) => `${file}: ${PRINTED.exec(line)![0]}`),
  );
  expect(typed).toEqual([]);
});
