import type { KeyObject } from 'node:crypto';
import { billReferenceOf, sealedBillOf } from './answers.ts';
import { BILL_BYTES_MAX, plainBill, type BillHash, type BillResult } from './bill-text.ts';
import { signedCall, unknownOutcome, unsignedDownload } from './http.ts';
import type { ChannelResult } from './payment-channel.ts';
import { decryptBill } from './resource.ts';
import type { FindKey } from './signature.ts';
import type { TransportConfig } from './transport.ts';

type Parse<Row> = (text: string) => BillResult<Row>;
type Rows<Row> = Promise<ChannelResult<Row[]>>;

/** A bill is asked for, and then fetched from where the answer says; a day on which nothing was has none. */
export interface Bills {
  plain<Row>(target: string, parse: Parse<Row>): Rows<Row>;
  /** In parts, each sealed for our merchant key. */
  sealed<Row>(target: string, parse: Parse<Row>): Rows<Row>;
}

const read = <Row>(bytes: Buffer, parse: Parse<Row>): ChannelResult<Row[]> => {
  const bill = parse(bytes.toString('utf8'));
  return bill.ok ? { ok: true, value: bill.rows } : unknownOutcome(bill.code, bill.message, null, false);
};

export function billsFrom(transport: TransportConfig, findKey: FindKey, privateKey: KeyObject): Bills {
  const asked = <T>(target: string, of: (body: unknown) => T) =>
    signedCall(transport, findKey, { method: 'GET', target }, of);

  async function fetched(
    { target, hash }: { target: string; hash: BillHash },
    open: (bytes: Buffer) => Buffer | null,
  ): Promise<ChannelResult<Buffer>> {
    const file = await unsignedDownload(transport, target, BILL_BYTES_MAX);
    if (!file.ok) return file;
    const bytes = open(file.value);
    if (!bytes) return unknownOutcome('UNREADABLE_BILL', 'the bill is sealed for another key', null, false);
    const plain = plainBill(bytes, hash);
    return plain.ok ? { ok: true, value: plain.bytes } : unknownOutcome(plain.code, plain.message, null, false);
  }

  return {
    async plain(target, parse) {
      const reference = await asked(target, billReferenceOf(transport.baseUrl));
      if (!reference.ok) return reference.error.meaning === 'not-found' ? { ok: true, value: [] } : reference;
      const bytes = await fetched(reference.value, (file) => file);
      return bytes.ok ? read(bytes.value, parse) : bytes;
    },
    async sealed(target, parse) {
      const parts = await asked(target, sealedBillOf(transport.baseUrl));
      if (!parts.ok) return parts.error.meaning === 'not-found' ? { ok: true, value: [] } : parts;
      const files: Buffer[] = [];
      for (const part of parts.value) {
        const bytes = await fetched(part, (file) => decryptBill(file, part, privateKey));
        if (!bytes.ok) return bytes;
        files.push(bytes.value);
      }
      return read(Buffer.concat(files), parse);
    },
  };
}
