import { mapSchema, MapperKind, pruneSchema } from '@graphql-tools/utils';
import { parse, type ConstDirectiveNode, type GraphQLSchema } from 'graphql';

/** What a tag's second part says of a root field: `scope/stock`. */
const SCOPE = /^scope\/(.+)$/;
/** Types that only carry others: whole wherever a shown field leads to them. */
const CARRIERS = /(?:Connection|Edge|Refused)$|^(?:PageInfo|RefusalDetail)$/;

const tagsOf = (directives: readonly ConstDirectiveNode[] | undefined): string[] =>
  (directives ?? []).flatMap(({ name, arguments: given }) =>
    name.value === 'tag' && given?.[0]?.value.kind === 'StringValue' ? [given[0].value.value] : [],
  );

/** Tags by type (`Settlement`) and field (`Query.settlements`), as the supergraph carries them. */
export function readTags(supergraphSdl: string): Map<string, string[]> {
  const tags = new Map<string, string[]>();
  for (const definition of parse(supergraphSdl).definitions) {
    if (definition.kind !== 'ObjectTypeDefinition') continue;
    tags.set(definition.name.value, tagsOf(definition.directives));
    for (const field of definition.fields ?? [])
      tags.set(`${definition.name.value}.${field.name.value}`, tagsOf(field.directives));
  }
  return tags;
}
export const scopeIn = (tags: readonly string[]): string | undefined =>
  tags.map((tag) => SCOPE.exec(tag)?.[1]).find((scope) => scope !== undefined);

/**
 * The part of the API that a contract shows: what is tagged with its name, and what that leads to. Roots say which
 * scope they ask for.
 */
export function contractSchema(api: GraphQLSchema, supergraphSdl: string, name: string): GraphQLSchema {
  const tags = readTags(supergraphSdl);
  const has = (coordinate: string): boolean => tags.get(coordinate)?.includes(name) ?? false;
  const roots = new Set([api.getQueryType()?.name, api.getMutationType()?.name]);
  const shown = mapSchema(api, {
    [MapperKind.OBJECT_FIELD]: (config, field, type) => {
      const coordinate = `${type}.${field}`;
      if (!has(coordinate) && (roots.has(type) || !(has(type) || CARRIERS.test(type)))) return null;
      const scope = scopeIn(tags.get(coordinate) ?? []);
      return scope === undefined
        ? config
        : { ...config, description: [config.description, `Scope: ${scope}`].filter(Boolean).join('\n') };
    },
  });
  return pruneSchema(shown);
}
