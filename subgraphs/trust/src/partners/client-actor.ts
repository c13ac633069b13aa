import type { Actor, Grant, Quota } from '@heitu/kit/rules/actor';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { YES } from '@heitu/kit/data/entities';
import { fromJson, type Json } from '@heitu/kit/rules/typed-json';
import { must } from '@heitu/kit/rules/checked';
import { PROGRAM_SCOPE, type Scope } from '@heitu/standard';
import type { TrustContext } from '../context.ts';
import { DAY_MAX_DEFAULT, isWholeContract, MINUTE_MAX_DEFAULT, scopesOf } from './partner.policy.ts';

export interface ClientSession {
  id: string;
  holderId: string;
  scopes: Json<readonly string[]> | null;
  clientPartyId: string | null;
  clientScopes: Json<readonly string[]> | null;
  minuteMax: number | null;
  dayMax: number | null;
}

/**
 * A program as the rules see it: for each party the scopes that its contract covers, that the token was asked for, and
 * that the party gave. Its own party gave all, and with the whole contract the program itself.
 */
export async function clientActor(context: TrustContext, session: ClientSession): Promise<Actor> {
  const contract = scopesOf(session.clientScopes);
  const asked = session.scopes === null ? contract : scopesOf(session.scopes);
  const scopes = contract.filter((scope) => asked.includes(scope));
  const managesItself =
    isWholeContract(contract, asked) && (session.scopes === null || fromJson(session.scopes).includes(PROGRAM_SCOPE));
  const given = await context.rows
    .selectFrom('PartnerGrant')
    .select(['partyId', 'scope'])
    .where('clientId', '=', session.holderId)
    .where('active', '=', YES)
    .orderBy('id')
    .execute();
  const byParty = Map.groupBy(given, ({ partyId }) => partyId);
  const partyId = must(session.clientPartyId, `the party of ${session.holderId}`);
  byParty.delete(partyId);
  const own: Grant = {
    role: 'partner',
    partyId,
    rights: managesItself ? [...scopes, PROGRAM_SCOPE] : scopes,
  };
  const others = [...byParty].flatMap(([other, rows]): Grant[] => {
    const rights = scopes.filter((scope) => rows.some((row) => row.scope === (scope satisfies Scope)));
    return rights.length > 0 ? [{ role: 'partner', partyId: other, rights }] : [];
  });
  const day = chinaDate(context.clock.now());
  const used = await context.rows
    .selectFrom('ClientUsage')
    .select('calls')
    .where('clientId', '=', session.holderId)
    .where('day', '=', day)
    .where('scope', '=', '')
    .executeTakeFirst();
  const quota: Quota = {
    day,
    minuteMax: session.minuteMax ?? MINUTE_MAX_DEFAULT,
    dayMax: session.dayMax ?? DAY_MAX_DEFAULT,
    usedToday: used?.calls ?? 0,
  };
  return { kind: 'client', id: session.holderId, partyId, grants: [own, ...others], sessionId: session.id, quota };
}
