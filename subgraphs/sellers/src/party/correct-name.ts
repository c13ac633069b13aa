import { partyRenamed } from '@heitu/events/sellers.party-renamed.v1';
import { ERASED_TEXT } from '@heitu/kit/privacy/vault';
import type { SellersContext, SellersTransaction } from '../context.ts';
import { Grower } from '../grower/grower.entity.ts';
import { Staff } from '../staff/staff.entity.ts';
import { Supplier } from '../supplier/supplier.entity.ts';
import { FormerName } from './former-name.entity.ts';
import { Party } from './party.entity.ts';
import { publicName, tradesUnderCompanyName } from './party.policy.ts';

const filed = (tx: SellersTransaction, id: string) =>
  tx.rows.selectFrom('Party').selectAll().where('id', '=', id).executeTakeFirst();
type Filed = NonNullable<Awaited<ReturnType<typeof filed>>>;
interface Names {
  former: string;
  name: string;
}

/**
 * A name that was filed wrongly is put right, where somebody who is to decide has said so (PIPL 46), and with it each
 * copy of it here; the other rooms are told. Told again it finds the name as it should be, and does nothing.
 */
export async function correctName(
  context: SellersContext,
  tx: SellersTransaction,
  id: string,
  name: string | null,
): Promise<void> {
  const { vault } = context;
  const party = await filed(tx, id);
  if (!party || name === null || party.name === ERASED_TEXT) return;
  const former = party.fullName ? await vault.openTextUnrecorded(id, party.fullName) : party.name;
  if (former === name) return;
  const names = { former, name };
  const untilMs = context.clock.now();
  await tx.em.insert(FormerName, {
    id: context.newId(),
    partyId: id,
    name: await vault.sealText(id, former),
    untilMs,
  });
  const shown = { name: publicName(party.kind, name) };
  await tx.em.nativeUpdate(
    Party,
    { id },
    {
      ...(tradesUnderCompanyName(party.kind)
        ? shown
        : { ...shown, fullName: await vault.sealText(id, name), fullNameBlind: vault.blindIndex('party-name', name) }),
      ...(await renamed(context, id, party, ['contactNameSealed', 'legalRepresentativeSealed'], names)),
    },
  );
  const suppliers = await renameSuppliers(context, tx, party, names);
  await renamePerson(context, tx, party.applicantAccountId, names);
  tx.publish(
    partyRenamed,
    { type: 'party', id },
    {
      partyId: id,
      partyKind: party.kind,
      partyName: shown.name,
      accountId: party.applicantAccountId,
      suppliers: suppliers.map((supplier) => ({ supplierId: supplier.id, sellerPartyId: supplier.partyId })),
    },
  );
}

/** What of these columns reads as the name that was wrong, with the right one. */
async function renamed<Column extends string>(
  { vault }: SellersContext,
  subject: string,
  row: Readonly<Record<Column, string | null>>,
  columns: readonly Column[],
  { former, name }: Names,
): Promise<Partial<Record<Column, string>>> {
  const right: Partial<Record<Column, string>> = {};
  for (const column of columns) {
    const sealed = row[column];
    if (sealed !== null && (await vault.openUnrecorded(subject, sealed)) === former)
      right[column] = await vault.seal(subject, name);
  }
  return right;
}

/** It is the same business or person wherever it is on file as a supplier: the number says so, not the name. */
async function renameSuppliers(context: SellersContext, tx: SellersTransaction, party: Filed, names: Names) {
  const identity = party.creditCode ?? party.residentIdNumberBlind;
  if (!identity) return [];
  const suppliers = await tx.rows
    .selectFrom('Supplier')
    .select(['id', 'partyId', 'name', 'contactNameSealed'])
    .where('identity', '=', identity)
    .orderBy('id')
    .execute();
  const kept: typeof suppliers = [];
  for (const supplier of suppliers)
    // One that was forgotten has no key any more.
    if ((await context.vault.openTextUnrecorded(supplier.id, supplier.name)) !== ERASED_TEXT) kept.push(supplier);
  for (const { id, contactNameSealed } of kept)
    await tx.em.nativeUpdate(
      Supplier,
      { id },
      {
        name: await context.vault.sealText(id, names.name),
        ...(await renamed(context, id, { contactNameSealed }, ['contactNameSealed'], names)),
      },
    );
  return kept;
}

/** Whoever filed under their own name may work elsewhere under it, and show themselves in shops by it. */
async function renamePerson(context: SellersContext, tx: SellersTransaction, accountId: string, names: Names) {
  const { vault } = context;
  const posts = await tx.rows
    .selectFrom('Staff')
    .select(['id', 'nameSealed'])
    .where('accountId', '=', accountId)
    .execute();
  for (const { id, ...post } of posts) {
    const right = await renamed(context, accountId, post, ['nameSealed'], names);
    if (right.nameSealed) await tx.em.nativeUpdate(Staff, { id }, right);
  }
  const growers = await tx.rows
    .selectFrom('Grower')
    .select(['id', 'name'])
    .where('accountId', '=', accountId)
    .execute();
  for (const { id, name } of growers)
    if ((await vault.openTextUnrecorded(accountId, name)) === names.former)
      await tx.em.nativeUpdate(Grower, { id }, { name: await vault.sealText(accountId, names.name) });
}

/** The name under which somebody works is theirs at each of their posts (PIPL 46). */
export async function correctStaffName(
  { vault }: SellersContext,
  tx: SellersTransaction,
  accountId: string,
  name: string | null,
): Promise<void> {
  const post = await tx.rows
    .selectFrom('Staff')
    .select('nameSealed')
    .where('accountId', '=', accountId)
    .executeTakeFirst();
  // Whoever was forgotten has no key any more.
  if (!post || name === null || (await vault.openUnrecorded(accountId, post.nameSealed)) === null) return;
  await tx.em.nativeUpdate(Staff, { accountId }, { nameSealed: await vault.seal(accountId, name) });
}
