import { CompactEncrypt } from 'jose';
import writeXlsx from 'write-excel-file/node';
import type { ReturnSheet } from './return-sheets.ts';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const JWE = 'application/jose';
/** OWASP's count for PBKDF2 with SHA-256. */
const ROUNDS = 600_000;

/** Texts stay texts, whatever they begin with: nothing that a seller wrote is taken for a formula. */
export const xlsxOf = async (sheets: readonly ReturnSheet[]): Promise<Buffer> => {
  const made = writeXlsx(
    sheets.map(({ title, columns, rows }) => ({
      sheet: title,
      data: [
        columns.map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
        ...rows.map((row) =>
          row.map((value) => (typeof value === 'number' ? { value, type: Number } : { value, type: String })),
        ),
      ],
    })),
  );
  return made.toBuffer();
};

/** Readable for whoever has the passphrase, by any JOSE library (RFC 7516, PBES2). */
export async function sealedWith(passphrase: string, bytes: Uint8Array): Promise<Buffer> {
  const sealed = await new CompactEncrypt(bytes)
    .setProtectedHeader({ alg: 'PBES2-HS256+A128KW', enc: 'A256GCM', cty: XLSX })
    .setKeyManagementParameters({ p2c: ROUNDS })
    .encrypt(new TextEncoder().encode(passphrase));
  return Buffer.from(sealed);
}
