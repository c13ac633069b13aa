import { staffChanged } from '@heitu/events/sellers.staff-changed.v1';
import { lockRows } from '@heitu/kit/data/only-one';
import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, line, parse, z } from '@heitu/kit/rules/validate';
import { STAFF_RIGHTS, type StaffRight } from '@heitu/standard';
import { ownParty } from '../access.ts';
import type { SellersContext } from '../context.ts';
import { personName, requestId } from '../fields.ts';
import type { PartyKind } from '../party/party.policy.ts';
import { Party } from '../party/party.entity.ts';
import { isActiveAccount } from './known-account.ts';
import { Staff } from './staff.entity.ts';
import { NO_ROLE, rightsOf, STAFF_PER_PARTY_MAX, staffRolesOf } from './staff.policy.ts';
import { addStaffRefusals as refusals } from './staff.refusals.ts';

const schema = z.object({
  requestId: requestId(),
  partyId: identifier(),
  accountId: identifier(),
  name: personName(),
  role: z.enum(['seller-staff', 'carrier-manager', 'station-agent', NO_ROLE]),
  rights: z.array(z.enum(STAFF_RIGHTS)).max(STAFF_RIGHTS.length),
  post: line(40).nullish(),
});
export type AddStaffInput = z.input<typeof schema>;

/** Lets a person act for one's party with these rights, or changes them; trust learns of it by event. */
export async function addStaff(context: SellersContext, input: AddStaffInput): Promise<Outcome<{ id: string }>> {
  const parsed = parse(schema, input);
  if (!parsed.ok) return parsed;
  const { partyId, accountId, name, role, post } = parsed.value;
  const rights = rightsOf(role, parsed.value.rights);
  if (!(await ownParty(context, partyId, 'staff'))) return refuse(refusals, 'NOT_FOUND');
  if (!(await isActiveAccount(context, accountId))) return refuse(refusals, 'ACCOUNT_UNKNOWN');
  const nowMs = context.clock.now();
  return context.transaction(
    async (tx) => {
      const party = await ownParty(context, partyId, 'staff');
      if (!party) return refuse(refusals, 'NOT_FOUND');
      if (party.applicantAccountId === accountId) return refuse(refusals, 'ALREADY_OWNER');
      if (!staffRolesOf(party.kind as PartyKind).includes(role)) return refuse(refusals, 'ROLE_NOT_FOR_KIND');
      // The party is taken: its staff are changed by one at a time, so that the role that ends is the one that was
      // held.
      await lockRows(tx, Party, { id: partyId });
      const known = await tx.rows
        .selectFrom('Staff')
        .select(['id', 'role', 'isActive'])
        .where('partyId', '=', partyId)
        .where('accountId', '=', accountId)
        .executeTakeFirst();
      if (!known && (await tx.em.count(Staff, { partyId })) >= STAFF_PER_PARTY_MAX)
        return refuse(refusals, 'TOO_MANY_STAFF');
      const id = known?.id ?? context.newId();
      const facts = {
        nameSealed: await context.vault.seal(accountId, name),
        role,
        rights: JSON.stringify(rights),
        post: post ?? '',
        isActive: true,
        endedAtMs: null,
      };
      if (known) await tx.em.nativeUpdate(Staff, { id }, facts);
      else await tx.em.insert(Staff, { id, partyId, accountId, ...facts, sinceMs: nowMs });
      if (known?.isActive && known.role !== role && known.role !== NO_ROLE)
        tx.publish(
          staffChanged,
          { type: 'staff', id },
          { partyId, accountId, role: known.role, rights: [], active: false },
        );
      if (role !== NO_ROLE)
        tx.publish(
          staffChanged,
          { type: 'staff', id },
          { partyId, accountId, role, rights: rights satisfies StaffRight[], active: true },
        );
      tx.audit({ type: 'staff', id });
      return ok({ id });
    },
    { id: parsed.value.requestId, input },
  );
}
