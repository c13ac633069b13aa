import { ANONYMOUS, GATEWAY, type Actor } from '@heitu/kit/rules/actor';
import { GraphQLError } from 'graphql';
import { unauthenticated } from '@heitu/kit/rules/graphql';
import type { Transport } from '@heitu/kit/messages/peers';

/** How long an answer is believed: a revoked role or session ends within this time. */
const REMEMBER_MS = 2000;
const REMEMBERED_MAX = 10_000;

/** Refuses the whole request, where a field that is not for the anonymous would only refuse itself. */
const badToken = (): GraphQLError => {
  const { message, extensions } = unauthenticated();
  return new GraphQLError(message, { extensions: { ...extensions, http: { status: 401 } } });
};

/** What a 401 says (RFC 6750 §3): that the token is no good, or where none came only which scheme there is. */
export const challengeFor = (authorization: string | undefined): string =>
  /^Bearer /i.test(authorization ?? '') ? 'Bearer error="invalid_token"' : 'Bearer';

export interface Authenticator {
  /**
   * The Actor for an Authorization header; anonymous without one; throws UNAUTHENTICATED for one that is not (or no
   * longer) valid.
   */
  actorFor(authorization: string | undefined): Promise<Actor>;
}

/** Asks the subgraph that owns accounts, and remembers for a moment. Requests that arrive together share one question. */
export function createAuthenticator(transport: Transport, authority: string): Authenticator {
  const remembered = new Map<string, { untilMs: number; actor: Promise<Actor | null> }>();
  return {
    async actorFor(authorization) {
      if (!authorization) return ANONYMOUS;
      const token = /^Bearer +([\w.~+/=-]{1,512})$/i.exec(authorization)?.[1];
      if (!token) throw badToken();
      const nowMs = Date.now();
      let entry = remembered.get(token);
      if (!entry || entry.untilMs < nowMs) {
        if (remembered.size >= REMEMBERED_MAX) remembered.clear();
        entry = { untilMs: nowMs + REMEMBER_MS, actor: transport.authenticate(authority, token, GATEWAY) };
        remembered.set(token, entry);
        entry.actor.catch(() => remembered.delete(token));
      }
      const actor = await entry.actor;
      if (!actor) throw badToken();
      return actor;
    },
  };
}
