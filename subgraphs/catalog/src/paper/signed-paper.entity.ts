import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import type { SignedPaperKind } from '@heitu/standard';

/** A paper that the platform issued to others, signed so that anybody can verify it. Never changed. */
export const SignedPaper = defineEntity({
  name: 'SignedPaper',
  properties: {
    code: column.line(10).primary(),
    kind: column.code<SignedPaperKind>(),
    subject: column.line(),
    digest: column.line(64),
    issuedAtMs: column.time(),
    signedAtMs: column.time(),
    /** Canonical JSON of all that: what was signed. */
    text: column.text(),
    signature: column.line(88),
    keyId: column.line(16),
  },
});
