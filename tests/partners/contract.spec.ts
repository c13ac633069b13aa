import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, getNamedType, isObjectType, parse, type ConstDirectiveNode, type GraphQLSchema } from 'graphql';
import { CAPTURE_SCOPE, INTERFACES, PROGRAM_SCOPE, SCOPES } from '@heitu/standard';
import { rules, type RuleRow } from '../permissions/rules.fixture.ts';

const read = (name: string): string => readFileSync(new URL(`../../schema/${name}`, import.meta.url), 'utf8');

type Tags = ReadonlyMap<string, readonly string[]>;
/** Tags as each subgraph declares them, by type and by field. */
function declaredTags(): Tags {
  const tags = new Map<string, string[]>();
  const add = (coordinate: string, directives: readonly ConstDirectiveNode[] | undefined) => {
    for (const { name, arguments: given } of directives ?? [])
      if (name.value === 'tag' && given?.[0]?.value.kind === 'StringValue')
        tags.set(coordinate, [...(tags.get(coordinate) ?? []), given[0].value.value]);
  };
  for (const subgraph of ['sellers', 'catalog', 'orders', 'logistics', 'payments', 'trust']) {
    for (const definition of parse(read(`${subgraph}.graphql`)).definitions) {
      if (definition.kind !== 'ObjectTypeDefinition' && definition.kind !== 'ObjectTypeExtension') continue;
      add(definition.name.value, definition.directives);
      for (const field of definition.fields ?? [])
        add(`${definition.name.value}.${field.name.value}`, field.directives);
    }
  }
  return tags;
}

/**
 * What is wrong with a contract: roots without the scope that their tag says, fields that nobody tagged, open doors
 * that are not in it.
 */
function problemsOf(contract: GraphQLSchema, tags: Tags, rules: readonly RuleRow[]): string[] {
  const problems: string[] = [];
  const ruleOf = (type: string, field: string): string =>
    rules.find((row) => row.type === type && row.field === field)?.rule ?? 'no rule';
  for (const type of Object.values(contract.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    const isRoot = type === contract.getQueryType() || type === contract.getMutationType();
    for (const field of Object.keys(type.getFields())) {
      const tag = tags.get(`${type.name}.${field}`) ?? [];
      if (!isRoot) {
        if (
          !tag.includes('partner') &&
          !tags.get(type.name)?.includes('partner') &&
          !/(Connection|Edge|Refused)$|^(PageInfo|RefusalDetail)$/.test(type.name)
        )
          problems.push(`${type.name}.${field} is shown and not tagged`);
        continue;
      }
      const scope = tag.find((name) => name.startsWith('scope/'))?.slice('scope/'.length);
      const rule = ruleOf(type.name, field);
      const asked =
        scope === undefined
          ? /^role (\S+)$/.exec(rule)?.[1]?.split('/').includes('partner')
          : rule.split(' or ').includes(`scope ${scope}`);
      if (!tag.includes('partner') || !asked)
        problems.push(`${type.name}.${field}: tagged ${[...tag].sort().join(', ')}, asks for ${rule}`);
    }
  }
  for (const { type, field, rule } of rules) {
    if (!['Query', 'Mutation'].includes(type) || !(/\bscope /.test(rule) || /^role \S*\bpartner\b/.test(rule)))
      continue;
    if (!(contract.getType(type) as { getFields(): object } | undefined)?.getFields()[field as never])
      problems.push(`${type}.${field} lets partners in and is not in the contract`);
  }
  return problems;
}

describe('the contract for partners', () => {
  const contract = buildSchema(read('partner.graphql'));
  const tags = declaredTags();

  it('shows what is tagged, each root by the scope that it says, and all that partners may call [11.8.ea] [11.8.eb] [11.8.ec] [11.8.ed] [11.8.ee] [11.8.ef] [11.8.eg] [11.8.eh]', () => {
    expect(problemsOf(contract, tags, rules)).toEqual([]);
    const scopes = new Set(
      [...tags.values()].flat().flatMap((tag) => (tag.startsWith('scope/') ? [tag.slice('scope/'.length)] : [])),
    );
    // What is captured has no GraphQL: it is told to EPCIS's own interface.
    expect([...scopes].sort()).toEqual([...SCOPES, PROGRAM_SCOPE].sort());
    expect(scopes.has(CAPTURE_SCOPE)).toBe(false);
    expect(Object.values(INTERFACES).map(({ clause }) => clause)).toEqual(
      ['ea', 'eb', 'ec', 'ed', 'ee', 'ef', 'eg', 'eh'].map((letters) => `11.8.${letters}`),
    );
  });

  it('would be found out: a root without its scope, a field that nobody tagged, a door left out', () => {
    const wider = (rule: string) =>
      rules.map((row) => (row.field === 'payouts' && row.type === 'Query' ? { ...row, rule } : row));
    expect(problemsOf(contract, tags, wider('anyone'))).toEqual([
      'Query.payouts: tagged partner, scope/bank, asks for anyone',
    ]);
    expect(problemsOf(contract, tags, wider('scope stock'))).toEqual([
      'Query.payouts: tagged partner, scope/bank, asks for scope stock',
    ]);
    expect(problemsOf(contract, new Map([...tags, ['StockMovement.orderId', []]]), rules)).toEqual([
      'StockMovement.orderId is shown and not tagged',
    ]);
    expect(
      problemsOf(contract, tags, [...rules, { ...rules[0]!, type: 'Query', field: 'everything', rule: 'scope bank' }]),
    ).toEqual(['Query.everything lets partners in and is not in the contract']);
  });

  it('leads to nobody: no type of persons, no address, no order of a buyer, no free text', () => {
    const reached = new Set(
      Object.values(contract.getTypeMap())
        .filter((type) => isObjectType(type) && !type.name.startsWith('__'))
        .map(({ name }) => name),
    );
    for (const type of [
      'Account',
      'Address',
      'Order',
      'Shipment',
      'ShipmentRecipient',
      'Payment',
      'Refund',
      'Complaint',
      'Review',
      'Staff',
      'Session',
    ])
      expect([type, reached.has(type)]).toEqual([type, false]);
    const fields = [...reached].flatMap((type) =>
      Object.values((contract.getType(type) as ReturnType<GraphQLSchema['getQueryType']>)!.getFields()).map(
        (field) => `${type}.${field.name}: ${getNamedType(field.type).name}`,
      ),
    );
    expect(
      fields.filter((field) =>
        /\b(note|phone|address|buyer\w*|account\w*|displayName|openid)\b/i.test(field.split(':')[0]!.split('.')[1]!),
      ),
    ).toEqual([]);
  });
});
