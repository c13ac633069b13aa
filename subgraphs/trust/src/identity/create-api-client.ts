import { randomBytes } from 'node:crypto';
import { ok } from '@heitu/kit/rules/outcome';
import { oneOf } from '@heitu/kit/rules/enums';
import { asScalar, line, z } from '@heitu/kit/rules/validate';
import { ALL_SCOPES, SCOPES } from '@heitu/standard';
import { permit } from '@heitu/kit/rules/permissions';
import { asItIs } from '@heitu/kit/rules/mutation';
import { toJson } from '@heitu/kit/rules/typed-json';
import { GraphQLInt } from 'graphql';
import { mutation } from '../context.ts';
import { Scopes } from '../enums.ts';
import { ApiClient } from './account.entity.ts';
import { CLIENT_SECRET_LIFETIME_MS, secretHashOf } from './account.policy.ts';
import { ApiClientCreated } from './account.view.ts';
import { partyId } from '../input-fields.ts';

export interface NewSecret {
  clientId: string;
  secret: string;
  expiresAtMs: number;
}
export function newClientSecret(nowMs: number): { secret: string; secretHash: string; secretExpiresAtMs: number } {
  const secret = randomBytes(32).toString('base64url');
  return { secret, secretHash: secretHashOf(secret), secretExpiresAtMs: nowMs + CLIENT_SECRET_LIFETIME_MS };
}

/** Requests by contract; left out: what everybody has. */
const requestsMax = (max: number) => asScalar(GraphQLInt, z.number().int('必须是整数').min(1).max(max)).nullish();

/** An administrator makes credentials for the program of a filed party; the secret is shown once. */
export const createApiClient = mutation({
  name: 'createApiClient',
  description: 'An administrator makes credentials for the program of a filed party; the secret is shown once.',
  may: permit.role('operator-admin'),
  input: z.object({
    name: line(80).describe('What people call the program; at most 80 characters.'),
    partyId: partyId(),
    scopes: z
      .array(oneOf(Scopes))
      .max(ALL_SCOPES.length)
      .nullish()
      .describe('The interfaces that its contract covers; left out: all that is read.'),
    minuteMax: requestsMax(100_000).describe('Requests a minute; left out: 600.'),
    dayMax: requestsMax(100_000_000).describe('Requests a day; left out: 100,000.'),
  }),
  refusals: { PARTY_UNKNOWN: { message: '没有这个主体，合作方要先备案' } },
  shows: asItIs(ApiClientCreated),
  run: (context, { name, partyId, scopes, minuteMax = null, dayMax = null }, refuse) =>
    context.transaction(async (tx) => {
      const party = await tx.rows
        .selectFrom('KnownParty')
        .select('partyId')
        .where('partyId', '=', partyId)
        .executeTakeFirst();
      if (!party) return refuse('PARTY_UNKNOWN');
      const clientId = context.newId();
      const nowMs = context.clock.now();
      const { secret, ...hashed } = newClientSecret(nowMs);
      await tx.em.insert(ApiClient, {
        id: clientId,
        name,
        partyId,
        ...hashed,
        formerSecretHash: null,
        formerUntilMs: null,
        scopes: toJson(scopes ?? SCOPES),
        minuteMax,
        dayMax,
        active: true,
        createdAtMs: nowMs,
        lastUsedAtMs: null,
      });
      tx.audit({ type: 'client', id: clientId, clause: '11.5.dd' });
      return ok({ clientId, secret, expiresAtMs: hashed.secretExpiresAtMs });
    }),
});
