import { NO_CONTROLS, identifier, line, localDate, z } from '@heitu/kit/rules/validate';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { asItIs } from '@heitu/kit/rules/mutation';
import { unlessTaken } from '@heitu/kit/data/only-one';
import { ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { FilingErrand } from '../asks/trust.ts';
import { mutation, type SellersContext, type SellersTransaction } from '../context.ts';
import { typedNumber } from '../fields.ts';
import { application, onFile, register, registerRefusals } from '../party/register-party.ts';
import { SAID } from '../said.ts';
import { Document, Filing } from './filing.entity.ts';
import { documentLifecycle, filingLifecycle } from './filing.lifecycle.ts';
import { documents } from './filing.moves.ts';
import { FarmerFiled } from './filing.view.ts';
import { useOwnFile } from './own-file.ts';
import { WitnessedFiling } from './witnessed.entity.ts';

const SIGNATURE_LENGTH_MAX = 100_000;
const {
  CREDIT_CODE_NEEDED: _code,
  CREDIT_CODE_MALFORMED: _malformed,
  ALREADY_REGISTERED: _renewed,
  ...farmerRefusals
} = registerRefusals;

/**
 * At a station: a farmer without a smartphone has read out their code (trust), has had the declaration read to them and
 * has drawn their name under it. The filing is theirs and goes its ordinary way to a reviewer; the agent is witness and
 * gets no right by it. Who is on file already renews their card the same way.
 */
export const fileForFarmer = mutation({
  name: 'fileForFarmer',
  description:
    'At a station: files a farmer by identity card, by their word and signature, or renews the card of one on file.',
  may: permit.role('station-agent'),
  input: z.object({
    errandId: identifier().describe('The errand that the farmer has agreed to by their code.'),
    idNumber: typedNumber().describe('As the card says; its check digit is judged.'),
    issuer: line(100).describe('The authority on the back of the card.'),
    validFromOn: localDate().describe('The first day on the back.'),
    validUntilOn: localDate().nullish().describe('The last day; left out: 长期.'),
    frontFileId: identifier().describe('A photo of its front, uploaded with purpose licence.'),
    backFileId: identifier().describe('And of its back.'),
    exemption: application.shape.exemption.unwrap().unwrap().describe('What was read to the farmer.'),
    signature: z
      .string()
      .max(SIGNATURE_LENGTH_MAX)
      .regex(/^data:image\//, '请他在屏幕上签字')
      .regex(...NO_CONTROLS)
      .describe('What the farmer drew, as a data URL.'),
  }),
  requestId: 'must',
  refusals: {
    ...farmerRefusals,
    ERRAND_ENDED: { message: '这次代办已经结束，请他重新报一次验证码', clause: '11.5.de' },
    FILE_UNKNOWN: { message: SAID.fileUnknown },
    ALREADY_UNDER_REVIEW: { message: '他的备案已经交了，正在审核，请等结果', clause: '6.4' },
    CARD_ENDED: { message: '身份证过期了，请他先换新的', clause: '7.1.a' },
  },
  shows: asItIs(FarmerFiled),
  async run(context, { errandId, signature, exemption, idNumber, ...card }, refuse) {
    const { actor } = context;
    const { errandUnderWay: of } = await context.peers.query(FilingErrand, { errandId, agentAccountId: actor.id });
    if (!of) return refuse('ERRAND_ENDED');
    const atMs = context.clock.now();
    if (card.validUntilOn && card.validUntilOn < chinaDate(atMs)) return refuse('CARD_ENDED', 'validUntilOn');
    return context.transaction(async (tx) => {
      const farmer = {
        kind: 'farmer',
        name: of.name,
        idNumber,
        legalRepresentative: of.name,
        contactName: of.name,
        contactPhone: of.phone,
        divisionCode: of.divisionCode,
        address: of.address,
        exemption,
      } as const;
      const registered = await partyOf(context, tx, of.accountId, farmer);
      if (typeof registered === 'string') return refuse(registered);
      const { id: partyId, kind } = registered;
      const filingId = context.newId();
      const taken = await unlessTaken(
        tx.em.insert(Filing, {
          id: filingId,
          partyId,
          kind,
          state: filingLifecycle.initial,
          openFor: partyId,
          submittedBy: actor.id,
          submittedAtMs: atMs,
        }),
        refuse('ALREADY_UNDER_REVIEW'),
      );
      if (taken) return taken;
      // Of one that came back: the pictures of before, and what was drawn under a declaration that nobody accepted.
      await documents.bySystem(context, tx, 'withdraw', { partyId, type: 'identity-card' });
      await tx.em.nativeDelete(WitnessedFiling, { id: { $in: await cameBack(tx, partyId) } });
      if (!(await addCard(context, tx, partyId, card))) return refuse('FILE_UNKNOWN');
      await documents.bySystem(context, tx, 'submit', { partyId }, { filingId });
      await tx.em.insert(WitnessedFiling, {
        id: filingId,
        partyId,
        agentAccountId: actor.id,
        stationPartyId: of.stationPartyId,
        stationName: of.stationName,
        signatureSealed: await context.vault.seal(partyId, signature),
        atMs,
      });
      tx.audit({ type: 'filing', id: filingId, clause: '6.4' });
      return ok({ submittedAtMs: atMs });
    });
  },
});

/**
 * A farmer whose filing came back is filed once more: what is on file and was never approved is filled in anew. One who
 * is approved shows a newer card.
 */
async function partyOf(...of: Parameters<typeof register>) {
  const registered = await register(...of);
  if (registered === 'CREDIT_CODE_NEEDED' || registered === 'CREDIT_CODE_MALFORMED') throw new Error(registered);
  if (registered === 'ALREADY_REGISTERED') return onFile(...of);
  return typeof registered === 'string' ? registered : { ...registered, kind: 'first' as const };
}

const cameBack = async (tx: SellersTransaction, partyId: string): Promise<string[]> =>
  (
    await tx.rows
      .selectFrom('Filing')
      .select('id')
      .where('partyId', '=', partyId)
      .where('state', 'in', ['returned', 'rejected'])
      .execute()
  ).map(({ id }) => id);

/** Both sides of the card; false where a file is not the agent's. */
async function addCard(
  context: SellersContext,
  tx: SellersTransaction,
  partyId: string,
  card: {
    frontFileId: string;
    backFileId: string;
    issuer: string;
    validFromOn: string;
    validUntilOn?: string | null | undefined;
  },
): Promise<boolean> {
  for (const [side, fileId] of [
    ['正面', card.frontFileId],
    ['背面', card.backFileId],
  ] as const) {
    const id = context.newId();
    if (!(await useOwnFile(context, tx, { type: 'document', id }, fileId, 'licence'))) return false;
    await tx.em.insert(Document, {
      id,
      partyId,
      supplierId: null,
      type: 'identity-card',
      // The number itself is sealed with the party.
      number: side,
      issuer: card.issuer,
      validFrom: card.validFromOn,
      validUntil: card.validUntilOn ?? null,
      fileId,
      state: documentLifecycle.initial,
      addedBy: context.actor.id,
      createdAtMs: context.clock.now(),
    });
  }
  return true;
}
