/**
 * What graphql-js says of a wrong question, without the value that it quotes: an answer is logged and kept by proxies
 * and clients, and what somebody typed may be a phone number in the wrong place.
 */
export function withoutValues(message: string): string {
  const bare = message
    .replace(/(cannot represent [^:]*value): [\s\S]*$/, '$1')
    .replace(/Value "[\s\S]*" does not exist in/, 'The value does not exist in')
    .replace(/, found [\s\S]*$/, '')
    .replace(/\b(Name|Int|Float|String|BlockString) "[\s\S]*"/, '$1');
  const variable = /^Variable "(\$\w+)" got invalid value /.exec(bare);
  if (!variable) return bare;
  const path = [...bare.matchAll(/ at "([\w.[\]]+)"; /g)].at(-1)?.[1];
  return `Variable "${variable[1]}" got an invalid value${path ? ` at "${path}"` : ''}; ${bare.slice(bare.lastIndexOf('; ') + 2)}`;
}
