import { unlessTaken } from '@heitu/kit/data/only-one';
import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { identifier, localDate, parse, z } from '@heitu/kit/rules/validate';
import { ownParty } from '../access.ts';
import type { SellersContext } from '../context.ts';
import { documentNumber, requestId } from '../fields.ts';
import { useOwnFile } from '../filing/own-file.ts';
import { Contract } from './contract.entity.ts';
import { CONTRACT_KIND_CODES, CONTRACT_KINDS } from './contract.policy.ts';
import { signContractRefusals as refusals } from './contract.refusals.ts';

const schema = z
  .object({
    requestId: requestId(),
    partyId: identifier(),
    withPartyId: identifier(),
    kind: z.enum(CONTRACT_KIND_CODES),
    number: documentNumber(),
    validFrom: localDate(),
    validUntil: localDate(),
    fileId: identifier().nullish(),
  })
  .refine((contract) => contract.validUntil >= contract.validFrom, {
    path: ['validUntil'],
    message: '截止日期不能早于起始日期',
  })
  .refine((contract) => contract.partyId !== contract.withPartyId, {
    path: ['withPartyId'],
    message: '合同双方不能是同一主体',
  });
export type SignContractInput = z.input<typeof schema>;

/**
 * Puts a contract on file after the other side's licence and identity were checked: it must be filed and in good
 * standing (7.4.p-q).
 */
export async function signContract(
  context: SellersContext,
  input: SignContractInput,
): Promise<Outcome<{ id: string }>> {
  const parsed = parse(schema, input);
  if (!parsed.ok) return parsed;
  const { requestId: key, ...contract } = parsed.value;
  const nowMs = context.clock.now();
  if (contract.validUntil < chinaDate(nowMs))
    return refuse(refusals, 'INVALID_INPUT', [{ at: 'validUntil', text: '合同已经到期' }]);
  return context.transaction(
    async (tx) => {
      if (!(await ownParty(context, contract.partyId, 'finance'))) return refuse(refusals, 'NOT_FOUND');
      const other = await tx.rows
        .selectFrom('Party')
        .select(['kind', 'standing'])
        .where('id', '=', contract.withPartyId)
        .where('approvedAtMs', 'is not', null)
        .executeTakeFirst();
      if (!other) return refuse(refusals, 'NOT_FOUND');
      if (other.kind !== CONTRACT_KINDS[contract.kind].withKind) return refuse(refusals, 'COUNTERPARTY_WRONG');
      if (other.standing !== 'good') return refuse(refusals, 'COUNTERPARTY_NOT_QUALIFIED');
      const id = context.newId();
      if (!(await useOwnFile(context, tx, { type: 'contract', id }, contract.fileId, 'licence')))
        return refuse(refusals, 'FILE_UNKNOWN');
      const taken = await unlessTaken(
        tx.em.insert(Contract, {
          id,
          ...contract,
          fileId: contract.fileId ?? null,
          signedBy: context.actor.id,
          signedAtMs: nowMs,
        }),
        refuse(refusals, 'ALREADY_ON_FILE'),
      );
      if (taken) return taken;
      tx.audit({ type: 'contract', id, clause: CONTRACT_KINDS[contract.kind].clause });
      return ok({ id });
    },
    { id: key, input },
  );
}
