/**
 * How everything looks, said once: the mini-program's style sheets, the office's and the public site's, and the theme
 * of the office's component kit are made from it (`./run compose`). A colour has one meaning.
 */

interface Tone {
  light: string;
  dark: string;
}
const tone = (light: string, dark: string): Tone => ({ light, dark });

export const COLOURS = {
  // The ground.
  paper: tone('#f7f2e8', '#16110d'),
  card: tone('#fffdf8', '#211a15'),
  sunk: tone('#efe7d8', '#2c241d'),
  // Hairlines, and the borders of what can be pressed.
  line: tone('#e2d7c3', '#3b3128'),
  edge: tone('#8c7d6c', '#8f8070'),
  // Words, second words, hints and times.
  ink: tone('#2a211b', '#f4ebdc'),
  'ink-2': tone('#5a4e44', '#cbbda9'),
  'ink-3': tone('#6f6256', '#a89a88'),
  // What one presses.
  soil: tone('#33261d', '#f0e2c6'),
  'on-soil': tone('#fff6e4', '#2a1f14'),
  'soil-2': tone('#4a382c', '#d9c7ae'),
  'on-soil-2': tone('#d9c7ae', '#5a4634'),
  // Now, or waiting: never alone, always with a shape and a word.
  rice: tone('#f0b545', '#e8b04a'),
  'on-rice': tone('#2a1f14', '#2a1f14'),
  'rice-pale': tone('#fcefd3', '#3a2b13'),
  'rice-ink': tone('#7a4a00', '#f3c872'),
  // Checked, arrived.
  sprout: tone('#2d6a3a', '#93cb9e'),
  'on-sprout': tone('#fffdf8', '#16110d'),
  'sprout-pale': tone('#e5eedd', '#1d2d20'),
  // Temperature, nothing else.
  cold: tone('#1c5c82', '#92c7e2'),
  'cold-pale': tone('#e0ecf1', '#162b37'),
  // Broken, overdue.
  ember: tone('#a62d1a', '#f5a08a'),
  'on-ember': tone('#fffdf8', '#16110d'),
  'ember-pale': tone('#fae5dd', '#3d1e16'),
  // Paper that one signs upon or scans from: white by night as well.
  sheet: tone('#ffffff', '#ffffff'),
  'on-sheet': tone('#1b1d18', '#1b1d18'),
  // What lies over a page while something else is open, and a mark upon a picture.
  veil: tone('rgb(42 33 27 / 62%)', 'rgb(0 0 0 / 70%)'),
  'on-veil': tone('#fffdf8', '#fffdf8'),
} as const satisfies Readonly<Record<string, Tone>>;
export type Colour = keyof typeof COLOURS;

/** What pages call the colours of words. */
export const WORDS = {
  ink: 'ink',
  grey: 'ink-2',
  quiet: 'ink-3',
  green: 'sprout',
  red: 'ember',
  amber: 'rice-ink',
  cold: 'cold',
  faint: 'line',
} as const satisfies Readonly<Record<string, Colour>>;

/** How something stands: the pale ground of a tag or a card, and the words on it. */
export const TONES = {
  soil: ['sunk', 'ink-2'],
  amber: ['rice-pale', 'rice-ink'],
  good: ['sprout-pale', 'sprout'],
  bad: ['ember-pale', 'ember'],
  cold: ['cold-pale', 'cold'],
} as const satisfies Readonly<Record<string, readonly [ground: Colour, words: Colour]>>;

/** In care mode second words are as dark as they can be. */
export const CARE_COLOURS = {
  'ink-2': tone('#43382f', '#ddd1bf'),
  'ink-3': tone('#54483e', '#cbbda9'),
} as const satisfies Partial<Record<Colour, Tone>>;

/**
 * Letters and touch targets in px: as usual; for farmers and stations, who read one size up without asking; in care
 * mode; on a desk.
 */
export const SIZES = {
  note: { normal: 13, farm: 15, care: 17, desk: 12 },
  small: { normal: 14, farm: 16, care: 19, desk: 13 },
  text: { normal: 16, farm: 18, care: 22, desk: 14 },
  lead: { normal: 18, farm: 20, care: 24, desk: 15 },
  title: { normal: 20, farm: 22, care: 26, desk: 17 },
  head: { normal: 24, farm: 26, care: 30, desk: 22 },
  figure: { normal: 30, farm: 34, care: 38, desk: 26 },
  display: { normal: 40, farm: 46, care: 48, desk: 34 },
  target: { normal: 44, farm: 52, care: 56, desk: 36 },
  act: { normal: 52, farm: 60, care: 64, desk: 40 },
} as const satisfies Readonly<Record<string, Readonly<Record<'normal' | 'farm' | 'care' | 'desk', number>>>>;
export type Mode = 'normal' | 'farm' | 'care' | 'desk';

/** Between things in px, always in steps of four; between cards a little more in care mode. */
export const SPACES = { 1: 4, 2: 8, 3: 12, 4: 16, 6: 24, 8: 32 } as const;
export const GAP = { normal: 12, farm: 12, care: 16, desk: 14 } as const satisfies Readonly<Record<Mode, number>>;

/** Corners in px. Faces are round. */
export const CORNERS = { chip: 8, card: 14, act: 14, sheet: 22 } as const;
/** Of the office's component kit, whose fields stand closer. */
export const KIT_CORNERS = { borderRadius: 10, borderRadiusLG: 12, borderRadiusSM: 6 } as const;

/** Shadows: under what lies over a page, a search field or a bar at the foot. By night a line does it; pictures dim. */
export const SHADOWS = {
  lift: tone('0 6px 20px -8px rgb(42 33 27 / 16%)', 'none'),
  'lift-bar': tone('0 -10px 24px -14px rgb(42 33 27 / 22%)', 'none'),
  dim: tone('none', 'brightness(0.8)'),
} as const satisfies Readonly<Record<string, Tone>>;

/** Press, and sheet. In care mode nothing moves. */
export const MOTION = { fast: '120ms', calm: '240ms', ease: 'cubic-bezier(0.2, 0.7, 0.2, 1)' } as const;

/** To operate, and for human words, seasons and headings. */
export const FACES = {
  sans: "-apple-system, 'PingFang SC', 'HarmonyOS Sans SC', 'MiSans', 'Noto Sans SC', 'Noto Sans CJK SC', 'WenQuanYi Micro Hei', sans-serif",
  /** The weight of a page's head, a title and a figure. */
  heavy: '600',
  voice: "'Songti SC', 'Noto Serif SC', 'Noto Serif CJK SC', serif",
} as const;

/**
 * What markup says by a word that has no token, alike on the phone and in a browser: how things stand beside each
 * other, and how words are. A word changes one thing; `row`, `between`, `center` and `column` begin a line of things.
 */
const LINE = { display: 'flex', 'align-items': 'center' };
export const WAYS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  row: { ...LINE, gap: 'var(--s-2)' },
  between: { ...LINE, gap: 'var(--s-2)', 'justify-content': 'space-between' },
  center: { ...LINE, 'justify-content': 'center' },
  column: { ...LINE, 'flex-direction': 'column', 'justify-content': 'center' },
  grow: { flex: '1', 'min-width': '0' },
  'grow-wide': { flex: '1 1 7em' },
  still: { flex: 'none' },
  start: { 'align-items': 'flex-start' },
  foot: { 'align-items': 'flex-end' },
  stretch: { 'align-items': 'stretch' },
  end: { 'justify-content': 'flex-end' },
  wrap: { 'flex-wrap': 'wrap' },
  whole: { width: '100%' },
  fill: { display: 'block', width: '100%', height: '100%' },
  over: { position: 'relative' },
  lie: { position: 'absolute' },
  lifted: { 'box-shadow': 'var(--lift)' },
  clip: { overflow: 'hidden' },
  disc: { 'border-radius': '50%' },
  voice: { 'line-height': '1.3', 'font-weight': '700', 'font-family': 'var(--voice)' },
  bold: { 'font-weight': '600' },
  struck: { 'text-decoration': 'line-through' },
  middle: { 'text-align': 'center' },
  unbroken: { 'white-space': 'nowrap' },
  'one-line': { overflow: 'hidden', 'text-overflow': 'ellipsis', 'white-space': 'nowrap' },
};
