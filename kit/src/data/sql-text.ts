import { LRUCache } from 'lru-cache';

const TEXT_MAX = 2000;
const TEXTS_KEPT_MAX = 1000;
const VERBS: Readonly<Record<string, RegExp>> = {
  select: /\bfrom\s+[`"]?(\w+)/i,
  insert: /\binto\s+[`"]?(\w+)/i,
  update: /^update\s+[`"]?(\w+)/i,
  delete: /\bfrom\s+[`"]?(\w+)/i,
};

/**
 * A statement for a trace: `SELECT Order` and the text with each value and each list of them as one `?`, so that many
 * requests share one name and one text and none tells what somebody typed (`db.query.text` of OpenTelemetry's
 * conventions, sanitized). Ours, because no package offers just this: semantic-conventions has names only, the
 * instrumentation of mysql2 keeps its masking to itself and wraps a driver whose messages carry several statements, and
 * sqlstring goes the other way.
 */
export function describeSql(sql: string): { name: string; text: string } {
  const bare = sql
    .replace(/'(?:[^'\\]|\\.|'')*'/g, '?')
    .replace(/(?<![\w`])-?\d+(?:\.\d+)?(?![\w`])/g, '?')
    .replace(/\(\s*\?(?:\s*,\s*\?)+\s*\)/g, '(?)')
    .replace(/(\([^()]*\))(?:\s*,\s*\1)+/g, '$1');
  const [verb = ''] = /^\w+/.exec(bare.trimStart()) ?? [];
  const table = VERBS[verb.toLowerCase()]?.exec(bare.trimStart())?.[1];
  return {
    name: table ? `${verb.toUpperCase()} ${table}` : verb.toUpperCase() || 'SQL',
    text: bare.slice(0, TEXT_MAX),
  };
}

const known = new LRUCache<string, { name: string; text: string }>({ max: TEXTS_KEPT_MAX });
export function sqlOf(sql: string): { name: string; text: string } {
  let described = known.get(sql);
  if (!described) known.set(sql, (described = describeSql(sql)));
  return described;
}
