import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import type { SoftwareClient } from '@heitu/standard';

/**
 * How a release of our software did on a day, counted in those who used it: each of them once, and once more where it
 * crashed, stood still or called elsewhere for them (10.5.cv, 10.5.cw). A row for each known release: no caller can
 * make more.
 */
export const SoftwareDay = defineEntity({
  name: 'SoftwareDay',
  properties: {
    id: column.id().primary(),
    day: column.date(),
    client: column.code<SoftwareClient>(),
    release: column.code(),
    started: column.integer(),
    crashed: column.integer(),
    frozen: column.integer(),
    strayed: column.integer(),
    /** The first host outside that somebody told of. */
    strayedTo: column.line(100).nullable(),
  },
  uniques: [{ properties: ['day', 'client', 'release'] }],
});

/** Who has told what of a release today, as a keyed hash that is gone with the next day: nobody counts twice. */
export const SoftwareTeller = defineEntity({
  name: 'SoftwareTeller',
  properties: {
    id: column.id().primary(),
    day: column.date(),
    teller: column.blind(),
    started: column.flag(),
    crashed: column.flag(),
    frozen: column.flag(),
    strayed: column.flag(),
  },
  uniques: [{ properties: ['day', 'teller'] }],
});
