import { z, NO_CONTROLS } from '@heitu/kit/rules/validate';
import { PASSWORD_LENGTH_MAX } from './account.policy.ts';

/** As it was typed: unlike a line it is not trimmed. Whether a new one is good enough is judged by password.policy. */
export const password = () =>
  z
    .string()
    .min(1)
    .max(PASSWORD_LENGTH_MAX)
    .regex(...NO_CONTROLS);
