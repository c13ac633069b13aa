import { MINUTE_MS } from '@heitu/kit/rules/clock';

/** Sessions at the database are looked at so often: a shorter one is seen by chance. */
export const LOOKED_EVERY_MS = MINUTE_MS;
/** A look that is older says nothing of now; nor is the same number at the database still the same session. */
export const LOOK_FRESH_MS = 10 * MINUTE_MS;
/** So many are written down of one look: a flood is seen by its first ones. */
export const SIGHTINGS_MAX = 50;
/** By when somebody has said who it was and why. */
export const ANSWERED_WITHIN_WORKING_DAYS = 2;
/** The server's own threads, and whoever has not said yet who it is. */
const OF_THE_SERVER: readonly string[] = ['system user', 'event_scheduler', 'unauthenticated user'];

/** A session as the server tells it, without what it asks. */
export interface DatabaseSession {
  /** The server's number of it, which it gives anew after a start. */
  number: number;
  user: string;
  /** Whence, without its port. */
  host: string;
}
/** What one look showed. */
export interface DatabaseLook {
  /** Whether it may see the sessions of others. */
  seesAll: boolean;
  /** As whom the platform looked. */
  self: string;
  sessions: readonly DatabaseSession[];
}

const ofUser = (name: string): string => name.replace(/@.*$/, '');

/** Sessions of users that are not the platform's own, whatever they do there. */
export const besideThePlatform = (look: DatabaseLook, own: readonly string[]): DatabaseSession[] =>
  look.sessions.filter(
    ({ user }) => !OF_THE_SERVER.includes(user) && user !== ofUser(look.self) && !own.includes(user),
  );

/** `10.0.0.5:51234` is told without the port, which each session has anew. */
export const hostOf = (text: string): string => text.replace(/:\d+$/, '');
