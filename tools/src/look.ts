import {
  CARE_COLOURS,
  COLOURS,
  CORNERS,
  FACES,
  GAP,
  MOTION,
  SIZES,
  SPACES,
  type Colour,
  type Mode,
} from '../../look/tokens.ts';

/** The style sheets and values that the clients' looks are made of, from look/tokens.ts. */

const HEAD = 'Generated from look/tokens.ts by ./run compose: not to be edited.';
type Shade = 'light' | 'dark';
type Rows = readonly (readonly [name: string, value: string])[];

const colours = (shade: Shade, of: Partial<Record<Colour, Record<Shade, string>>> = COLOURS): Rows =>
  Object.entries(of).map(([name, tones]) => [name, tones[shade]]);
const sizes = (mode: Mode): Rows => [
  ...Object.entries(SIZES).map(([name, of]) => [name, `${of[mode]}px`] as const),
  ['gap', `${GAP[mode]}px`],
];
const FIXED: Rows = [
  ...Object.entries(SPACES).map(([name, px]) => [`s-${name}`, `${px}px`] as const),
  ...Object.entries(CORNERS).map(([name, px]) => [`r-${name}`, `${px}px`] as const),
  ...Object.entries(MOTION),
  ...Object.entries(FACES),
];
const lines = (indent: string, rows: Rows): string =>
  rows.map(([name, value]) => `${indent}--${name}: ${value};`).join('\n');
const block = (selector: string, rows: Rows, indent = ''): string =>
  `${indent}${selector} {\n${lines(`${indent}  `, rows)}\n${indent}}`;
const inTheDark = (...blocks: string[]): string =>
  `@media screen and (prefers-color-scheme: dark) {\n${blocks.join('\n\n')}\n}`;

/** The mini-program: a page carries the modes as classes, and darkness is the phone's. */
const miniProgram = (): string =>
  [
    `/* ${HEAD} */`,
    block('page,\nbody', [...colours('light'), ...sizes('normal'), ...FIXED]),
    block('.page.farm', sizes('farm')),
    block('.page.care', [...sizes('care'), ...colours('light', CARE_COLOURS)]),
    inTheDark(block('page,\n  body', colours('dark'), '  '), block('.page.care', colours('dark', CARE_COLOURS), '  ')),
  ].join('\n\n');

/** Pages on a desk. */
const desk = (): string =>
  [
    `/* ${HEAD} */`,
    block(':root', [...colours('light'), ...sizes('desk'), ...FIXED]),
    inTheDark(block(':root', colours('dark'), '  ')),
  ].join('\n\n');

/** The same as values, for what draws by itself: the office's component kit, charts, the mini-program's own bars. */
const values = (): string =>
  [
    `/** ${HEAD} */`,
    ...(['light', 'dark'] as const).map(
      (shade) =>
        `export const ${shade.toUpperCase()} = ${JSON.stringify(Object.fromEntries(colours(shade)))} as const;`,
    ),
    `export const DESK = ${JSON.stringify(Object.fromEntries(Object.entries(SIZES).map(([name, of]) => [name, of.desk])))} as const;`,
  ].join('\n');

/** Path → text of all that is made from the tokens. */
export const lookFiles = (): Map<string, string> =>
  new Map([
    ['miniprogram/src/theme/tokens.scss', `${miniProgram()}\n`],
    ['miniprogram/src/theme/colours.ts', `${values()}\n`],
    ['admin/src/tokens.css', `${desk()}\n`],
    ['admin/site/tokens.css', `${desk()}\n`],
    ['admin/src/tokens.ts', `${values()}\n`],
  ]);
