import { SAID } from '../lib/said.ts';
import { PartyNames, type PartyKind } from '../api/admin.ts';
import { ask } from '../lib/client.ts';
import { Finder, type FinderProps } from './Finder.tsx';

/** Finds a party by a part of its name, or by a whole number. */
export const PartyPicker = ({ kind, ...props }: FinderProps & { kind?: PartyKind }) => (
  <Finder
    {...props}
    hint="写出名称里的几个字"
    missing={SAID.partyMissing}
    find={async (search) =>
      (await ask(PartyNames, { search, kind })).parties.edges.map(({ node }) => ({
        value: node.id,
        label: `${node.name}（${node.kindTitle}，${node.stateLabel}）`,
      }))
    }
  />
);
