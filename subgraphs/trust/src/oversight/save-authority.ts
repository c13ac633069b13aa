import { unlessTaken } from '@heitu/kit/data/only-one';
import { YES } from '@heitu/kit/data/entities';
import { oneOf } from '@heitu/kit/rules/enums';
import { asItIs } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, line, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { RecordSaved } from '../disclosure/disclosure.view.ts';
import { OversightSources } from '../enums.ts';
import { Authority, AuthorityMember } from './oversight.entity.ts';
import { MEMBERS_MAX } from './oversight.policy.ts';

/** An authority or an industry body with its people: who is in sees all of it, who is out sees none (12.1, 12.2). */
export const saveAuthority = mutation({
  name: 'saveAuthority',
  description: 'Saves an authority or industry body and who acts for it; colleagues and successors see what it asked.',
  may: permit.role('operator-admin'),
  input: z.object({
    id: identifier().nullish().describe('Left out: a new one.'),
    kind: oneOf(OversightSources).describe('Which of the two.'),
    name: line(80, 2).describe('As it calls itself.'),
    jurisdiction: line(200, 2).describe('Where, and for what, it is competent.'),
    memberIds: z.array(identifier()).max(MEMBERS_MAX).describe('Accounts that hold the role; those left out are out.'),
  }),
  refusals: {
    NOT_FOUND,
    NAME_TAKEN: { message: '已经登记过同名的单位' },
    NO_OFFICIAL: { message: '有人没有监管或行业组织的岗位，请先在“人员与权限”里给岗位', clause: '12.1' },
    ELSEWHERE: { message: '有人已经在别的单位，请先从那里去掉', clause: '12.1' },
  },
  shows: asItIs(RecordSaved),
  run: (context, { id: known, kind, name, jurisdiction, memberIds }, refuse) =>
    context.transaction(async (tx) => {
      const members = [...new Set(memberIds)].sort();
      const officials = await tx.rows
        .selectFrom('GrantRow')
        .select('accountId')
        .where('role', '=', kind)
        .where('active', '=', YES)
        .execute();
      if (members.some((id) => !officials.some(({ accountId }) => accountId === id))) return refuse('NO_OFFICIAL');
      const [id, nowMs] = [known ?? context.newId(), context.clock.now()];
      const saved = { kind, name, jurisdiction, savedBy: context.actor.id, savedAtMs: nowMs };
      const taken = await unlessTaken(
        known ? tx.em.nativeUpdate(Authority, { id }, saved) : tx.em.insert(Authority, { id, ...saved }),
        refuse('NAME_TAKEN'),
      );
      if (taken) return taken;
      if (known && (await tx.em.count(Authority, { id })) === 0) return refuse('NOT_FOUND');
      await tx.em.nativeDelete(AuthorityMember, { authorityId: id, accountId: { $nin: members } });
      const still = await tx.rows
        .selectFrom('AuthorityMember')
        .select('accountId')
        .where('authorityId', '=', id)
        .execute();
      const joining = members.filter((one) => !still.some(({ accountId }) => accountId === one));
      if (joining.length > 0) {
        const elsewhere = await unlessTaken(
          tx.em.insertMany(
            AuthorityMember,
            joining.map((accountId) => ({ accountId, authorityId: id, sinceMs: nowMs })),
          ),
          refuse('ELSEWHERE'),
        );
        if (elsewhere) return elsewhere;
      }
      tx.audit({ type: 'authority', id, clause: kind === 'regulator' ? '12.1' : '12.2' });
      return ok({ id });
    }),
});
