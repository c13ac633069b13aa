import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import type { PartyKind } from './party.policy.ts';
import { standingLifecycle } from './standing.lifecycle.ts';

/** An organisation or person who takes part in business. Names and numbers of people are sealed under the party's id. */
export const Party = defineEntity({
  name: 'Party',
  properties: {
    id: column.id().primary(),
    kind: column.code<PartyKind>(),
    /** A farmer trades under the own name, so that of it only what the public may see stands here (`publicName`). */
    name: column.line(),
    /** A farmer's name as it was filed, and the index that finds it. */
    fullName: column.sealedText().nullable(),
    fullNameBlind: column.blind().nullable(),
    /** The account that registered it and becomes its owner. */
    applicantAccountId: column.reference(),
    creditCode: column.code().nullable(),
    /** The code is well formed but its check digit is wrong: the reviewer must say how it was verified. */
    creditCodeIsDoubtful: column.flag().default(false),
    residentIdNumberSealed: column.sealed().nullable(),
    residentIdNumberBlind: column.blind().nullable(),
    legalRepresentativeSealed: column.sealed(),
    contactNameSealed: column.sealed(),
    contactPhoneSealed: column.sealed(),
    contactPhoneBlind: column.blind().nullable(),
    divisionCode: column.code(),
    /** A farmer's address is where the farmer lives. */
    address: column.sealedText(),
    /** The party sells processed or bulk food, which needs a licence of its own. */
    sellsFood: column.flag().default(false),
    exemptionReason: column.text().nullable(),
    exemptionDeclaration: column.text().nullable(),
    exemptionDeclaredAtMs: column.time().nullable(),
    /** `account:kind:number`: an account files a number once. Null once the person was forgotten. */
    applicantIdentity: column.line(160).nullable().unique(),
    /** `kind:number` of the one approved party that may carry this number. */
    approvedIdentity: column.line(80).nullable().unique(),
    standing: column.state(standingLifecycle).default(standingLifecycle.initial),
    /** Written first by whatever may change the standing: its row lock makes such changes take turns. */
    standingSeenAtMs: column.time().nullable(),
    approvedAtMs: column.time().nullable(),
    /** The last day on which every compulsory paper is valid; null where none expires. */
    validUntil: column.date().nullable(),
    reReviewDueAtMs: column.time().nullable(),
    reReviewRemindedAtMs: column.time().nullable(),
    /** When its account asked for erasure while the law still makes us keep who the seller was. */
    erasureAskedAtMs: column.time().nullable(),
    createdAtMs: column.time(),
  },
  indexes: [
    { properties: ['applicantAccountId'] },
    { properties: ['creditCode'] },
    { properties: ['residentIdNumberBlind'] },
    { properties: ['contactPhoneBlind'] },
    { properties: ['fullNameBlind'] },
    { properties: ['standing', 'validUntil'] },
    { properties: ['standing', 'reReviewDueAtMs'] },
    { properties: ['kind', 'id'] },
    { properties: ['approvedAtMs', 'id'] },
  ],
});

/** A measure against a party as trust told of it; only a suspension stops business. */
export const PartyMeasure = defineEntity({
  name: 'PartyMeasure',
  properties: {
    id: column.reference().primary(),
    partyId: column.id(),
    step: column.code(),
    reason: column.text(),
    dueAtMs: column.time().nullable(),
    takenAtMs: column.time(),
    liftedAtMs: column.time().nullable(),
  },
  indexes: [{ properties: ['partyId', 'step'] }],
});
