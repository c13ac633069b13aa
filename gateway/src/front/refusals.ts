import { INTERNAL, unavailable, unauthenticated } from '@heitu/kit/rules/graphql';
import type { RefusedKind } from '@heitu/kit/rules/refused-kinds';

interface Row {
  /** Of HTTP. */
  status: number;
  /** As what it is counted. */
  kind: RefusedKind;
  message: string;
  /**
   * The request was well-formed GraphQL over HTTP: a client that takes `application/json` alone is told with 200, as
   * that media type asks, since from a proxy the same status would mean something else.
   */
  wellFormed?: true;
}

/** Whatever the front refuses before or instead of an answer: each with its code. */
export const REFUSALS = {
  BAD_REQUEST: { status: 400, kind: 'malformed', message: '请求的格式不对' },
  HTTPS_REQUIRED: { status: 403, kind: 'plain', message: '请用 https 访问：这里不接受明文请求' },
  NOT_FOUND: { status: 404, kind: 'malformed', message: '没有这个地址' },
  METHOD_NOT_ALLOWED: { status: 405, kind: 'malformed', message: '不支持这种请求方法' },
  NOT_ACCEPTABLE: {
    status: 406,
    kind: 'malformed',
    message: '只能回答 application/graphql-response+json 或 application/json',
  },
  TOO_SLOW: { status: 408, kind: 'malformed', message: '请求送得太慢，请检查网络后再试' },
  TOO_LARGE: { status: 413, kind: 'too-much', message: '内容太大，请减少后再试' },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    kind: 'malformed',
    message: '请求的内容须是 UTF-8 的 application/json，不压缩',
  },
  TOO_MANY_REQUESTS: { status: 429, kind: 'too-often', message: '请求太频繁，请稍后再试' },
  OVERLOADED: { status: 503, kind: 'overload', message: '系统现在太忙，请稍后再试' },
  UNAVAILABLE: { status: 503, kind: 'failed', message: unavailable().message },
  DEADLINE_EXCEEDED: { status: 504, kind: 'failed', message: '处理超时，请稍后再试一次' },
  INTERNAL: { status: 500, kind: 'failed', message: INTERNAL.message },
  UNAUTHENTICATED: { status: 401, kind: 'credentials', message: unauthenticated().message },
  BATCHING_NOT_SUPPORTED: { status: 400, kind: 'malformed', message: '一次只能发一个请求' },
  PREFLIGHT_REQUIRED: {
    status: 403,
    kind: 'malformed',
    message: '带 Cookie 的 GET 请求须带 graphql-require-preflight 请求头',
  },
  MUTATION_BY_GET: { status: 405, kind: 'malformed', message: '修改操作只能用 POST' },
  DOCUMENT_NOT_TRUSTED: { status: 403, kind: 'unregistered', message: '这里只接受登记过的操作' },
  PERSISTED_QUERY_NOT_FOUND: { status: 404, kind: 'unregistered', message: '没有登记过这个操作' },
  INTROSPECTION_DISABLED: { status: 403, kind: 'unregistered', message: '这里不提供接口自省' },
  GRAPHQL_PARSE_FAILED: { status: 400, kind: 'malformed', message: '操作的语法不对', wellFormed: true },
  GRAPHQL_VALIDATION_FAILED: { status: 400, kind: 'malformed', message: '操作与接口不符', wellFormed: true },
  OPERATION_RESOLUTION_FAILURE: {
    status: 400,
    kind: 'malformed',
    message: '没有说明要执行哪一个操作',
    wellFormed: true,
  },
  BAD_USER_INPUT: { status: 400, kind: 'malformed', message: '填写的内容不对', wellFormed: true },
  TOO_MANY_TOKENS: { status: 400, kind: 'too-much', message: '操作太长', wellFormed: true },
  TOO_DEEP: { status: 400, kind: 'too-much', message: '操作嵌套太深', wellFormed: true },
  TOO_MANY_FIELDS: { status: 400, kind: 'too-much', message: '操作的字段太多', wellFormed: true },
  TOO_MANY_ALIASES: { status: 400, kind: 'too-much', message: '操作的别名太多', wellFormed: true },
  TOO_MANY_ROOT_FIELDS: { status: 400, kind: 'too-much', message: '一次做的事太多', wellFormed: true },
  TOO_MANY_DIRECTIVES: { status: 400, kind: 'too-much', message: '操作的指令太多', wellFormed: true },
  TOO_COMPLEX: { status: 400, kind: 'too-much', message: '操作太复杂，请拆成几个小一些的再试', wellFormed: true },
  CANNOT_BE_ANSWERED: {
    status: 500,
    kind: 'failed',
    message: '这个操作眼下没有办法答对，已经记下；请换一种问法',
    wellFormed: true,
  },
  TOO_COSTLY: { status: 400, kind: 'too-much', message: '一次要的内容太多，请减少条数或字段', wellFormed: true },
  ANSWER_TOO_LARGE: { status: 500, kind: 'too-much', message: '回答太大，请减少条数或字段', wellFormed: true },
} as const satisfies Readonly<Record<string, Row>>;

export type RefusalCode = keyof typeof REFUSALS;

/** What is told beside code and message. */
export interface RefusalDetails {
  /** The limit, and what was asked. */
  max?: number;
  asked?: number;
  /** Seconds until the same may be asked again. */
  retryAfter?: number;
  locations?: readonly { line: number; column: number }[];
  /** Instead of the table's: what is wrong in the document, never a value. */
  message?: string;
  /** Methods that are served. */
  allow?: string;
}

/** Why a request gets no answer: a value, passed up to the one place that tells it. */
export class Refusal {
  readonly code: RefusalCode;
  /** Mostly one. */
  readonly details: readonly RefusalDetails[];

  constructor(code: RefusalCode, ...details: readonly RefusalDetails[]) {
    this.code = code;
    this.details = details.length > 0 ? details : [{}];
  }
  get row(): Row {
    return REFUSALS[this.code];
  }
  /** GraphQL's errors, as the client sees them. */
  errors(requestId: string) {
    return this.details.map(({ message, locations, allow: _allow, ...numbers }) => ({
      message: message ?? this.row.message,
      ...(locations && { locations }),
      extensions: { code: this.code, ...numbers, requestId },
    }));
  }
}
