import { describe, expect, it } from '@jest/globals';
import { MANIFESTS } from '@heitu/gateway/standalone';
import { defineEvent } from '@heitu/kit/messages/event';
import { on } from '@heitu/kit/messages/relay';
import { z } from '@heitu/kit/rules/validate';
import { definedEvents, eventProblems } from './event-contracts.ts';

const event = (type: string, consumers: readonly string[]) => defineEvent(type, { consumers, payload: z.object({}) });
const roomOf = (name: string, ...events: ReturnType<typeof event>[]) => ({
  name,
  reactions: events.map((one) => on(one, 'hear', async () => undefined)),
});

describe('events between rooms', () => {
  it('name the rooms that react to them, and no others', async () => {
    const events = await definedEvents(MANIFESTS);
    expect(events.map(({ type }) => type)).toEqual(expect.arrayContaining(['orders.order-paid.v1']));
    expect(events.filter(({ type }) => type.endsWith('.act-recorded.v1'))).toHaveLength(6);
    expect(eventProblems(events, MANIFESTS)).toEqual([]);
  });

  it('are found where they are told to nobody, to a deaf room, past a room that listens, or to none that there is', () => {
    const told = event('teller.thing-told.v1', ['hearer']);
    const kept = event('teller.thing-kept.v1', ['hearer']);
    const [teller, hearer] = [roomOf('teller'), roomOf('hearer', told, kept)];
    expect(eventProblems([told, kept], [teller, hearer])).toEqual([]);
    expect(eventProblems([told], [teller, roomOf('hearer')])).toEqual([
      'teller.thing-told.v1: hearer does not react to it',
    ]);
    expect(eventProblems([told], [roomOf('teller', told), roomOf('hearer', told)])).toEqual([
      'teller.thing-told.v1: teller reacts to it and is not told of it',
    ]);
    expect(eventProblems([told], [teller, hearer])).toEqual([
      'hearer reacts to teller.thing-kept.v1, which schema/events does not have',
    ]);
    expect(eventProblems([event('teller.thing-told.v1', [])], [teller])).toEqual([
      'teller.thing-told.v1: nobody is told of it',
    ]);
    expect(eventProblems([event('gone.thing-told.v1', ['hearr'])], [teller])).toEqual([
      'gone.thing-told.v1: there is no such room to tell it',
      'gone.thing-told.v1: there is no room hearr',
    ]);
  });
});
