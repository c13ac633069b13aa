import { readFileSync } from 'node:fs';
import {
  CARE_COLOURS,
  COLOURS,
  CORNERS,
  FACES,
  GAP,
  KIT_CORNERS,
  MOTION,
  SHADOWS,
  SIZES,
  SPACES,
  TONES,
  WAYS,
  WORDS,
  type Mode,
} from '../../look/tokens.ts';

/** The style sheets and values that the clients' looks are made of, from look/tokens.ts. */

const HEAD = 'Generated from look/tokens.ts by ./run compose: not to be edited.';
type Shade = 'light' | 'dark';
type Rows = readonly (readonly [name: string, value: string])[];

const colours = (shade: Shade, of: Readonly<Record<string, Record<Shade, string>>> = COLOURS): Rows =>
  Object.entries(of).map(([name, tones]) => [name, tones[shade]]);
/** Colours and shadows. */
const shades = (shade: Shade): Rows => [...colours(shade), ...colours(shade, SHADOWS)];
const sizes = (mode: Mode): Rows => [
  ...Object.entries(SIZES).map(([name, of]) => [name, `${of[mode]}px`] as const),
  ['gap', `${GAP[mode]}px`],
];
const FIXED: Rows = [
  ...Object.entries({ 0: 0, ...SPACES }).map(([name, px]) => [`s-${name}`, `${px}px`] as const),
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
    block('page,\nbody', [...shades('light'), ...sizes('normal'), ...FIXED]),
    block('.page.farm', sizes('farm')),
    block('.page.care', [...sizes('care'), ...colours('light', CARE_COLOURS)]),
    inTheDark(block('page,\n  body', shades('dark'), '  '), block('.page.care', colours('dark', CARE_COLOURS), '  ')),
  ].join('\n\n');

/**
 * The words by which all clients' markup says how it looks, one class each: what has no token (`row`, `bold`), then
 * what has one: `small`, `grey`, `on-sunk`, `pale-bad`, `gap-3`, `pad-x-4`, `r-card`. A ground with words of its own
 * (`on-soil`) brings their colour along, and needs no other edge.
 */
function markupWords(): string {
  const said: (readonly [word: string, what: Rows])[] = [
    ...Object.keys(SIZES).flatMap((size) => (size in MINIMA ? [] : [[size, lettersOf(size)] as const])),
    ...Object.entries(WORDS).map(([word, colour]) => [word, [['color', colour]]] as const),
    ...Object.keys(COLOURS)
      .filter((ground) => !ground.startsWith('on-'))
      .map((ground) => [`on-${ground}`, onGround(ground, `on-${ground}` in COLOURS ? `on-${ground}` : null)] as const),
    ...Object.entries(TONES).map(([tone, [ground, words]]) => [`pale-${tone}`, onGround(ground, words)] as const),
    ...['0', ...Object.keys(SPACES)].flatMap((n) => {
      const space = `s-${n}`;
      const both = (what: string, ...sides: string[]): Rows => sides.map((side) => [`${what}-${side}`, space]);
      return [
        [`gap-${n}`, [['gap', space]]],
        [`pad-${n}`, [['padding', space]]],
        [`pad-x-${n}`, both('padding', 'right', 'left')],
        [`pad-y-${n}`, both('padding', 'top', 'bottom')],
        [`top-${n}`, [['margin-top', space]]],
      ] as const;
    }),
    ...Object.keys(CORNERS).map((corner) => [`r-${corner}`, [['border-radius', `r-${corner}`]]] as const),
  ];
  const rule = (word: string, what: Rows): string =>
    `.${word} {\n${what.map(([property, value]) => `  ${property}: ${value};`).join('\n')}\n}`;
  return [
    `/* ${HEAD} */`,
    ...Object.entries(WAYS).map(([word, what]) => rule(word, Object.entries(what))),
    ...said.map(([word, what]) =>
      rule(
        word,
        what.map(([property, token]) => [property, `var(--${token})`]),
      ),
    ),
  ].join('\n\n');
}
/** Sizes of what is touched, not of letters. */
const MINIMA = { target: true, act: true };
/** What is read first on a page carries weight by its size alone. */
const HEAVY = { title: true, head: true, figure: true, display: true };
const lettersOf = (size: string): Rows => [
  ...(size in HEAVY ? ([['font-weight', 'heavy']] as const) : []),
  ['font-size', size],
];
const onGround = (ground: string, words: string | null): Rows => [
  ['background', ground],
  ...(words
    ? ([
        ['border-color', ground],
        ['color', words],
      ] as const)
    : []),
];

/** Pages in a browser: of the office, which are read at a desk, and of everybody. */
const browser = (mode: Mode): string =>
  [
    `/* ${HEAD} */`,
    block(':root', [...shades('light'), ...sizes(mode), ...FIXED]),
    inTheDark(block(':root', shades('dark'), '  ')),
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

/** WeChat's own bars, which follow the phone's darkness: the title and the tabs, whose pictures are others by night. */
const TABS = ['home', 'kinds', 'cart', 'me'].flatMap((tab) => [tab, `${tab}-on`]);
function bars(): string {
  const of = (shade: Shade): Record<string, string> => ({
    paper: COLOURS.paper[shade],
    card: COLOURS.card[shade],
    ink: COLOURS.ink[shade],
    second: COLOURS['ink-2'][shade],
    title: shade === 'light' ? 'black' : 'white',
    loading: shade === 'light' ? 'dark' : 'light',
    edge: shade === 'light' ? 'white' : 'black',
    ...Object.fromEntries(TABS.map((tab) => [tab, `assets/tab/${tab}${shade === 'light' ? '' : '-night'}.png`])),
  });
  return JSON.stringify({ light: of('light'), dark: of('dark') }, null, 2);
}

/** The icons of look/icons.svg: what is drawn in the colour of the words, and the grain of rice in it. */
function icons(): Record<string, { line: string; grain?: string }> {
  const drawn = readFileSync(new URL('../../look/icons.svg', import.meta.url), 'utf8');
  const found: Record<string, { line: string; grain?: string }> = {};
  for (const [, id = '', body = ''] of drawn.matchAll(/<symbol id="(\w+)" viewBox="0 0 24 24">(.*?)<\/symbol>/g)) {
    const parts = body.match(/<\w+[^>]*\/>/g) ?? [];
    const [lines, grains] = [false, true].map((is) => parts.filter((one) => one.includes('class="g"') === is).join(''));
    found[id] = {
      line: (lines ?? '').replaceAll('class="s"', 'fill="currentColor" stroke="none"'),
      ...(grains && { grain: grains.replaceAll(' class="g"', '') }),
    };
  }
  return found;
}
const iconFile = (): string =>
  `/** ${HEAD.replace('tokens.ts', 'icons.svg')} */\nexport const ICONS = ${JSON.stringify(icons(), null, 1)} as const;\nexport type IconName = keyof typeof ICONS;\n`;

/** Path → text of all that is made from the tokens. */
export const lookFiles = (): Map<string, string> =>
  new Map([
    ['miniprogram/src/theme/tokens.scss', `${miniProgram()}\n`],
    ['miniprogram/src/theme/words.scss', `${markupWords()}\n`],
    ['miniprogram/src/theme/colours.ts', `${values()}\n`],
    ['miniprogram/src/theme.json', `${bars()}\n`],
    ['admin/words.css', `${markupWords()}\n`],
    ['admin/src/tokens.css', `${browser('desk')}\n`],
    ['admin/site/tokens.css', `${browser('normal')}\n`],
    ['admin/src/tokens.ts', `${values()}\nexport const KIT_CORNERS = ${JSON.stringify(KIT_CORNERS)} as const;\n`],
    ['miniprogram/src/theme/icons.ts', iconFile()],
    ['admin/src/icons.ts', iconFile()],
  ]);
