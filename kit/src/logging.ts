import { destination, pino, type Logger } from 'pino';

/** Structured logs, one JSON line each. What could hold personal data or a secret is never logged; these paths are a second guard. */
const REDACTED = ['phone', 'name', 'address', 'idNumber', 'password', 'token', 'secret', 'openid', 'authorization', 'headers.authorization'].flatMap((key) => [key, `*.${key}`]);
const STDOUT = 1;
/** Lines wait for each other, for a moment at most: a write for each costs a busy gateway as much as reading its requests. They are all out when the process ends by itself. */
const WRITTEN_TOGETHER_BYTES = 4096;
const WRITTEN_WITHIN_MS = 100;

let output: ReturnType<typeof destination> | undefined;
const toStdout = () => (output ??= destination({ dest: STDOUT, sync: false, minLength: WRITTEN_TOGETHER_BYTES, periodicFlush: WRITTEN_WITHIN_MS }));

export const createLogger = (name: string, level: string): Logger => pino({ level, redact: REDACTED, base: { process: name } }, toStdout());
export type { Logger };
