import { verify } from '@node-rs/argon2';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { refuse, type CodeOf, type Refused } from '@heitu/kit/rules/outcome';
import type { Role } from '@heitu/standard';
import { passwordRefusals, weakPasswordRefusals } from './account.refusals.ts';
import { PASSWORD_LENGTH_MIN } from './account.policy.ts';

/** 7.4.s: who handles payments changes the password regularly. For others a date would only bring weaker ones. */
export const PASSWORD_ROTATION = {
  clause: '7.4.s',
  everyMs: 90 * DAY_MS,
  roles: ['finance', 'operator-admin'] satisfies Role[],
} as const;
/** How many of the last ones are not taken again. */
export const PASSWORDS_REMEMBERED = 5;
/** A billion guesses: with argon2 a year's work for one stolen hash on one core. */
const GUESSES_LOG10_MIN = 9;
/** What people here add to a password, beyond the library's lists and the names of places. */
const LOCAL_WORDS = [
  'heitu',
  '黑土',
  'daohuaxiang',
  'woaini',
  'woaiwojia',
  'zhongguo',
  '520',
  '1314',
  '5201314',
  '1314520',
];

/** From when on it can only be changed; null: not by time. `changedAtMs` null: another person set it, due at once. */
export function passwordDueAtMs(changedAtMs: number | null, roles: readonly string[]): number | null {
  if (changedAtMs === null) return 0;
  return PASSWORD_ROTATION.roles.some((role) => roles.includes(role)) ? changedAtMs + PASSWORD_ROTATION.everyMs : null;
}

/**
 * Estimates guesses by lists of known passwords, words, dates, keyboard runs and repetitions. Loaded when first needed:
 * the lists are large.
 */
let guesser: Promise<(password: string, words: string[]) => number> | undefined;
async function loadGuesser() {
  const [{ ZxcvbnFactory }, { dictionary, adjacencyGraphs }, { areaList }, { pinyin }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@vant/area-data'),
    import('pinyin-pro'),
  ]);
  // Wherever the platform stands: every province, city and county of the country, as it is spoken and as it is typed.
  const places = Object.values(areaList)
    .flatMap((names) => Object.values(names))
    .map((name) => name.replace(/(?:自治.*|[省市区县旗盟州])$/u, ''))
    .flatMap((name) => [name, pinyin(name, { toneType: 'none', type: 'array', v: true }).join('')]);
  const zxcvbn = new ZxcvbnFactory({ dictionary: { ...dictionary, places }, graphs: adjacencyGraphs });
  return (password: string, words: string[]): number => zxcvbn.check(password, words).guessesLog10;
}

/** Whether a first password is good enough; `names`: what the person is called. */
export async function judgeStrength(
  password: string,
  names: readonly string[],
): Promise<Refused<CodeOf<typeof weakPasswordRefusals>> | null> {
  if (password.length < PASSWORD_LENGTH_MIN || !/\p{L}/u.test(password) || !/\d/.test(password))
    return refuse(weakPasswordRefusals, 'PASSWORD_WEAK');
  const guessesLog10 = await (guesser ??= loadGuesser());
  if (guessesLog10(password, [...LOCAL_WORDS, ...names]) < GUESSES_LOG10_MIN)
    return refuse(weakPasswordRefusals, 'PASSWORD_COMMON');
  return null;
}

/** The same for a new one; `formerHashes`: passwords that the account has had. */
export async function judgePassword(
  password: string,
  names: readonly string[],
  formerHashes: readonly string[],
): Promise<Refused<CodeOf<typeof passwordRefusals>> | null> {
  const weak = await judgeStrength(password, names);
  if (weak) return weak;
  for (const former of formerHashes)
    if (await verify(former, password)) return refuse(passwordRefusals, 'PASSWORD_USED');
  return null;
}
