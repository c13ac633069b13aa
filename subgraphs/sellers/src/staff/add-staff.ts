import { staffChanged } from '@heitu/events/sellers.staff-changed.v1';
import { lockRows } from '@heitu/kit/data/only-one';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { oneOf } from '@heitu/kit/rules/enums';
import { StaffRights } from '@heitu/kit/rules/shared-enums';
import { identifier, line, z } from '@heitu/kit/rules/validate';
import { toJson } from '@heitu/kit/rules/typed-json';
import { STAFF_RIGHTS, type StaffRight } from '@heitu/standard';
import { ownParty } from '../access.ts';
import { mutation } from '../context.ts';
import { StaffRoles } from '../enums.ts';
import { personName, partyId } from '../fields.ts';
import { Party } from '../party/party.entity.ts';
import { staffNow } from '../shown.ts';
import { isActiveAccount } from './known-account.ts';
import { Staff } from './staff.entity.ts';
import { posts } from './staff.moves.ts';
import { NO_ROLE, rightsOf, STAFF_PER_PARTY_MAX, staffRolesOf } from './staff.policy.ts';
import { SAID } from '../said.ts';

/** Lets a person act for one's party with these rights, or changes them; trust learns of it by event. */
export const addStaff = mutation({
  name: 'addStaff',
  description: 'Lets a person act for a party with these rights, or changes them.',
  may: permit.signedIn,
  input: z.object({
    partyId: partyId(),
    accountId: identifier().describe('Who it is: somebody who has signed in before (ACCOUNT_UNKNOWN).'),
    name: personName().describe('Their full name; sealed.'),
    role: oneOf(StaffRoles).describe('What they are on the platform, as the kind of the party allows.'),
    rights: z
      .array(oneOf(StaffRights))
      .max(STAFF_RIGHTS.length)
      .describe("What they may do; for a seller's staff alone."),
    post: line(40).nullish().describe('What they do there, in words.'),
  }),
  requestId: 'must',
  refusals: {
    NOT_FOUND,
    ROLE_NOT_FOR_KIND: { message: '这类主体不能设这个角色' },
    ACCOUNT_UNKNOWN: { message: SAID.accountUnknown },
    ALREADY_OWNER: { message: '您是负责人，不需要再加为店员' },
    TOO_MANY_STAFF: { message: '人员太多了，请先移除离职人员' },
  },
  shows: staffNow,
  async run(context, input, refuse) {
    const { partyId, accountId, name, role, post } = input;
    const rights = rightsOf(role, input.rights);
    if (!(await ownParty(context, partyId, 'staff'))) return refuse('NOT_FOUND');
    if (!(await isActiveAccount(context, accountId))) return refuse('ACCOUNT_UNKNOWN');
    const nowMs = context.clock.now();
    return context.transaction(async (tx) => {
      const party = await ownParty(context, partyId, 'staff');
      if (!party) return refuse('NOT_FOUND');
      if (party.applicantAccountId === accountId) return refuse('ALREADY_OWNER');
      if (!staffRolesOf(party.kind).includes(role)) return refuse('ROLE_NOT_FOR_KIND');
      // The party is taken: its staff are changed by one at a time, so that the role that ends is the one that was
      // held.
      await lockRows(tx, Party, { id: partyId });
      const known = await tx.rows
        .selectFrom('Staff')
        .select(['id', 'role', 'isActive'])
        .where('partyId', '=', partyId)
        .where('accountId', '=', accountId)
        .executeTakeFirst();
      if (!known && (await tx.em.count(Staff, { partyId })) >= STAFF_PER_PARTY_MAX) return refuse('TOO_MANY_STAFF');
      const id = known?.id ?? context.newId();
      const facts = {
        nameSealed: await context.vault.seal(accountId, name),
        role,
        rights: toJson(rights),
        post: post ?? '',
        isActive: true,
      };
      if (known) {
        await posts.bySystem(context, tx, 'add-again', { id });
        await tx.em.nativeUpdate(Staff, { id }, facts);
      } else await tx.em.insert(Staff, { id, partyId, accountId, ...facts, sinceMs: nowMs });
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
    });
  },
});
