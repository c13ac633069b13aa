import { TAG_HEADER, type EdgeAnswer, type EdgeRequest } from '@heitu/kit/messages/peers';

/** The exceptions of the EPCIS 2.0 REST binding, each with its status. */
const EXCEPTIONS = {
  ValidationException: 400,
  QueryValidationException: 400,
  QueryParameterException: 400,
  SecurityException: 403,
  NoSuchNameException: 404,
  NoSuchResourceException: 404,
  NotAcceptableException: 406,
  ResourceAlreadyExistsException: 409,
  CaptureLimitExceededException: 413,
  QueryTooLargeException: 413,
  QueryTooComplexException: 413,
  UnsupportedMediaTypeException: 415,
  ImplementationException: 500,
} as const;
export type ExceptionName = keyof typeof EXCEPTIONS;

/** RFC 7807, with the type that the binding gives it. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  /** Of several things that were sent, which one. */
  instance?: string;
}
export const problemOf = (name: ExceptionName, detail: string): Problem => ({
  type: `epcisException:${name}`,
  title: name,
  status: EXCEPTIONS[name],
  detail,
});
type Headers = Readonly<Record<string, string>>;
/** Ends a request with a problem; thrown where the value is read, so that readers stay short. */
export class EpcisRefusal extends Error {
  readonly problem: Problem;
  readonly headers: Headers;
  constructor(name: ExceptionName, detail: string, headers: Headers = {}) {
    super(detail);
    this.problem = problemOf(name, detail);
    this.headers = headers;
  }
}

const VERSIONS = {
  'gs1-epcis-version': '2.0.0',
  'gs1-cbv-version': '2.0.0',
  'gs1-epcis-min': '2.0.0',
  'gs1-epcis-max': '2.0.0',
  'gs1-cbv-min': '2.0.0',
  'gs1-cbv-max': '2.0.0',
  'gs1-epc-format': 'Always_GS1_Digital_Link',
  'gs1-vendor-version': '1.0.0',
} as const;

/** `scope`: what the call counts as. */
export const answerJson = (status: number, body: object, scope: string, headers: Headers = {}): EdgeAnswer => ({
  status,
  headers: {
    ...VERSIONS,
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    [TAG_HEADER]: `scope/${scope}`,
    ...headers,
  },
  body: JSON.stringify(body),
});
export const answerNothing = (status: number, headers: Headers = {}): EdgeAnswer => ({
  status,
  headers: { ...VERSIONS, ...headers },
});
export const answerProblem = (problem: Problem, headers: Headers = {}): EdgeAnswer => ({
  status: problem.status,
  headers: { ...VERSIONS, 'content-type': 'application/problem+json; charset=utf-8', ...headers },
  body: JSON.stringify(problem),
});

const MEDIA_TYPES = /\*\/\*|application\/(?:\*|json|ld\+json|problem\+json)/;
/** Whether the range that a header asks for holds version 2. */
const speaksTwo = (headers: Headers, name: string): boolean =>
  Number.parseFloat(headers[`gs1-${name}-min`] ?? '2') <= 2 &&
  Number.parseFloat(headers[`gs1-${name}-max`] ?? '2') >= 2;

/** Refuses what is never answered: XML, other versions, EPCs as URNs. */
export function assertAcceptable({ headers }: EdgeRequest): void {
  if (!MEDIA_TYPES.test(headers['accept'] ?? '*/*'))
    throw new EpcisRefusal('NotAcceptableException', 'Only application/json and application/ld+json are answered.');
  if (!speaksTwo(headers, 'epcis') || !speaksTwo(headers, 'cbv'))
    throw new EpcisRefusal('NotAcceptableException', 'Only version 2.0 of EPCIS and of its vocabulary is spoken.');
  if (headers['gs1-epc-format'] === 'Always_EPC_URN')
    throw new EpcisRefusal('NotAcceptableException', 'EPCs are Digital Links and addresses, never URNs.');
}
