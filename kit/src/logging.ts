import { pino, type Logger } from 'pino';

/** Structured logs, one JSON line each. What could hold personal data or a secret is never logged; these paths are a second guard. */
const REDACTED = ['phone', 'name', 'address', 'idNumber', 'password', 'token', 'secret', 'openid', 'authorization', 'headers.authorization'].flatMap((key) => [key, `*.${key}`]);

export const createLogger = (name: string, level: string): Logger => pino({ level, redact: REDACTED, base: { process: name } });
export type { Logger };
