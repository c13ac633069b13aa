import { readdirSync } from 'node:fs';
import type { EventDefinition } from '@heitu/kit/messages/event';
import type { Manifest } from '@heitu/kit/serving/subgraph';

const FOLDER = new URL('../../schema/events/', import.meta.url);
/** One event a file, named as it is; what has no version in its name is made for each sender (act-recorded.ts). */
const ONE_EVENT = /^(.+\.v\d+)\.ts$/;

const isEvent = (value: unknown): value is EventDefinition =>
  typeof value === 'object' && value !== null && 'consumers' in value && 'type' in value;

/** The events of schema/events, and those that each room tells of its acts. */
export async function definedEvents(manifests: readonly Manifest[]): Promise<EventDefinition[]> {
  const events: EventDefinition[] = manifests.flatMap(({ actRecorded }) => actRecorded ?? []);
  for (const file of readdirSync(FOLDER)) {
    const type = ONE_EVENT.exec(file)?.[1];
    if (type === undefined) continue;
    const found = Object.values<unknown>(await import(new URL(file, FOLDER).href)).filter(isEvent);
    if (found.length !== 1 || found[0]?.type !== type)
      throw new Error(`schema/events/${file} defines ${found.map((event) => event.type).join(', ') || 'no event'}`);
    events.push(found[0]);
  }
  return events;
}

type Room = Pick<Manifest, 'name' | 'reactions'>;

/** An event names the rooms that react to it, and they do: what of that is not so. */
export function eventProblems(events: readonly EventDefinition[], rooms: readonly Room[]): string[] {
  const reactsTo = ({ reactions }: Room, type: string) => reactions.some(({ event }) => event.type === type);
  const known = new Set(events.map(({ type }) => type));
  const names = new Set(rooms.map(({ name }) => name));
  return [
    ...events.flatMap(({ type, consumers }) => [
      ...(names.has(type.split('.')[0] ?? '') ? [] : [`${type}: there is no such room to tell it`]),
      ...(consumers.length > 0 ? [] : [`${type}: nobody is told of it`]),
      ...consumers.filter((name) => !names.has(name)).map((name) => `${type}: there is no room ${name}`),
      ...rooms
        .filter((room) => consumers.includes(room.name) !== reactsTo(room, type))
        .map(({ name }) =>
          consumers.includes(name)
            ? `${type}: ${name} does not react to it`
            : `${type}: ${name} reacts to it and is not told of it`,
        ),
    ]),
    ...rooms.flatMap(({ name, reactions }) =>
      reactions
        .filter(({ event }) => !known.has(event.type))
        .map(({ event }) => `${name} reacts to ${event.type}, which schema/events does not have`),
    ),
  ];
}
