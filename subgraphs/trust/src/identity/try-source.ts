import { networkOf } from '@heitu/kit/serving/network';
import type { TrustContext } from '../context.ts';

/** A name, and where somebody tries it from. */
export interface TrySource {
  login: string;
  /** `network:…`, `device:…` or `session:…` */
  from: string;
  /** Nothing says that the owner was ever there: slowed together with all others. */
  isStranger: boolean;
}

/** The same as an account's `login`. */
export const guardOf = (context: TrustContext, login: string): string => context.vault.blindIndex('login', login);
export const sourceGuardOf = (context: TrustContext, { login, from }: TrySource): string =>
  context.vault.blindIndex('login-source', `${login}\n${from}`);

/** Who is not signed in: a device where the owner signed in before, else the network. */
export const strangerAt = ({ actor }: TrustContext, login: string, deviceId: string | null): TrySource =>
  deviceId === null
    ? { login, from: `network:${networkOf(actor.from)}`, isStranger: true }
    : { login, from: `device:${deviceId}`, isStranger: false };
/** Who is signed in and proves it once more. */
export const ownerAt = ({ actor }: TrustContext, login: string): TrySource => ({
  login,
  from: `session:${actor.sessionId ?? actor.id}`,
  isStranger: false,
});
