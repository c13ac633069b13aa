import { partiesFor } from '@heitu/kit/rules/actor';
import { maskName } from '@heitu/kit/privacy/vault';
import { ifGiven } from '@heitu/kit/data/given';
import type { TrustContext } from '../context.ts';
import { fieldTitle, operationTitle, rolesTold } from './look.policy.ts';

/** Who speaks for a party: what is kept under the party's key is theirs. */
const OWNERS = ['seller-owner', 'carrier-manager', 'station-agent'];
const OPERATOR = '平台运营方';
const PLATFORM = '平台系统';

const listed = (text: string): string[] => (text === '' ? [] : text.split(','));

/** A page of looks at the caller's own data, and at that of the parties they answer for; newest first. */
export async function looksAt(context: TrustContext, first: number, after: readonly [string] | null) {
  const subjects = [context.actor.id, ...partiesFor(context.actor, OWNERS)];
  const rows = await context.rows
    .selectFrom('PersonalDataRead')
    .selectAll()
    .where('subjectId', 'in', subjects)
    .where('readerId', '!=', context.actor.id)
    .$call(ifGiven(after, (query, [id]) => query.where('id', '<', id)))
    .orderBy('id', 'desc')
    .limit(first)
    .execute();
  const people = [...new Set(rows.flatMap((row) => [row.readerId, row.delegatorId ?? []].flat()))];
  const parties = [...new Set(rows.flatMap((row) => listed(row.readerParties)))];
  const accounts =
    people.length === 0
      ? []
      : await context.rows
          .selectFrom('Account')
          .select(['id', 'displayName', 'fullName', 'login'])
          .where('id', 'in', people)
          .execute();
  const organisations =
    parties.length === 0
      ? []
      : await context.rows
          .selectFrom('KnownParty')
          .select(['partyId', 'name'])
          .where('partyId', 'in', parties)
          .execute();
  // What was not masked when it was saved is masked here: staff sign in under their own name.
  const nameOf = new Map(
    accounts.map((account) => [
      account.id,
      account.login === null || account.fullName !== null ? account.displayName : maskName(account.displayName),
    ]),
  );
  const organisationOf = new Map(organisations.map((party) => [party.partyId, party.name]));
  return rows.map((row) => {
    const isPerson = row.readerKind === 'account';
    const names = listed(row.readerParties).flatMap((id) => organisationOf.get(id) ?? []);
    return {
      id: row.id,
      atMs: row.atMs,
      organisation: names.length > 0 ? names.join('、') : isPerson ? OPERATOR : PLATFORM,
      roles: isPerson || row.readerKind === 'client' ? rolesTold(row.readerRoles) : [],
      reader: isPerson ? (nameOf.get(row.readerId) ?? null) : null,
      onBehalfOf: row.delegatorId === null ? null : (nameOf.get(row.delegatorId) ?? null),
      fields: [...new Set(listed(row.fields).map(fieldTitle))],
      operation: operationTitle(row.operation, row.sender),
      clause: row.clause,
      refused: Boolean(row.refused),
    };
  });
}
