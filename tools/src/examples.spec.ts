import { describe, expect, it } from '@jest/globals';
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Every piece that pages are made of is on its client's page of examples, where whoever changes how things look sees it
 * in all its states. What is drawn for one matter only, or asks the platform, is seen on the pages of that matter, and
 * is named here.
 */
const KITS = [
  {
    client: 'miniprogram',
    pieces: 'miniprogram/src/ui/*.tsx',
    // WeChat's own elements, as a browser has them.
    not: 'miniprogram/src/ui/browser.tsx',
    examples: 'miniprogram/src/examples/*.tsx',
    elsewhere:
      'ActingBar Breach ClaimCards ComplaintPhotos CountAndSign CustodyLegs Fields Footer Hands Inspected KeeperField MaybeRecalled NotYours NotYoursHere Nothing Pickup RecalledFound RegionField ReviewPhotos SharesGot SignedByCard StationPlace StoreNow TellMe TitleBar WaitingBar',
  },
  {
    client: 'admin',
    pieces: 'admin/src/ui/*.tsx',
    not: '',
    examples: 'admin/src/examples.tsx',
    elsewhere: 'DataTable DeskFooter Frame ProductPicker Search',
  },
];
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const textOf = (pattern: string, not = ''): string =>
  globSync(pattern, { cwd: ROOT })
    .filter((path) => path !== not)
    .map((path) => readFileSync(`${ROOT}${path}`, 'utf8'))
    .join('\n');
const piecesOf = (text: string): string[] =>
  [...text.matchAll(/^export (?:const|function|class) ([A-Z][a-z]\w*)\b(?!: )/gm)].map(([, name]) => name!);
const drawnIn = (text: string): Set<string> =>
  new Set([...text.matchAll(/<([A-Z]\w*)[\s/>]/g)].map(([, name]) => name!));

describe.each(KITS)('the pieces of $client', ({ pieces, not, examples, elsewhere }) => {
  it('are all on the page of examples, or belong to one matter', () => {
    const drawn = drawnIn(textOf(examples));
    expect(
      piecesOf(textOf(pieces, not))
        .filter((name) => !drawn.has(name))
        .sort(),
    ).toEqual(elsewhere.split(' '));
  });
});

it('tells a piece that is drawn from one that is not', () => {
  expect(piecesOf('export const Seal = () => 1;\nexport const AT_FOOT: Feet = 1;\nexport function Price() {}')).toEqual(
    ['Seal', 'Price'],
  );
  expect([...drawnIn('<Seal />\n<Price fen={1}>')]).toEqual(['Seal', 'Price']);
});
