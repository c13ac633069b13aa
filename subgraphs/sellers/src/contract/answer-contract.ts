import { contractSigned } from '@heitu/events/sellers.contract-signed.v1';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { oneOf } from '@heitu/kit/rules/enums';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { fromJson } from '@heitu/kit/rules/typed-json';
import { identifier, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { ContractActs } from '../enums.ts';
import { SAID } from '../said.ts';
import { contractNow } from '../shown.ts';
import { contractParts } from './contract-actions.ts';
import { contractLifecycle, type ContractAct } from './contract.lifecycle.ts';
import { contracts } from './contract.moves.ts';
import { tellOfContract, type ContractMove } from './tell-of-contract.ts';

const MOVED: Readonly<Record<ContractAct, ContractMove>> = {
  sign: 'signed',
  decline: 'declined',
  withdraw: 'withdrawn',
};

/**
 * The other side signs a contract or does not; whoever filed it can take it back until then. What both have signed is
 * told to the rooms that decide by it (decision 38).
 */
export const answerContract = mutation({
  name: 'answerContract',
  description: 'The other side signs a contract that was filed, or does not; who filed it takes it back until then.',
  may: permit.signedIn,
  input: z.object({
    contractId: identifier().describe('A contract of a party that the caller acts for, or that the platform signs.'),
    decision: oneOf(ContractActs).describe('What becomes of it.'),
  }),
  requestId: 'must',
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    CONTRACT_OVER: { message: '这份合同的期限已经过了，不能再签' },
    COUNTERPARTY_NOT_QUALIFIED: { message: SAID.counterpartyNotQualified, clause: '7.4.q' },
    SCAN_NEEDED: { message: SAID.scanNeeded, clause: '7.4.p' },
  },
  shows: contractNow,
  async run(context, { contractId: id, decision }, refuse) {
    const nowMs = context.clock.now();
    const contract = await context.rows.selectFrom('Contract').selectAll().where('id', '=', id).executeTakeFirst();
    if (!contract) return refuse('NOT_FOUND');
    const parts = await contractParts(context, contract);
    return context.transaction(async (tx) => {
      const mayAnswer = contractLifecycle.rowsOf(decision).some(({ by }) => by.some((part) => parts.includes(part)));
      if (!mayAnswer) return refuse('NOT_FOUND');
      if (decision === 'sign' && contractLifecycle.from('sign').includes(contract.state)) {
        if (contract.validUntil < chinaDate(nowMs)) return refuse('CONTRACT_OVER');
        if (contract.kind === 'payment' && contract.fileId === null) return refuse('SCAN_NEEDED');
        const other = await tx.rows
          .selectFrom('Party')
          .select('standing')
          .where('id', '=', contract.withPartyId)
          .executeTakeFirst();
        if (other?.standing !== 'good') return refuse('COUNTERPARTY_NOT_QUALIFIED');
      }
      const set = decision === 'sign' ? { countersignedBy: context.actor.id, signedAtMs: nowMs } : {};
      const refused = await contracts.move(context, tx, decision, contract, refuse, { parts, set });
      if (refused) return refused;
      tellOfContract(context, tx, contract, MOVED[decision]);
      if (decision === 'sign') {
        const { partyId, withPartyId, number, validFrom, validUntil } = contract;
        tx.publish(
          contractSigned,
          { type: 'contract', id },
          {
            contractId: id,
            number,
            partyId,
            withPartyId,
            validFromOn: validFrom,
            validUntilOn: validUntil,
            signedAtMs: nowMs,
            terms: fromJson(contract.terms),
          },
        );
      }
      return ok({ id });
    });
  },
});
