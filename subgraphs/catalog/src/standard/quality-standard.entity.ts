import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import type { StandardClass } from './standard.policy.ts';

/** Standards that products may name (7.3.3.a-c): public ones, and group or enterprise ones that were lawfully filed. */
export const QualityStandard = defineEntity({
  name: 'QualityStandard',
  properties: {
    id: column.id().primary(),
    /** `GB/T 1354-2018` */
    code: column.line(60).unique(),
    title: column.line(120),
    standardClass: column.code<StandardClass>(),
    /** The categories that it covers. */
    categoryIds: column.json<readonly string[]>(),
    /** Of a filed standard: where it was filed. Its table stands in Indicator. */
    filingNumber: column.line(80).nullable(),
    partyId: column.reference().nullable().index(),
    validUntil: column.date().nullable(),
    createdAtMs: column.time(),
  },
});
