import { destination, pino, stdSerializers, type Logger } from 'pino';

/**
 * Structured logs, one JSON line each. What could hold personal data or a secret is never logged; this is a second
 * guard, for a line's own fields and for those of what it holds.
 */
const SECRETS = ['phone', 'name', 'address', 'idNumber', 'password', 'token', 'secret', 'openid', 'authorization'];
const secrets = new Set(SECRETS);
const REDACTED = '[Redacted]';
const STDOUT = 1;
/**
 * Lines wait for each other, for a moment at most: a write for each costs a busy gateway as much as reading its
 * requests. They are all out when the process ends by itself.
 */
const WRITTEN_TOGETHER_BYTES = 4096;
const WRITTEN_WITHIN_MS = 100;

let output: ReturnType<typeof destination> | undefined;
const toStdout = () =>
  (output ??= destination({
    dest: STDOUT,
    sync: false,
    minLength: WRITTEN_TOGETHER_BYTES,
    periodicFlush: WRITTEN_WITHIN_MS,
  }));

/** What says itself how it is written (a date, an address) holds no fields. */
const isNested = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !('toJSON' in value);
/** `further`: so many levels below its own, for the headers of a request or of an error. */
const redacted = (nested: object, further = 1): object =>
  Object.fromEntries(
    Object.entries(nested).map(([key, value]) => [
      key,
      secrets.has(key) ? REDACTED : further > 0 && isNested(value) ? redacted(value, further - 1) : value,
    ]),
  );
/** An error as its text and fields. */
function redactedError(error: Error): unknown {
  const told: unknown = stdSerializers.err(error);
  return isNested(told) ? redacted(told) : told;
}
/** pino's own paths with a wildcard cost each line ten times what writing it does, whatever it holds. */
function redactNested(line: Record<string, unknown>): Record<string, unknown> {
  if (!Object.values(line).some(isNested)) return line;
  return Object.fromEntries(
    Object.entries(line).map(([key, value]) => [key, key !== 'err' && isNested(value) ? redacted(value) : value]),
  );
}

export function createLogger(name: string, level: string, to: { write(line: string): void } = toStdout()): Logger {
  const log = pino(
    {
      level,
      redact: { paths: SECRETS, censor: REDACTED },
      formatters: { log: redactNested },
      serializers: { err: redactedError },
      base: { process: name },
    },
    to,
  );
  // pino formats no child's bindings; children inherit this from their root.
  const { child } = log;
  log.child = function (this: Logger, bindings: Record<string, unknown>, options?: Parameters<typeof child>[1]) {
    return child.call(this, redactNested(bindings), options);
  } as typeof child;
  return log;
}
export type { Logger };
