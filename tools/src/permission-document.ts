import { getNamedType, isAbstractType, isObjectType, type GraphQLNamedType, type GraphQLSchema } from 'graphql';
import { ROLES } from '@heitu/standard';
import type { PermissionRule } from './permission-rules.ts';
import { actOf, codes, personOf, roomOf, thingOf, whoOf } from './permission-words.ts';

const ROOTS: ReadonlySet<string> = new Set(['Query', 'Mutation']);

/** Readers' rules; what follows from them is printed nowhere. */
const HEAD = `# 谁能看什么、办什么

给县里的管理、监管和法律工作人员看。由各子系统里执行的规则生成（\`./run compose\`），不手改；规则一变，本文随之变。

## 怎么读
1. **没有写可以的，就是不可以。** 各子系统都按此执行：没有规则的一项，谁也看不到、办不了。
2. **一个账号可以有几个角色**，能办、能看的是各角色之和；有账号的人都同时是消费者。服务站代办员替网商办事时是“代办的人”，那时只有本文“代办的人”一节所写的。
3. **资料的各项跟着资料走**：看得到一种资料，就看得到它的每一项；不是这样的，写在“看不到其中”里。
4. **附属的资料跟着主要的走**：本文没有点名的资料（订单里的一行、一次办理的答复和拒绝的理由、分页），凡是能看到引向它的资料、或能办引向它的事的人，都看得到；“资料自己的限制”另有规定的除外。
5. **可以，也只限与自己有关的**：自己的订单、自己店铺的商品、自己承运的包裹。谁看得到哪一条，由每次查询的条件限定，另见 [tests/permissions/rows.md](../tests/permissions/rows.md)。
6. **合作方系统**（程序）要办、要查写明“范围”的事，还须得到那个范围的授权。
7. 代码体的字是接口里的名称，含义见 [api.graphql](api.graphql)。
`;

interface Access {
  mutations: Set<string>;
  queries: Set<string>;
  /** type → fields */
  things: Map<string, Set<string>>;
}
const NOTHING: Access = { mutations: new Set(), queries: new Set(), things: new Map() };

function accessOf(person: string, rules: readonly PermissionRule[]): Access {
  const access: Access = { mutations: new Set(), queries: new Set(), things: new Map() };
  for (const { type, field, people } of rules) {
    if (!people.includes(person)) continue;
    if (type === 'Mutation') access.mutations.add(field);
    else if (type === 'Query') access.queries.add(field);
    else access.things.set(type, (access.things.get(type) ?? new Set()).add(field));
  }
  return access;
}

type OfTwo = (one: Set<string>, other: Set<string>) => Set<string>;
const compared = (one: Access, other: Access, of: OfTwo): Access => ({
  mutations: of(one.mutations, other.mutations),
  queries: of(one.queries, other.queries),
  things: new Map(
    [...one.things]
      .map(([type, fields]) => [type, of(fields, other.things.get(type) ?? new Set())] as const)
      .filter(([, fields]) => fields.size > 0),
  ),
});
const common = (one: Access, other: Access): Access => compared(one, other, (a, b) => a.intersection(b));
const without = (one: Access, other: Access): Access => compared(one, other, (a, b) => a.difference(b));

/** Types that a query answers, themselves or as the rows of a list: those that the document names. */
export function mainTypes(api: GraphQLSchema): Set<string> {
  const main = new Set<string>();
  const add = (type: GraphQLNamedType): void => {
    if (isAbstractType(type)) api.getPossibleTypes(type).forEach(add);
    else if (isObjectType(type) && type.name.endsWith('Connection')) main.add(type.name.slice(0, -'Connection'.length));
    else if (isObjectType(type)) main.add(type.name);
  };
  for (const field of Object.values(api.getQueryType()?.getFields() ?? {})) add(getNamedType(field.type));
  return main;
}

interface Shown {
  main: ReadonlySet<string>;
  /** `Query.products` or a type → the subgraph that has it. */
  owners: ReadonlyMap<string, string>;
  /** What the gateway shows of a type. */
  fields(type: string): Set<string>;
}

const partsOf = (things: Iterable<readonly [string, Set<string>]>): string =>
  [...things]
    .filter(([, fields]) => fields.size > 0)
    .map(([type, fields]) => `${thingOf(type)} 的 ${codes([...fields])}`)
    .join('；');

/** Lines of what somebody may beyond what `base` may, and of what not. */
function linesOf(access: Access, base: Access, { main, owners, fields }: Shown): string[] {
  const [gained, lost] = [without(access, base), without(base, access)];
  const more = [...gained.things].filter(([type]) => base.things.has(type));
  const whole = [...gained.things.keys()].filter((type) => !base.things.has(type));
  const rooms = (names: Iterable<string>, kind: string, words: (name: string) => string): string =>
    [...Map.groupBy(names, (name) => owners.get(`${kind}${name}`) ?? '')]
      .map(([room, own]) => `〔${roomOf(room)}〕${own.map(words).join('、')}`)
      .join('；');
  const lines = [
    ['能办', rooms(gained.mutations, 'Mutation.', actOf)],
    ['能查', rooms(gained.queries, 'Query.', (name) => codes([name]))],
    [
      '能看到',
      rooms(
        whole.filter((type) => main.has(type)),
        '',
        thingOf,
      ),
    ],
    ['看不到其中', partsOf(whole.map((type) => [type, fields(type).difference(access.things.get(type) ?? new Set())]))],
    ['还能看到', partsOf(more)],
    ['不能办', [...lost.mutations].map(actOf).join('、')],
    ['不能查', codes([...lost.queries])],
    ['不能看到', partsOf([...lost.things].filter(([type]) => main.has(type) || access.things.has(type)))],
  ];
  return lines.filter(([, text]) => text !== '').map(([title, text]) => `- ${title}：${text}`);
}

function byRole(rules: readonly PermissionRule[], api: GraphQLSchema): string[] {
  const owners = new Map<string, string>();
  // Who only points to an entity has nothing of it but its id.
  for (const { subgraph, type, field } of [...rules.filter((rule) => rule.field !== 'id'), ...rules]) {
    const key = ROOTS.has(type) ? `${type}.${field}` : type;
    if (!owners.has(key)) owners.set(key, subgraph);
  }
  const shown: Shown = {
    main: mainTypes(api),
    owners,
    fields: (name) => {
      const type = api.getType(name);
      return new Set(isObjectType(type) ? Object.keys(type.getFields()) : []);
    },
  };
  const roles = ROLES.map(({ role }) => ({ role, access: accessOf(role, rules) }));
  const [stranger, delegate] = [accessOf('anonymous', rules), accessOf('delegate', rules)];
  const signedIn = roles.map(({ access }) => access).reduce(common);
  const section = (title: string, access: Access, base: Access, from: string): string[] => {
    const lines = linesOf(access, base, shown);
    return [`### ${title}`, lines.length > 0 ? from : '没有别的。', ...lines, ''];
  };
  return [
    '## 一、按角色',
    '',
    ...section('任何人，包括没有登录的人', stranger, NOTHING, '只有：'),
    ...section('登录的人', signedIn, stranger, '不论什么角色（“代办的人”除外），任何人能的之外：'),
    ...roles.flatMap(({ role, access }) => section(personOf(role), access, signedIn, '登录的人能的之外：')),
    ...section('代办的人', delegate, accessOf('seller-staff', rules), '与网商店员相同，只是：'),
  ];
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

function roots(rules: readonly PermissionRule[], api: GraphQLSchema, type: 'Query' | 'Mutation'): string[] {
  const fields = (type === 'Query' ? api.getQueryType() : api.getMutationType())?.getFields() ?? {};
  const shown = rules.filter((rule) => rule.type === type && fields[rule.field]);
  const isQuery = type === 'Query';
  return [
    isQuery ? '## 三、每项查询由谁' : '## 二、每项办理由谁',
    '',
    isQuery ? '| 查询 | 由谁 | 查什么 |' : '| 办理 | 由谁 |',
    isQuery ? '|---|---|---|' : '|---|---|',
    ...shown.map(({ field, rule }) =>
      isQuery
        ? `| ${codes([field])} | ${whoOf(rule)} | ${cell(fields[field]?.description ?? '')} |`
        : `| ${actOf(field)} | ${whoOf(rule)} |`,
    ),
    '',
  ];
}

/** What types ask of who has come to them, where they ask anything: rule → types whole, or fields of them. */
function ownRules(rules: readonly PermissionRule[]): string[] {
  const lines = rules.filter(({ type }) => !ROOTS.has(type));
  return [...Map.groupBy(lines, ({ subgraph }) => subgraph)].flatMap(([subgraph, own]) => {
    const said = [...Map.groupBy(own, ({ type }) => type)].flatMap(([type, fields]) =>
      [...Map.groupBy(fields, ({ rule }) => rule)]
        .filter(([rule]) => rule !== 'anyone')
        .map(([rule, some]) => ({
          rule,
          what: `${thingOf(type)}${some.length === fields.length ? '' : ` 的 ${codes(some.map(({ field }) => field))}`}`,
        })),
    );
    return [...Map.groupBy(said, ({ rule }) => rule)].map(
      ([rule, what]) => `- 〔${roomOf(subgraph)}〕${whoOf(rule)}：${what.map((one) => one.what).join('；')}`,
    );
  });
}

/** What only subgraphs ask each other for. */
function peersOnly(rules: readonly PermissionRule[], api: GraphQLSchema): string[] {
  const isShown = ({ type, field }: PermissionRule): boolean =>
    !!(type === 'Query' ? api.getQueryType() : api.getMutationType())?.getFields()[field];
  const hidden = rules.filter((rule) => ROOTS.has(rule.type) && !isShown(rule));
  return [...Map.groupBy(hidden, ({ subgraph, rule }) => `${subgraph} ${rule}`).values()].flatMap((some) => {
    const [first] = some;
    return first
      ? [`- 〔${roomOf(first.subgraph)}〕${whoOf(first.rule)}：${codes(some.map(({ field }) => field))}`]
      : [];
  });
}

/** schema/permissions.md: who may see and do what, by role, without what follows from its own rules of reading. */
export function permissionDocument(rules: readonly PermissionRule[], api: GraphQLSchema): string {
  return [
    HEAD,
    ...byRole(rules, api),
    ...roots(rules, api, 'Mutation'),
    ...roots(rules, api, 'Query'),
    '## 四、资料自己的限制',
    '',
    '不论从哪里走到，这些资料只给写明的人看；没有列出的，走得到就看得到。',
    '',
    ...ownRules(rules),
    '',
    '## 五、子系统之间',
    '',
    '下面的入口网关不开放，人看不到，只有写明的子系统可以问。任何人可以查的，子系统也都可以问；其余的，子系统问不到，也不能按编号直接取资料。',
    '',
    ...peersOnly(rules, api),
    '',
  ].join('\n');
}
