/** Why something did not come about, as a page must tell it apart. */
export type ProblemKind = 'offline' | 'unauthenticated' | 'forbidden' | 'tooMany' | 'refused' | 'failed';

/** What the platform says when it will not do a thing: a sentence for the user, and where a form is wrong. */
export interface RefusalFields {
  code?: string;
  message: string;
  clause?: string | null;
  details?: readonly RefusalDetail[];
}
export interface RefusalDetail {
  /** Where in the input; none where it is about no field of it. */
  path?: readonly string[] | null;
  /** The word, the id or the thing that it is about. */
  about?: string | null;
  text: string;
}
/** The name under which a page shows it: the field as the form knows it (`lines.0.quantity`), or the thing. */
export const placeOf = ({ path, about }: RefusalDetail): string => path?.join('.') ?? about ?? '';

const SENTENCES: Record<ProblemKind, string> = {
  offline: '网络不通，请检查后再试',
  unauthenticated: '请先登录',
  forbidden: '您没有权限看这一页',
  tooMany: '人太多了，请稍等一会儿再试',
  refused: '这次没有办成',
  failed: '出了点问题，请稍后再试',
};

export class Problem extends Error {
  readonly kind: ProblemKind;
  readonly refusal: RefusalFields | null;
  /** For whoever looks into it: shown small under "failed". */
  readonly requestId: string | null;
  readonly retryAfterSeconds: number | null;
  /** It stands on the page, at a field or as a sentence of its own: nothing else need say it. */
  isTold = false;

  constructor(
    kind: ProblemKind,
    more: { message?: string; refusal?: RefusalFields; requestId?: string; retryAfterSeconds?: number } = {},
  ) {
    super(more.refusal?.message || (kind === 'forbidden' && more.message) || SENTENCES[kind]);
    this.kind = kind;
    this.refusal = more.refusal ?? null;
    this.requestId = more.requestId ?? null;
    this.retryAfterSeconds = more.retryAfterSeconds ?? null;
  }

  /** What is wrong at a field of the form, or with a thing that the page shows, as the server tells it. */
  at(field: string): string | undefined {
    const isAt = (place: string): boolean => place === field || place.startsWith(`${field}.`);
    const text = this.refusal?.details?.find((detail) => isAt(placeOf(detail)))?.text;
    if (text) this.isTold = true;
    return text;
  }
}

/** What a form finds wrong before it asks: told beside the field, as the platform's own refusal would be. */
export const wrongAt = (field: string, text: string): Problem =>
  new Problem('refused', { refusal: { message: text, details: [{ path: field.split('.'), text }] } });

/** Ends an act whose form still lacks something: that stands in red beside its fields, and nothing was sent. */
export class Unfilled extends Error {}
export function stopWhere(wrong: Readonly<Record<string, string | false | null | undefined>>): void {
  if (Object.values(wrong).some(Boolean)) throw new Unfilled();
}

export const asProblem = (error: unknown): Problem => (error instanceof Problem ? error : new Problem('failed'));
