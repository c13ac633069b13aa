import {
  getNamedType,
  isLeafType,
  isObjectType,
  isUnionType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { called } from './selection.fixture.ts';

/** A question from one root that asks for fields of types that no other question of the same set asks for. */
export interface Question {
  text: string;
  /** `Type.field` → where its answer stands, list positions left out: `['party', 'identity', 'number']`. */
  places: ReadonlyMap<string, readonly string[]>;
  /** How many different answers its unions can give. */
  passes: number;
}

/**
 * Questions that together ask for each field of the schema that is allowed exactly once, by the shortest way from a
 * root. Members of a union name their fields `Type__field`.
 */
export function questionsFor(schema: GraphQLSchema, allows: (coordinate: string) => boolean): Question[] {
  const roots = [schema.getQueryType()!, schema.getMutationType()!];
  /** Type → the field by which it is first come to. */
  const entrance = new Map<string, string>(roots.map(({ name }) => [name, '']));
  const open: GraphQLObjectType[] = [...roots];
  for (let type = open.shift(); type; type = open.shift()) {
    for (const field of Object.values(type.getFields())) {
      if (!allows(`${type.name}.${field.name}`)) continue;
      for (const inner of membersOf(getNamedType(field.type))) {
        if (entrance.has(inner.name)) continue;
        entrance.set(inner.name, `${type.name}.${field.name}`);
        open.push(inner);
      }
    }
  }

  return roots.flatMap((root) =>
    Object.values(root.getFields())
      .filter((field) => allows(`${root.name}.${field.name}`))
      .map((field) => {
        const places = new Map<string, readonly string[]>();
        let passes = 1;
        const select = (type: GraphQLNamedType, by: string, at: readonly string[]): string => {
          if (isLeafType(type)) return '';
          if (isUnionType(type)) passes = Math.max(passes, type.getTypes().length);
          const parts = membersOf(type).map((member) => {
            const fields =
              entrance.get(member.name) === by ? fieldsOf(member, at, isUnionType(type) ? `${member.name}__` : '') : [];
            return isUnionType(type)
              ? `... on ${member.name} { ${['__typename', ...fields].join(' ')} }`
              : fields.join(' ');
          });
          return ` { ${['__typename', ...parts].join(' ')} }`;
        };
        const fieldsOf = (type: GraphQLObjectType, at: readonly string[], prefix: string): string[] =>
          Object.values(type.getFields())
            .filter((inner) => allows(`${type.name}.${inner.name}`))
            .map((inner) => {
              const here = [...at, prefix + inner.name];
              places.set(`${type.name}.${inner.name}`, here);
              return `${prefix && `${prefix}${inner.name}: `}${called(inner)}${select(getNamedType(inner.type), `${type.name}.${inner.name}`, here)}`;
            });
        const by = `${root.name}.${field.name}`;
        places.set(by, [field.name]);
        return {
          text: `${root === roots[0] ? 'query' : 'mutation'} { ${called(field)}${select(getNamedType(field.type), by, [field.name])} }`,
          places,
          passes,
        };
      }),
  );
}

const membersOf = (type: GraphQLNamedType): readonly GraphQLObjectType[] =>
  isUnionType(type) ? type.getTypes() : isObjectType(type) ? [type] : [];

/** Whether something stands at the place in an answer, null not counted; of lists any item will do. */
export function standsAt(value: unknown, place: readonly string[]): boolean {
  if (Array.isArray(value)) return value.some((item) => standsAt(item, place));
  if (place.length === 0) return value !== null && value !== undefined;
  return (
    typeof value === 'object' &&
    value !== null &&
    standsAt((value as Record<string, unknown>)[place[0]!], place.slice(1))
  );
}
