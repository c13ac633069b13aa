import {
  getNamedType,
  isObjectType,
  Kind,
  parse,
  parseType,
  type ConstDirectiveNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { must } from './checked.ts';

/**
 * What a subgraph tells the gateway about its fields, beside federation's own directives: costs (`@cost`, `@listSize`:
 * Federation 2.9), and with `@cacheControl(maxAge: 1)` that a field answers everybody the same, and may do so for a
 * second. `scope: "PRIVATE"`: what it answers depends on who asks, and is the same for all who have not signed in. On a
 * class it stands for each of its fields that says nothing itself; `maxAge: 0` is for those that it does not hold for.
 * What hangs on a field must be hinted as well. `staleSeconds`: while whoever answers is away the gateway may show the
 * last answer, and no older one than so many seconds; without it, for as long as the gateway is set to.
 */
export const HINTS_SDL = `extend schema @link(url: "https://heitu.example/cacheControl/v0.1", import: ["@cacheControl"]) @composeDirective(name: "@cacheControl")

directive @cacheControl(maxAge: Int!, scope: String! = "PUBLIC", staleSeconds: Int) on FIELD_DEFINITION

`;

const CACHE = 'cacheControl';
function directive(text: string): ConstDirectiveNode {
  const [type] = parse(`type T @${text}`, { noLocation: true }).definitions;
  return must(type?.kind === Kind.OBJECT_TYPE_DEFINITION ? type.directives?.[0] : undefined, text);
}
/** A connection is as long as `first` says; checked by `pageSize`. */
const PAGE = directive(
  'listSize(slicingArguments: ["first"], sizedFields: ["edges"], requireOneSlicingArgument: false)',
);

/** Writes hints where the SDL shows them: on fields. Edges and pages of what has a hint have the same. */
export function writeHints(schema: GraphQLSchema): void {
  const types = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !name.startsWith('__'));
  const ofTypes = new Map(
    types.map((type) => [type, type.astNode?.directives?.find(({ name }) => name.value === CACHE)]),
  );
  const hintOf = (type: GraphQLObjectType): ConstDirectiveNode | undefined => {
    const { edges, node, pageInfo, cursor } = type.getFields();
    const within = edges && pageInfo ? edges : node && cursor ? node : undefined;
    const named = within && getNamedType(within.type);
    return ofTypes.get(type) ?? (isObjectType(named) ? hintOf(named) : undefined);
  };
  for (const type of types) {
    const hint = hintOf(type);
    const { astNode } = type;
    if (astNode?.directives && ofTypes.get(type))
      Object.assign(astNode, { directives: astNode.directives.filter((one) => one !== hint) });
    for (const field of Object.values(type.getFields())) {
      const own = field.astNode?.directives ?? [];
      const cache = hint && !own.some(({ name }) => name.value === CACHE) ? [hint] : [];
      // A field without a directive has no node yet.
      field.astNode = {
        kind: Kind.FIELD_DEFINITION,
        name: { kind: Kind.NAME, value: field.name },
        type: parseType(String(field.type)),
        ...field.astNode,
        directives: [...own, ...cache, ...(isPage(field) ? [PAGE] : [])],
      };
    }
  }
}

function isPage({ args, type }: GraphQLField<unknown, unknown>): boolean {
  const named = getNamedType(type);
  return args.some(({ name }) => name === 'first') && isObjectType(named) && !!named.getFields()['edges'];
}
