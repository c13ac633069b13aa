import { DAY_MS } from '@heitu/kit/rules/clock';

/** The payment password is changed at least this often (7.4.s). */
export const PASSWORD_ROTATION = { clause: '7.4.s', everyMs: 90 * DAY_MS } as const;
