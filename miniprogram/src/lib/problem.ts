/** Why something did not come about, as a page must tell it apart. */
export type ProblemKind = 'offline' | 'unauthenticated' | 'forbidden' | 'tooMany' | 'refused' | 'failed';

/** What the platform says when it will not do a thing: a sentence for the user, and where a form is wrong. */
export interface RefusalFields {
  code?: string;
  message: string;
  clause?: string | null;
  details?: readonly { at: string; text: string }[];
}

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

  /** What is wrong at a field of the form, as the server tells it: `at` is the path in the input. */
  at(field: string): string | undefined {
    const isAt = ({ at }: { at: string }): boolean => at === field || at.startsWith(`${field}.`);
    const text = this.refusal?.details?.find(isAt)?.text;
    if (text) this.isTold = true;
    return text;
  }
}

/** What a form finds wrong before it asks: told beside the field, as the platform's own refusal would be. */
export const wrongAt = (at: string, text: string): Problem =>
  new Problem('refused', { refusal: { message: text, details: [{ at, text }] } });

/** Ends an act whose form still lacks something: that stands in red beside its fields, and nothing was sent. */
export class Unfilled extends Error {}
export function stopWhere(wrong: Readonly<Record<string, string | false | null | undefined>>): void {
  if (Object.values(wrong).some(Boolean)) throw new Unfilled();
}

export const asProblem = (error: unknown): Problem => (error instanceof Problem ? error : new Problem('failed'));
