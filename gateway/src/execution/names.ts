import { GraphQLError, Kind, parse, visit, type DocumentNode, type FieldNode } from 'graphql';
import type { Place } from './places.ts';

/**
 * What a plan needs of an entity (keys, what is required, `__typename`) comes in under the field's own name, beside
 * what the client asked for. A client may call another field so (`id: sku`), or ask for the same with other arguments;
 * Apollo's planner then takes the one for the other (apollographql/federation#3036, apollographql/router#5000). Such
 * fields are planned under another name, and get back the client's at the end.
 */
export interface Names {
  /** The document as it is planned. */
  readonly document: DocumentNode;
  /** The key under which the answer to a field of the client's document comes in. */
  keyOf(field: FieldNode): string;
  /** The same error with the client's names in its path. */
  told(error: GraphQLError): GraphQLError;
  /** A place, by the client's names. */
  placeOf(place: Place): Place;
}
export type Naming = (document: DocumentNode) => Names;

const SUFFIX = '__asked';
const unchanged = ({ alias, name }: FieldNode): string => alias?.value ?? name.value;

/** Knows the names that plans over a supergraph need. */
export function createNaming(supergraphSdl: string): Naming {
  const needed = new Set(['__typename']);
  const neededWithArguments = new Set<string>();
  visit(parse(supergraphSdl, { noLocation: true }), {
    Directive({ name, arguments: given = [] }) {
      for (const { name: of, value } of given) {
        const isFields =
          (name.value === 'join__type' && of.value === 'key') ||
          (name.value === 'join__field' && of.value === 'requires');
        if (!isFields || value.kind !== Kind.STRING) continue;
        visit(parse(`{ ${value.value} }`, { noLocation: true }), {
          Field(field) {
            needed.add(field.name.value);
            if (field.arguments?.length) neededWithArguments.add(field.name.value);
          },
        });
      }
    },
  });

  return (document) => {
    const taken: string[] = [];
    let isAnyRenamed = false;
    const isInTheWay = (field: FieldNode): boolean => {
      const key = unchanged(field);
      return (
        needed.has(key) &&
        (key !== field.name.value || (field.arguments ?? []).length > 0 || neededWithArguments.has(key))
      );
    };
    visit(document, {
      Field(field) {
        taken.push(unchanged(field));
        isAnyRenamed ||= isInTheWay(field);
      },
    });
    if (!isAnyRenamed) return { document, keyOf: unchanged, told: (error) => error, placeOf: (place) => place };
    let suffix = SUFFIX;
    while (taken.some((key) => key.endsWith(suffix))) suffix += '_';
    const keyOf = (field: FieldNode): string => (isInTheWay(field) ? unchanged(field) + suffix : unchanged(field));
    const asAsked = (part: string | number) =>
      typeof part === 'string' && part.endsWith(suffix) ? part.slice(0, -suffix.length) : part;
    const placeOf = (place: Place): Place => place.map(asAsked);
    return {
      document: visit(document, {
        Field: {
          leave: (field) =>
            isInTheWay(field) ? { ...field, alias: { kind: Kind.NAME, value: keyOf(field) } } : undefined,
        },
      }),
      keyOf,
      told({ message, path, extensions, originalError }) {
        return new GraphQLError(message, { path: path && placeOf(path), extensions, originalError });
      },
      placeOf,
    };
  };
}
