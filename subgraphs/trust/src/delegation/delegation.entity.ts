import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import type { DelegationWay, DELEGABLE_RIGHTS, Errand } from './delegation.policy.ts';
import { delegationLifecycle } from './delegation.lifecycle.ts';

/**
 * A party's owner lets an agent of a station act for the party, with these rights, until a day. Rows end, they are
 * never deleted: who could do what when stays known.
 */
export const Delegation = defineEntity({
  name: 'Delegation',
  properties: {
    id: column.id().primary(),
    /**
     * The owner's account; empty where an agent asked with a phone that is no owner's: such a row is never answered by
     * a code. Of an errand, the account that they have, or will have with the code.
     */
    delegatorId: column.reference(),
    agentId: column.reference(),
    stationId: column.reference(),
    /** Empty of an errand: it is for the person. */
    partyId: column.reference(),
    errand: column.code<Errand>().nullable(),
    /** Of an errand: JSON, who they are and where they live, for what is bought. Gone when it ends. */
    personSealed: column.sealed().nullable(),
    rights: column.json<(typeof DELEGABLE_RIGHTS)[number][]>(),
    state: column.state(delegationLifecycle),
    /**
     * Party and agent while it is active, then null (`activeKey`): the unique key lets an agent act for a party by one
     * delegation at a time.
     */
    activeFor: column.line(160).nullable().unique(),
    /** app: given in the owner's own app; code: by the code that the owner read out at the station. */
    way: column.code<DelegationWay>(),
    askedAtMs: column.time(),
    /** Of an asked one: a code is still to be sent. Null once it is under way. */
    codeDueAtMs: column.time().nullable(),
    grantedAtMs: column.time().nullable(),
    untilMs: column.time(),
    endedAtMs: column.time().nullable(),
    endedBy: column.reference().nullable(),
  },
  indexes: [
    { properties: ['delegatorId', 'state'] },
    { properties: ['agentId', 'askedAtMs'] },
    { properties: ['codeDueAtMs'] },
    { properties: ['state', 'untilMs'] },
    { properties: ['state', 'askedAtMs'] },
  ],
});

/** An act of an agent by a delegation, of which its owner is still to be told; gone once they are. */
export const DelegatedAct = defineEntity({
  name: 'DelegatedAct',
  properties: {
    /** The act's event. */
    id: column.reference().primary(),
    delegationId: column.reference(),
    operation: column.line(80),
    atMs: column.time(),
  },
  indexes: [{ properties: ['atMs'] }, { properties: ['delegationId', 'atMs'] }],
});
