import { bytesOf } from '../../../miniprogram/src/lib/base64.ts';
import { areSigned, readJson, shaOfBytes } from '../../../miniprogram/src/lib/trace-sums.ts';
import { utf8ToBytes } from '../../../miniprogram/src/lib/utf8.ts';
import { wasInUse, type HeldKeys } from '../../../miniprogram/src/lib/verify-label.ts';

/** What the platform signed of a paper: only this is shown of it. (How: subgraphs/catalog/src/paper/sign-paper.ts.) */
export interface SaidOfPaper {
  code: string;
  kind: string;
  subject: string;
  digest: string;
  issuedAtMs: number;
  signedAtMs: number;
  facts: { name: string; value: string }[];
}
export type PaperVerdict = 'genuine' | 'altered' | 'unknown-key' | 'out-of-time';

/** Computes it from the published keys; nothing is asked of anybody. */
export function verifyPaper(
  paper: { code: string; text: string; signature: string; keyId: string },
  held: HeldKeys,
): { verdict: PaperVerdict; said: SaidOfPaper | null } {
  const said = readJson<SaidOfPaper>(paper.text);
  const key = held.keys.find(({ id }) => id === paper.keyId);
  if (!key) return { verdict: 'unknown-key', said };
  const isSigned = areSigned(utf8ToBytes(`heitu-paper-1:${paper.text}`), bytesOf(paper.signature), key.key);
  if (!isSigned || said?.code !== paper.code) return { verdict: 'altered', said };
  return { verdict: wasInUse(key, said.signedAtMs) ? 'genuine' : 'out-of-time', said };
}

export const digestOf = async (file: Blob): Promise<string> => shaOfBytes(new Uint8Array(await file.arrayBuffer()));
