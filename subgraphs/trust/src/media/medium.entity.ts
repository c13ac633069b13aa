import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import { mediumLifecycle } from './medium.lifecycle.ts';
import type { MediumKind } from './medium.policy.ts';

/** A tape or disk with backups on it, and who has it (11.7.4). */
export const BackupMedium = defineEntity({
  name: 'BackupMedium',
  properties: {
    id: column.id().primary(),
    /** As it is written on it. */
    label: column.line(40),
    kind: column.code<MediumKind>(),
    state: column.state(mediumLifecycle),
    holderId: column.id(),
    heldSinceMs: column.time(),
    place: column.line(80),
    isOffSite: column.flag(),
    /** To whom it is being handed over, and since when. */
    takerId: column.id().nullable(),
    offeredAtMs: column.time().nullable(),
    registeredAtMs: column.time(),
    /** How it was destroyed: sealed under the medium's own key. */
    fate: column.sealedText().nullable(),
    destroyedAtMs: column.time().nullable(),
  },
  uniques: [{ properties: ['label'] }],
  indexes: [{ properties: ['state', 'offeredAtMs'] }, { properties: ['registeredAtMs'] }],
});

/** A medium changed hands, or was to: who gave it, who signed for it, when and what for. Never changed once signed. */
export const MediumHandover = defineEntity({
  name: 'MediumHandover',
  properties: {
    id: column.id().primary(),
    mediumId: column.id(),
    giverId: column.id(),
    takerId: column.id(),
    /** What for: sealed under the hand-over's own key. */
    purpose: column.sealedText(),
    offeredAtMs: column.time(),
    confirmedAtMs: column.time().nullable(),
    /** Nobody signed in time: it stayed where it was. */
    lapsedAtMs: column.time().nullable(),
    /** Where whoever took it put it. */
    place: column.line(80).nullable(),
  },
  indexes: [{ properties: ['mediumId', 'offeredAtMs'] }, { properties: ['confirmedAtMs'] }],
});
