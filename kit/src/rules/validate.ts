import { GraphQLID } from 'graphql';
import { GraphQLLocalDate } from 'graphql-scalars';
import { z } from 'zod';
import { zhCN } from 'zod/locales';
import { asScalar } from './api-facts.ts';
import { commonRefusals, ok, refuse, type Outcome } from './outcome.ts';

/**
 * What a person reads about an input: plain words instead of the library's. Anything else falls through to its Chinese
 * locale.
 */
z.config({
  ...zhCN(),
  customError({ code, origin, minimum, maximum, input }) {
    if (input === undefined || input === null) return '请填写';
    if (code === 'too_small' && origin === 'string') return minimum === 1 ? '请填写' : `至少${minimum}个字`;
    if (code === 'too_big' && origin === 'string') return `最多${maximum}个字`;
    if (code === 'too_small' && origin === 'array') return `至少${minimum}项`;
    if (code === 'too_big' && origin === 'array') return `最多${maximum}项`;
    if (code === 'too_small') return `不能小于${minimum}`;
    if (code === 'too_big') return `不能大于${maximum}`;
    if (code === 'invalid_type') return '填写的类型不对';
    return undefined;
  },
});

/** Largest amount we accept, in fen: 2^53 would no longer be exact. A hundred million yuan is beyond any order. */
export const AMOUNT_FEN_MAX = 10_000_000_000;

/** `.regex(...NO_CONTROLS)` */
export const NO_CONTROLS = [/^[^\p{Cc}]*$/u, '不能包含控制字符'] as const;
export const WHOLE_FEN = '金额以分为单位，必须是整数';

interface Temperatures {
  temperatureCelsiusMin?: number | null;
  temperatureCelsiusMax?: number | null;
}
/** `.refine(...LOWEST_FIRST)`: either may be left out. */
export const LOWEST_FIRST: [(it: Temperatures) => boolean, { path: string[]; message: string }] = [
  (it) => (it.temperatureCelsiusMin ?? -Infinity) <= (it.temperatureCelsiusMax ?? Infinity),
  { path: ['temperatureCelsiusMin'], message: '最低温度不能高于最高温度' },
];
/** One line of text: trimmed, no control characters, bounded. */
export const line = (max: number, min = 1) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .regex(...NO_CONTROLS);
/** Several lines of text, bounded. */
export const paragraph = (max: number, min = 1) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .regex(/^(?:[^\p{Cc}]|[\n\r\t])*$/u, NO_CONTROLS[1]);
/** Text that is judged: `problemOf` says what is wrong with it, in words for whoever wrote it, or null. */
export const judged = (text: z.ZodString, problemOf: (text: string) => string | null) =>
  text.superRefine((written, context) => {
    const message = problemOf(written);
    if (message !== null) context.addIssue({ code: 'custom', message });
  });
/** What a picture shows, for whoever does not see it. */
export const ALT_TEXT_MAX = 60;
export const altText = () => line(ALT_TEXT_MAX);
export const identifier = () =>
  asScalar(
    GraphQLID,
    z
      .string()
      .min(1)
      .max(64)
      .regex(/^[\w:.-]+$/, '编号格式不对'),
  );
export const quantity = (max = 9999) => z.number().int('必须是整数').min(1).max(max);
export const amountFen = (min = 0) => z.number().int(WHOLE_FEN).min(min).max(AMOUNT_FEN_MAX);
export const localDate = () => asScalar(GraphQLLocalDate, z.iso.date('日期写作 2026-01-31'));
export const mobilePhone = () => z.string().regex(/^1\d{10}$/, '请填写11位手机号');
export { asScalar, named } from './api-facts.ts';
export { z };

/** Checks a use case's input: the parsed value, or INVALID_INPUT with each place and its Chinese text. */
export function parse<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
): Outcome<z.output<Schema>, 'INVALID_INPUT'> {
  const result = schema.safeParse(input);
  if (result.success) return ok(result.data);
  return refuse(
    commonRefusals,
    'INVALID_INPUT',
    result.error.issues
      .slice(0, 20)
      .map(({ path, message }) => (path.length > 0 ? { path: path.map(String), text: message } : { text: message })),
  );
}
