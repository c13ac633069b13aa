import type { Actor } from '@heitu/kit/rules/actor';
import { nodesOf } from '@heitu/kit/serving/testing';
import { openTrust, type TrustRoom } from './trust-room.fixture.ts';

/** A room, how its mutations are called and what is left to do in its lists. */
export async function openDisclosure() {
  const room: TrustRoom = await openTrust();
  const run = async (actor: Actor, name: string, input: object, success = 'RecordSaved { id }') => {
    const type = `${name[0]!.toUpperCase()}${name.slice(1)}`;
    return (
      await room.graph<any>(
        actor,
        `mutation($input: ${type}Input!) { ${name}(input: $input) { __typename ... on ${success} ... on ${type}Refused { code details { path about } } } }`,
        { input },
      )
    )[name];
  };
  /** What the actor can do with each row of a list. */
  const left = async (actor: Actor, list: string): Promise<string[][]> =>
    nodesOf((await room.graph<any>(actor, `{ ${list} { edges { node { availableActions } } } }`))[list]).map(
      ({ availableActions }) => availableActions,
    );
  return { room, run, left };
}
export type DisclosureRoom = Awaited<ReturnType<typeof openDisclosure>>;
