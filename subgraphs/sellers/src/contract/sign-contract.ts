import { unlessTaken } from '@heitu/kit/data/only-one';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { oneOf } from '@heitu/kit/rules/enums';
import { toJson } from '@heitu/kit/rules/typed-json';
import { identifier, localDate, z } from '@heitu/kit/rules/validate';
import { ownParty } from '../access.ts';
import { mutation } from '../context.ts';
import { ContractKinds } from '../enums.ts';
import { documentNumber, invalid, partyId } from '../fields.ts';
import { useOwnFile } from '../filing/own-file.ts';
import { contractNow } from '../shown.ts';
import { Contract } from './contract.entity.ts';
import { contractLifecycle } from './contract.lifecycle.ts';
import { contracts } from './contract.moves.ts';
import { tellOfContract } from './tell-of-contract.ts';
import { CONTRACT_KINDS } from './contract.policy.ts';
import { SAID } from '../said.ts';
import { termsInput, termsOf } from './given-terms.ts';

/**
 * Puts a contract on file with its terms, signed by one side, after the other side's licence and identity were checked:
 * it must be filed and in good standing (7.4.p-q). It binds when the other side has signed as well.
 */
export const signContract = mutation({
  name: 'signContract',
  description:
    'Files a contract with its terms, signed by one side; the other must be in good standing, and signs next.',
  may: permit.signedIn,
  input: z
    .object({
      partyId: partyId(),
      withPartyId: identifier().describe(
        'The other side: approved, in good standing, and of the kind that the contract needs.',
      ),
      kind: oneOf(ContractKinds).describe('What it is about; the other side must be of the kind that goes with it.'),
      number: documentNumber(),
      validFromOn: localDate().describe('The first day.'),
      validUntilOn: localDate().describe('The last day.'),
      terms: termsInput(),
      fileId: identifier().nullish().describe("A scan of it: an upload of one's own."),
    })
    .refine((contract) => contract.validUntilOn >= contract.validFromOn, {
      path: ['validUntilOn'],
      message: SAID.untilBeforeFrom,
    })
    .refine((contract) => contract.partyId !== contract.withPartyId, {
      path: ['withPartyId'],
      message: '合同双方不能是同一主体',
    }),
  requestId: 'must',
  refusals: {
    NOT_FOUND,
    COUNTERPARTY_WRONG: { message: '合同对方不是这类合同应有的主体' },
    COUNTERPARTY_NOT_QUALIFIED: { message: SAID.counterpartyNotQualified, clause: '7.4.q' },
    SCAN_NEEDED: { message: SAID.scanNeeded, clause: '7.4.p' },
    FILE_UNKNOWN: { message: SAID.fileUnknown },
    ALREADY_ON_FILE: { message: '这份合同已经登记过' },
  },
  shows: contractNow,
  async run(
    context,
    { partyId, withPartyId, kind, number, validFromOn: validFrom, validUntilOn: validUntil, terms: given, fileId },
    refuse,
  ) {
    const nowMs = context.clock.now();
    if (validUntil < chinaDate(nowMs)) return invalid('validUntilOn', '合同已经到期');
    const terms = termsOf(kind, given);
    if (Array.isArray(terms)) return refuse('INVALID_INPUT', terms);
    return context.transaction(async (tx) => {
      if (!(await ownParty(context, partyId, 'finance'))) return refuse('NOT_FOUND');
      const other = await tx.rows
        .selectFrom('Party')
        .select(['kind', 'standing'])
        .where('id', '=', withPartyId)
        .where('approvedAtMs', 'is not', null)
        .executeTakeFirst();
      if (!other) return refuse('NOT_FOUND');
      if (other.kind !== CONTRACT_KINDS[kind].withKind) return refuse('COUNTERPARTY_WRONG');
      if (other.standing !== 'good') return refuse('COUNTERPARTY_NOT_QUALIFIED');
      if (kind === 'payment' && !fileId) return refuse('SCAN_NEEDED');
      const id = context.newId();
      if (!(await useOwnFile(context, tx, { type: 'contract', id }, fileId, 'licence'))) return refuse('FILE_UNKNOWN');
      const taken = await unlessTaken(
        tx.em.insert(Contract, {
          id,
          partyId,
          withPartyId,
          kind,
          number,
          validFrom,
          validUntil,
          terms: toJson(terms),
          fileId: fileId ?? null,
          state: contractLifecycle.initial,
          offeredAtMs: nowMs,
          signedBy: context.actor.id,
        }),
        refuse('ALREADY_ON_FILE'),
      );
      if (taken) return taken;
      tellOfContract(context, tx, { id, number, kind, partyId, withPartyId, validUntil }, 'offered');
      if (CONTRACT_KINDS[kind].atPlatform) await contracts.bySystem(context, tx, 'give-to-platform', { id });
      tx.audit({ type: 'contract', id, clause: CONTRACT_KINDS[kind].clause });
      return ok({ id });
    });
  },
});
