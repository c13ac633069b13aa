import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import { supplierLifecycle } from './supplier.lifecycle.ts';

/** Whom a seller buys from: filed and approved by that seller (7.3.1). Sealed under the supplier's id. */
export const Supplier = defineEntity({
  name: 'Supplier',
  properties: {
    id: column.id().primary(),
    /** The seller that filed it. */
    partyId: column.id(),
    name: column.sealedText(),
    creditCode: column.code().nullable(),
    creditCodeIsDoubtful: column.flag().default(false),
    residentIdNumberSealed: column.sealed().nullable(),
    residentIdNumberBlind: column.blind().nullable(),
    /** `creditCode` or blind index: a seller files a supplier once. */
    identity: column.line(80),
    contactNameSealed: column.sealed().nullable(),
    contactPhoneSealed: column.sealed().nullable(),
    divisionCode: column.code(),
    address: column.sealedText(),
    supplies: column.line(),
    suppliesFood: column.flag().default(false),
    state: column.state(supplierLifecycle),
    validUntil: column.date().nullable(),
    decidedBy: column.reference().nullable(),
    decidedAtMs: column.time().nullable(),
    reason: column.sealedText().nullable(),
    createdAtMs: column.time(),
  },
  uniques: [{ properties: ['partyId', 'identity'] }],
  indexes: [{ properties: ['partyId', 'id'] }, { properties: ['state', 'validUntil'] }, { properties: ['identity'] }],
});
