/**
 * Mutators of our own beside Stryker's: what a rule of this platform says that a general tool does not know. Each
 * yields what may stand in a node's place.
 */
import { createRequire } from 'node:module';

const instrumenter = createRequire(import.meta.resolve('@stryker-mutator/instrumenter'));
const { types } = instrumenter('@babel/core');

const copy = (node) => types.cloneNode(node, true, false);
/** `x.where(…)`: "where". */
const methodOf = (node) =>
  types.isCallExpression(node) && types.isMemberExpression(node.callee) && types.isIdentifier(node.callee.property)
    ? node.callee.property.name
    : null;
const PERMITS = ['role', 'scope', 'peer', 'roleOrPeer', 'signedInOrPeer'];
/** `permit.role(…)`, or `role(…)` where it was taken out of it: "role". */
const permitOf = (node) => {
  if (methodOf(node) !== null && types.isIdentifier(node.callee.object)) {
    return node.callee.object.name === 'permit' ? methodOf(node) : null;
  }
  const isTakenOut = types.isCallExpression(node) && types.isIdentifier(node.callee);
  return isTakenOut && PERMITS.includes(node.callee.name) ? node.callee.name : null;
};
/** `trialBalance: money` among the fields of Query: a rule by its name. */
const isNamedRule = ({ node, parent, parentPath }) =>
  types.isIdentifier(node) &&
  types.isObjectProperty(parent) &&
  parent.value === node &&
  keyOf(parentPath.parentPath?.parent) === 'Query' &&
  !['anyone', 'signedIn'].includes(node.name);

/** Columns that say whose a row is, or whether it still counts. */
const OWNING =
  /(account|party|shop|carrier|client|owner|person|holder|actor|recipient|delegator|delegate|staff|supplier|buyer|seller|crew)\w*Id$|By$|^state$/i;
const columnOf = (node) => (types.isStringLiteral(node) ? (node.value.split('.').at(-1) ?? '') : '');
/** A batch's own keys: who is grouped by them gets nothing else in any case. */
const isBatchKey = ([, operator, value]) =>
  types.isStringLiteral(operator) &&
  operator.value === 'in' &&
  types.isIdentifier(value) &&
  /(Ids|^ids)$/.test(value.name);
const QUERIES = /^(find|findOne|count|nativeUpdate|nativeDelete|update|delete|remove)/;
const keyOf = (property) => (types.isObjectProperty(property) && property.key.name) || '';

/** A rule of permissions opened to everybody who is signed in. */
const opened = {
  name: 'Opened',
  *mutate(path) {
    if (permitOf(path.node) !== null || isNamedRule(path))
      yield types.memberExpression(types.identifier('permit'), types.identifier('signedIn'));
  },
};

/** What only the system does is asked of it by a type: without 'system' its callers do not compile. */
const isItem = (node) => types.isSpreadElement(node) || (types.isStringLiteral(node) && node.value !== 'system');
/** A list without one of its items: a role in `by`, a state in `from`, a role in a permission. */
const fewerItems = {
  name: 'FewerItems',
  *mutate({ node, parent }) {
    if (types.isArrayExpression(node) && !types.isMemberExpression(parent) && !types.isSpreadElement(parent))
      for (const index of node.elements.keys())
        if (isItem(node.elements[index]))
          yield types.arrayExpression(node.elements.filter((_, at) => at !== index).map(copy));
    const permit = permitOf(node);
    if (permit !== null && node.arguments.length > 1)
      for (const index of node.arguments.keys())
        if (index > 0 || permit === 'role' || permit === 'peer')
          yield types.callExpression(copy(node.callee), node.arguments.filter((_, at) => at !== index).map(copy));
  },
};

const ROUNDINGS = { floor: 'ceil', ceil: 'floor', round: 'floor' };
/** An odd fen to the other side. */
const rounding = {
  name: 'Rounding',
  *mutate({ node }) {
    const other = ROUNDINGS[methodOf(node) ?? ''];
    if (other && node.callee.object.name === 'Math')
      yield types.callExpression(
        types.memberExpression(types.identifier('Math'), types.identifier(other)),
        node.arguments.map(copy),
      );
  },
};

/** A query without the condition that says whose rows it reads or changes, or in which state. */
const withoutCondition = {
  name: 'WithoutCondition',
  *mutate({ node, parent }) {
    const method = methodOf(node);
    if (method === 'where' && node.arguments.length > 0) {
      const isNamed = types.isStringLiteral(node.arguments[0]);
      const isOwning = isNamed
        ? OWNING.test(columnOf(node.arguments[0])) && !isBatchKey(node.arguments)
        : types.isCallExpression(node.arguments[0]);
      if (isOwning) yield copy(node.callee.object);
    }
    if (types.isCallExpression(node) && types.isIdentifier(node.callee) && node.callee.name === 'eb')
      if (OWNING.test(columnOf(node.arguments[0])) && !isBatchKey(node.arguments))
        yield types.callExpression(types.memberExpression(types.identifier('eb'), types.identifier('lit')), [
          types.booleanLiteral(true),
        ]);
    const isWhere =
      types.isObjectExpression(node) &&
      types.isCallExpression(parent) &&
      parent.arguments[1] === node &&
      QUERIES.test(methodOf(parent) ?? '');
    if (isWhere)
      for (const property of node.properties)
        if (OWNING.test(keyOf(property)))
          yield types.objectExpression(node.properties.filter((other) => other !== property).map(copy));
  },
};

/** `end: true` in a table of states: its type has no false. */
export const typesHold = {
  shouldIgnore: ({ node, parent }) =>
    types.isBooleanLiteral(node) && types.isObjectProperty(parent) && keyOf(parent) === 'end'
      ? 'the type has no other value'
      : undefined,
};

/** A list that is kept for good: a state's `from`, roles of a table. */
const isKeptList = (path) => {
  if (!path.isArrayExpression() || path.getFunctionParent()) return false;
  const holder = path.findParent(({ node }) => !types.isTSAsExpression(node) && !types.isTSSatisfiesExpression(node));
  return holder.isObjectProperty() || holder.isVariableDeclarator();
};
/** Lists that are kept are looked into anew each time (live.mjs), so that a mutant of one is switched like any other. */
function placeLive(placer) {
  const { place } = placer;
  placer.place = (path, mutants) => {
    const isKept = isKeptList(path);
    place(path, mutants);
    if (!isKept) return;
    const live = types.memberExpression(
      types.memberExpression(types.identifier('globalThis'), types.identifier('__stryker__')),
      types.identifier('live'),
    );
    path.replaceWith(types.callExpression(live, [types.arrowFunctionExpression([], path.node)]));
  };
  return placer;
}
let livePlacer = null;

/**
 * The names of all mutators. The instrumenter takes none of others: ours join its list, which it does not show outside
 * of its package.
 */
export async function knownMutators() {
  const list = new URL('./mutators/mutate.js', import.meta.resolve('@stryker-mutator/instrumenter'));
  const { allMutators } = await import(list.href);
  const placers = new URL('./mutant-placers/index.js', import.meta.resolve('@stryker-mutator/instrumenter'));
  livePlacer ??= placeLive((await import(placers.href)).allMutantPlacers[0]);
  for (const own of [opened, fewerItems, rounding, withoutCondition])
    if (!allMutators.includes(own)) allMutators.push(own);
  return allMutators.map(({ name }) => name);
}
