import { trustPaperIssued } from '@heitu/events/trust.paper-issued.v1';
import { paperCode } from '@heitu/kit/rules/issued-paper';
import { asItIs } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import type { SignedPaperKind } from '@heitu/standard';
import { mutation, type TrustContext } from '../context.ts';
import { returnId } from '../input-fields.ts';
import { sha256Hex } from '@heitu/kit/rules/canonical';
import { returns } from './disclosure.moves.ts';
import { RETURN_FILE, RETURN_TITLES } from './disclosure.policy.ts';
import { ReturnPacked } from './disclosure.view.ts';
import { JWE, sealedWith, xlsxOf } from './return-file.ts';
import { returnSheets, type ReturnSheet } from './return-sheets.ts';
import { FILERS } from './return.lifecycle.ts';

const KIND: SignedPaperKind = 'statutory-return';
const PASSPHRASE_LETTERS_MIN = 12;

/**
 * The file of an approved return, with every field that the rules name. Sellers records each party whose data it tells
 * before it leaves there. The file is signed by its digest and kept only encrypted (6.1.f).
 */
export const packReturn = mutation({
  name: 'packReturn',
  description:
    'Makes the XLSX of an approved return, each reveal recorded: signed by its digest, kept under the passphrase.',
  may: permit.role(...FILERS),
  input: z.object({
    returnId: returnId(),
    passphrase: z
      .string()
      .min(PASSPHRASE_LETTERS_MIN, `口令至少${PASSPHRASE_LETTERS_MIN}位`)
      .max(128)
      .describe('Told to the authority by another way; it is not kept.'),
  }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    SOURCE_SILENT: { message: '主体档案暂时没有答复，请稍后再生成', clause: '6.1.f' },
  },
  shows: asItIs(ReturnPacked),
  async run(context, { returnId: id, passphrase }, refuse) {
    const found = await context.rows
      .selectFrom('StatisticalReturn')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
    if (!found) return refuse('NOT_FOUND');
    if (found.state !== 'approved') return refuse('WRONG_STATE');
    const sheets = await sheetsOf(context, found);
    if (!sheets) return refuse('SOURCE_SILENT');
    const xlsx = await xlsxOf(sheets);
    const [digest, sealed] = [sha256Hex(xlsx), await sealedWith(passphrase, xlsx)];
    const [fileId, atMs] = [context.newId(), context.clock.now()];
    const code = paperCode(fileId);
    return context.transaction(async (tx) => {
      const packed = { packageId: fileId, packageCode: code, packageDigest: digest, packedAtMs: atMs };
      const { producedAtMs } = found;
      const refused = await returns.move(context, tx, 'pack', found, refuse, { where: { producedAtMs }, set: packed });
      if (refused) return refused;
      await context.files.put(
        tx.em,
        { id: fileId, ownerId: id, purpose: RETURN_FILE, isPublic: false, atMs, mediaType: JWE, bytes: sealed },
        [{ type: 'return', id }],
      );
      const subject = `${RETURN_TITLES[found.kind]} ${found.period}`;
      const facts = sheets.map(({ title, rows }) => ({ name: title, value: `${rows.length}行` }));
      tx.publish(
        trustPaperIssued,
        { type: 'return', id },
        { code, kind: KIND, subject, digest, issuedAtMs: atMs, facts },
      );
      return ok({ id, fileId, paperCode: code, digest });
    });
  },
});

async function sheetsOf(
  context: TrustContext,
  found: Parameters<typeof returnSheets>[1],
): Promise<ReturnSheet[] | null> {
  try {
    return await returnSheets(context, found);
  } catch (error) {
    context.log.warn({ err: error }, 'sellers told nothing for a return');
    return null;
  }
}
