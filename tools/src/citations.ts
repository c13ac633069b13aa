import { parseSync } from '@swc/core';
import { isRecord } from '@heitu/kit/rules/checked';

/** Calls that say under which clause something was done, or is waited for: nothing is decided there. */
const RECORDING = new Set(['audit', 'recordRead', 'recordRefusal', 'publish', 'lying']);
/** An object of these keys alone says what an act was done to. */
const SUBJECT = new Set(['type', 'id', 'clause', 'reason']);
/** An object with one of these shows what was done, or lists what waits. */
const SHOWN = new Set(['doneAt', 'rows']);

export interface CitedClauses {
  /** Where a rule stands: lifecycle rows, refusals, permissions, policy constants. */
  deciding: string[];
  /** Tags of the audit trail and headings. */
  telling: string[];
}

type Node = Readonly<Record<string, unknown>>;
const isNode: (value: unknown) => value is Node = isRecord;
const nodesIn = (list: unknown): Node[] => (Array.isArray(list) ? list.filter(isNode) : []);
const textOf = (value: unknown): string | undefined =>
  isNode(value)
    ? value['type'] === 'StringLiteral'
      ? String(value['value'])
      : textOf(value['type'] === 'TsSatisfiesExpression' ? value['expression'] : undefined)
    : undefined;
const nameOf = (callee: unknown): string => {
  if (!isNode(callee)) return '';
  const named = callee['type'] === 'MemberExpression' ? callee['property'] : callee;
  return isNode(named) ? String(named['value'] ?? '') : '';
};
const keysOf = (object: Node): string[] =>
  nodesIn(object['properties']).flatMap((one) => {
    const key = one['type'] === 'KeyValueProperty' ? one['key'] : one;
    return isNode(key) && key['value'] !== undefined ? [String(key['value'])] : [];
  });
function tells(object: Node): boolean {
  const keys = keysOf(object);
  const isSubject = keys.includes('type') && keys.includes('id') && keys.every((key) => SUBJECT.has(key));
  return isSubject || keys.some((key) => SHOWN.has(key));
}
const clausesIn = (object: Node): string[] =>
  nodesIn(object['properties']).flatMap(({ type, key, value }) => {
    if (type !== 'KeyValueProperty' || !isNode(key) || !isNode(value)) return [];
    if (key['value'] === 'clause') return textOf(value) ?? [];
    if (key['value'] !== 'clauses' || value['type'] !== 'ArrayExpression') return [];
    return nodesIn(value['elements']).flatMap(({ expression }) => textOf(expression) ?? []);
  });

/** The clauses that objects of a source name, as `clause: '7.5.w'` or `clauses: ['7.5.u', '7.5.v']`. */
export function clausesCitedIn(source: string): CitedClauses {
  const cited: CitedClauses = { deciding: [], telling: [] };
  const walk = (node: unknown, isRecorded: boolean): void => {
    if (Array.isArray(node)) return node.forEach((one) => walk(one, isRecorded));
    if (!isNode(node)) return;
    if (node['type'] === 'CallExpression') {
      walk(node['callee'], isRecorded);
      return walk(node['arguments'], RECORDING.has(nameOf(node['callee'])));
    }
    if (node['type'] === 'ObjectExpression')
      cited[isRecorded || tells(node) ? 'telling' : 'deciding'].push(...clausesIn(node));
    for (const [key, value] of Object.entries(node)) if (key !== 'span') walk(value, isRecorded);
  };
  walk(parseSync(source, { syntax: 'typescript', decorators: true, target: 'es2022' }).body, false);
  return cited;
}
